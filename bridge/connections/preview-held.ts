import type { Unknown } from '../../shared/contract/blocked-slots.ts';
import type { Interval } from '../../shared/intervals.ts';
import type { Clock } from '../domain/clock.ts';
import { gapOf } from '../domain/completeness.ts';
import type { Occurrence } from '../domain/occurrence.ts';
import type { CalendarClient } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { expand } from '../icalendar/expand.ts';
import type { CachedResource } from '../sync/calendar-cache.ts';
import { instant } from './instant.ts';
import type { LiveConnection } from './live-connection.ts';
import { readForPreview } from './preview-reading.ts';
import type { StoredCalendar } from './stored-connection.ts';
import { mayTouch, unknownOf, unreadableIn } from './unknown.ts';
import { weeksOf } from './weeks.ts';

/** How long the person waits for calendars that were never read. */
const READ_WITHIN_MS = 5000;

const NOT_READ = 'This calendar has not been read yet. Ask again in a moment.';

export interface Previewing {
  readonly live: LiveConnection;
  readonly range: Interval;
  readonly clock: Clock;
  /** For calendars that were never read. Rejects with why nothing may be sent. */
  readonly client: () => Promise<CalendarClient>;
}

/** What one calendar holds in the range, and what of it nobody can tell. */
export interface Held {
  readonly calendarId: string;
  readonly occurrences: readonly Occurrence[];
  readonly unknown: readonly Unknown[];
}

/** Of a calendar that is read all the time, what is known; of any other one, what it says now. */
export async function heldBy(previewing: Previewing, calendar: StoredCalendar): Promise<Held> {
  const { live, range, clock } = previewing;
  const { id: calendarId } = calendar;
  const gap = gapOf(live.runner.memory.knowledgeOf(calendarId, live.cachedCalendar(calendarId)), clock.now(), range);
  if (gap !== null && !live.readCalendarIds().includes(calendarId)) return heldAside(previewing, calendar);
  const unreadable = unreadableIn(live, calendarId, range);
  return {
    calendarId,
    occurrences: weeksOf(live, calendarId, range).events.map(({ occurrence }) => occurrence),
    unknown: gap === null ? unreadable : [{ ...gap, since: instant(gap.since) }, ...unreadable],
  };
}

async function heldAside(previewing: Previewing, calendar: StoredCalendar): Promise<Held> {
  const { live, range, clock, client } = previewing;
  const [calendarId, now] = [calendar.id, clock.now()];
  const notRead = (reason: string): Held => {
    return { calendarId, occurrences: [], unknown: [{ calendarId, reason, since: instant(now) }] };
  };
  try {
    const read = await inTime(readForPreview(live, { calendar, range, client, now }));
    return read === null ? notRead(NOT_READ) : heldIn(read, calendarId, previewing);
  } catch (error) {
    if (error instanceof BridgeError) return notRead(error.message);
    throw error;
  }
}

/** Null where it takes too long; it goes on, and the next question finds it done. */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let patience: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    patience = setTimeout(resolve, READ_WITHIN_MS, null);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(patience);
  }
}

function heldIn(resources: readonly CachedResource[], calendarId: string, { live, range }: Previewing): Held {
  const occurrences: Occurrence[] = [];
  const unknown: Unknown[] = [];
  for (const cached of resources) {
    if (cached.problem && mayTouch(cached.problem, range)) unknown.push(unknownOf(calendarId, cached, cached.problem));
    if (cached.resource === null) continue;
    const expanded = expand(cached.resource, range, live.record.timeZone);
    occurrences.push(...expanded.occurrences);
    unknown.push(...expanded.unknown.map((times) => unknownOf(calendarId, cached, times)));
  }
  return { calendarId, occurrences, unknown };
}
