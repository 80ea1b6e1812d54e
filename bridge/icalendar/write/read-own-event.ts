import type { WrittenMark } from '../../domain/occurrence.ts';
import { lengthOf } from '../length.ts';
import { localClock } from '../local-clock.ts';
import { readResource } from '../read.ts';
import type { CalendarResource } from '../resource.ts';

/** An event that a bridge wrote, as it stands now. Times in epoch milliseconds UTC. */
export interface OwnEvent {
  readonly uid: string;
  /** Whose appointment it is, and where the CRM put it; null where the server dropped the marks. */
  readonly mark: WrittenMark | null;
  readonly start: number;
  readonly end: number;
  /** The person made a whole day of it. */
  readonly allDay: boolean;
  /** The person made a series of it; `start` and `end` are the first one's. */
  readonly recurring: boolean;
  /** Safe to show, 300 characters at most; null when there is none. */
  readonly title: string | null;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
}

/**
 * The event of an appointment that stands in a calendar object resource, by its marks or by the UID it would have; null
 * when the text cannot be read or holds none. Whether it is this user's own is for its UID to tell: `ownAttemptOf`.
 * `timeZone` is the IANA zone of whole days and floating times, which only a person's hand makes. Never throws.
 */
export function readOwnEvent(text: string, timeZone: string, uid?: string): OwnEvent | null {
  const reading = readResource(text);
  return reading.kind === 'events' ? ownEventIn(reading.resource, timeZone, uid) : null;
}

/** The same, in a resource that was read already. */
export function ownEventIn(resource: CalendarResource, timeZone: string, uid?: string): OwnEvent | null {
  const { series, zones = [] } = resource;
  const own =
    series.find((one) => one.uid === uid && one.master?.written) ??
    series.find(({ master }) => master?.written) ??
    series.find((one) => one.uid === uid && one.master);
  if (!own?.master) return null;
  const { master, overrides } = own;
  const clock = localClock(zones, timeZone);
  const start = clock.instant(master.start);
  return {
    uid: own.uid,
    mark: master.written ?? null,
    start,
    end: lengthOf(master, clock)(master.start, start).end,
    allDay: master.allDay === true,
    recurring: Boolean(master.rules || master.dates || overrides),
    title: master.title ?? null,
    status: master.status ?? 'confirmed',
  };
}
