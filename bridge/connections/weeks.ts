import type { Interval } from '../../shared/intervals.ts';
import type { JudgedEvent } from '../domain/blocked-slots.ts';
import { type Circumstances, judge, rulesFor } from '../domain/busy.ts';
import type { Occurrence, UnknownTimes } from '../domain/occurrence.ts';
import { expand } from '../icalendar/expand.ts';
import type { CachedResource, CalendarCache } from '../sync/calendar-cache.ts';
import { Turn } from '../turns.ts';
import { type CalendarIndex, indexOf } from './calendar-index.ts';
import { eventIdOf } from './event-id.ts';
import { ignoredIn } from './ignored.ts';
import type { LiveConnection } from './live-connection.ts';

/** Ranges are asked for again and again, a little later each time: what is worked out is whole blocks of weeks. */
const BLOCK_MS = 14 * 24 * 3600 * 1000;

/** Of each calendar. Open pages look at few weeks at a time. */
const MOST_KEPT = 2;

/** A resource of which something is not known, beside what is wrong with it as a whole. */
export interface Doubtful {
  readonly cached: CachedResource;
  readonly unknown: readonly UnknownTimes[];
}

/** What one calendar holds in a range, as the settings of the connection judge it. */
export interface Weeks {
  /** Those that touch the range, the travel before them included. */
  readonly events: readonly JudgedEvent[];
  /** These may touch the range or not. */
  readonly doubtful: readonly Doubtful[];
}

interface Held {
  readonly events: readonly JudgedEvent[];
  readonly unknown: readonly UnknownTimes[];
}

/** Follows the copy of a calendar: what did not change in it is not worked out again. */
interface KeptWeeks extends Interval {
  readonly record: LiveConnection['record'];
  readonly held: Map<CachedResource, Held>;
  /** Of the index at the last look; -1 before the first. */
  version: number;
  events: readonly JudgedEvent[];
  /** From when until when each of them lasts: thousands are compared many times faster in one piece of memory. */
  times: Float64Array;
  doubtful: readonly Doubtful[];
}

const NONE = { events: [], doubtful: [] };
const keptOf = new WeakMap<CalendarCache, KeptWeeks[]>();

/** Works out what the conflict calendars hold around a range, in short turns, so that `weeksOf` finds it done. */
export async function workOutWeeks(live: LiveConnection, range: Interval): Promise<void> {
  for (const calendarId of live.record.conflictCalendarIds) {
    const cache = live.cachedCalendar(calendarId);
    if (!cache) continue;
    const kept = keptAround(cache, live, range);
    const index = indexOf(cache);
    if (kept.version === index.version) continue;
    const hold = holder(live, calendarId, kept);
    const turn = new Turn();
    for (const cached of candidates(index, kept)) {
      hold(cached);
      if (turn.isOver()) await turn.next();
    }
  }
}

export function weeksOf(live: LiveConnection, calendarId: string, range: Interval): Weeks {
  const cache = live.cachedCalendar(calendarId);
  if (!cache) return NONE;
  const kept = keptAround(cache, live, range);
  const index = indexOf(cache);
  if (kept.version !== index.version) lookAgain(kept, index, holder(live, calendarId, kept));
  return { events: within(kept, range), doubtful: kept.doubtful };
}

function within({ events, times }: KeptWeeks, { start, end }: Interval): JudgedEvent[] {
  const found: JudgedEvent[] = [];
  for (let at = 0; at < events.length; at += 1) {
    if ((times[2 * at] as number) < end && start < (times[2 * at + 1] as number)) found.push(events[at] as JudgedEvent);
  }
  return found;
}

function keptAround(cache: CalendarCache, { record }: LiveConnection, range: Interval): KeptWeeks {
  const all = keptOf.get(cache) ?? [];
  const known = all.find((kept) => kept.record === record && kept.start <= range.start && range.end <= kept.end);
  if (known) return known;
  const start = Math.floor(range.start / BLOCK_MS) * BLOCK_MS;
  const end = Math.ceil(range.end / BLOCK_MS) * BLOCK_MS;
  const fresh: KeptWeeks = { ...NONE, times: new Float64Array(), record, start, end, held: new Map(), version: -1 };
  keptOf.set(cache, [fresh, ...all.filter((kept) => kept.record === record)].slice(0, MOST_KEPT));
  return fresh;
}

/** Also what was flawed when it was read: of that nobody can tell where it lies. */
function candidates(index: CalendarIndex, weeks: Interval): Set<CachedResource> {
  const found = index.touching(weeks);
  for (const cached of index.flawed) found.add(cached);
  return found;
}

function lookAgain(kept: KeptWeeks, index: CalendarIndex, hold: (cached: CachedResource) => Held): void {
  const wanted = candidates(index, kept);
  for (const cached of kept.held.keys()) if (!wanted.has(cached)) kept.held.delete(cached);
  const events: JudgedEvent[] = [];
  const doubtful: Doubtful[] = [];
  for (const cached of wanted) {
    const held = hold(cached);
    for (const event of held.events) events.push(event);
    if (cached.problem !== null || held.unknown.length > 0) doubtful.push({ cached, unknown: held.unknown });
  }
  Object.assign(kept, { events, times: timesOf(events), doubtful, version: index.version });
}

function timesOf(events: readonly JudgedEvent[]): Float64Array {
  const times = new Float64Array(2 * events.length);
  for (const [at, { occurrence }] of events.entries()) {
    const { start, end, travelMs } = occurrence;
    times[2 * at] = start - travelMs;
    times[2 * at + 1] = Math.max(end, start + 1);
  }
  return times;
}

/** Works out one resource, unless that was done already. */
function holder(live: LiveConnection, calendarId: string, kept: KeptWeeks): (cached: CachedResource) => Held {
  const judged = judging(live, calendarId);
  return (cached) => {
    const known = kept.held.get(cached);
    if (known) return known;
    const held = cached.resource ? heldBy(expand(cached.resource, kept, kept.record.timeZone), judged) : NOTHING;
    kept.held.set(cached, held);
    return held;
  };
}

const NOTHING: Held = { events: [], unknown: [] };

function heldBy({ occurrences, unknown }: ReturnType<typeof expand>, judged: (one: Occurrence) => JudgedEvent): Held {
  return occurrences.length + unknown.length === 0 ? NOTHING : { events: occurrences.map(judged), unknown };
}

/** How the events of one calendar count by the settings of the record. */
export function judging(
  { record }: Pick<LiveConnection, 'record'>,
  calendarId: string,
): (occurrence: Occurrence) => JudgedEvent {
  const { calendars, settings, account } = record;
  const isIgnored = ignoredIn(record.ignored, calendarId);
  const heeded: Circumstances = {
    rules: rulesFor(settings, calendarId),
    ownerAddresses: account.ownerAddresses,
    calendarTransparent: calendars.find(({ id }) => id === calendarId)?.transparent ?? false,
    ignored: false,
  };
  const ignored: Circumstances = { ...heeded, ignored: true };
  return (occurrence) => ({
    calendarId,
    eventId: eventIdOf(calendarId, occurrence),
    title: settings.showTitles ? occurrence.title : null,
    occurrence,
    judgement: judge(occurrence, isIgnored.occurrence(occurrence) ? ignored : heeded),
  });
}
