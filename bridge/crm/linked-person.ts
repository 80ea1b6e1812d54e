import type { Appointment } from '../../shared/contract/appointments.ts';
import type { BlockedSlot, BlockedSlots } from '../../shared/contract/blocked-slots.ts';
import type { Interval } from '../../shared/intervals.ts';
import { blockedSlotsOf } from '../connections/availability.ts';
import { epochOf } from '../connections/instant.ts';
import type { LiveConnection } from '../connections/live-connection.ts';
import { weeksOf } from '../connections/weeks.ts';
import type { HeardBooking } from '../domain/crm/bookings.ts';
import type { Busy, KnownTime } from '../domain/crm/busy-time.ts';

/** What a link needs of the connection that it belongs to. */
export interface LinkedPerson {
  readonly connectionId: string;
  readonly locationId: string;
  readonly userId: string;
  readonly timeZone: string;
  readonly paused: boolean;
  /** Whether bookings are added anywhere. */
  readonly hasLinkedCalendar: boolean;
  /** What the conflict calendars say of the range. */
  time(range: Interval, now: number): Promise<KnownTime>;
  readonly outbox: {
    heard(): Iterable<HeardBooking>;
    put(appointment: Appointment): Promise<unknown>;
    delete(appointmentId: string): Promise<unknown>;
  };
}

/** A connection as its link sees it. */
export function linkedPerson(live: LiveConnection): LinkedPerson {
  return {
    get connectionId() {
      return live.record.id;
    },
    get locationId() {
      return live.record.locationId;
    },
    get userId() {
      return live.record.userId;
    },
    get timeZone() {
      return live.record.timeZone;
    },
    get paused() {
      return live.record.paused;
    },
    get hasLinkedCalendar() {
      return live.record.linkedCalendarId !== null;
    },
    time: (range, now) => timeOf(live, range, now),
    outbox: live.outbox,
  };
}

async function timeOf(live: LiveConnection, range: Interval, now: number): Promise<KnownTime> {
  const { configured, conflictCalendarIds } = live.record;
  const answer = await blockedSlotsOf(live, range, now);
  const titles = titlesIn(live, range);
  const busy = answer.slots.flatMap((slot) => piecesOf(slot, titles));
  // Nobody chose a calendar that blocks: then nothing does.
  if (configured && conflictCalendarIds.length === 0) return { busy, unknown: [], checkedAt: now };
  const checkedAt = answer.checkedAt === null ? null : epochOf(answer.checkedAt);
  return { busy, unknown: unknownIn(answer, range), checkedAt };
}

/** Where it is not complete and nothing tells what is missing, all of it is not known. */
function unknownIn({ complete, unknown }: BlockedSlots, range: Interval): Interval[] {
  if (complete) return [];
  if (unknown.length === 0) return [range];
  return unknown.map(({ from, to }) => ({
    start: from === undefined ? range.start : epochOf(from),
    end: to === undefined ? range.end : epochOf(to),
  }));
}

/** The real titles, whatever is shown of them in pages. */
function titlesIn(live: LiveConnection, range: Interval): ReadonlyMap<string, string | null> {
  const events = live.record.conflictCalendarIds.flatMap((id) => weeksOf(live, id, range).events);
  return new Map(events.map(({ eventId, occurrence }) => [eventId, occurrence.title]));
}

function piecesOf({ start, end, sources }: BlockedSlot, titles: ReadonlyMap<string, string | null>): Busy[] {
  const slot = { start: epochOf(start), end: epochOf(end) };
  return sources.map(({ calendarId, eventId, uid, ...source }) => ({
    start: Math.max(slot.start, epochOf(source.start)),
    end: Math.min(slot.end, epochOf(source.end)),
    source: `${calendarId} ${uid} ${source.start} ${source.end}`,
    title: titles.get(eventId) ?? null,
  }));
}
