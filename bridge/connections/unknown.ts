import type { Unknown } from '../../shared/contract/blocked-slots.ts';
import { type Interval, overlaps } from '../../shared/intervals.ts';
import { gapOf } from '../domain/completeness.ts';
import type { UnknownTimes } from '../domain/occurrence.ts';
import type { CachedResource, CalendarCache } from '../sync/calendar-cache.ts';
import { indexOf } from './calendar-index.ts';
import { type IgnoredIn, ignoredIn } from './ignored.ts';
import { instant } from './instant.ts';
import type { LiveConnection } from './live-connection.ts';
import { type Doubtful, weeksOf } from './weeks.ts';

/** The conflict calendars that are not known in the range as a whole. */
export function gapsIn(live: LiveConnection, range: Interval, now: number): Unknown[] {
  return live.knowledge().flatMap((calendar) => {
    const gap = gapOf(calendar, now, range);
    return gap ? [{ ...gap, since: instant(gap.since) }] : [];
  });
}

/** The unreadable resources of a calendar that may touch the range, or all of them; without those the person dismissed. */
export function unreadableIn(live: LiveConnection, calendarId: string, range?: Interval): Unknown[] {
  const cache = live.cachedCalendar(calendarId);
  if (!cache) return [];
  const dismissed = ignoredIn(live.record.ignored, calendarId);
  const unknown: Unknown[] = [];
  for (const { cached, unknown: parts } of range ? weeksOf(live, calendarId, range).doubtful : flawedIn(cache)) {
    for (const times of cached.problem ? [cached.problem, ...parts] : parts) {
      if (range && !mayTouch(times, range)) continue;
      if (!isDismissed(cached, dismissed)) unknown.push(unknownOf(calendarId, cached, times));
    }
  }
  return unknown;
}

function flawedIn(cache: CalendarCache): Doubtful[] {
  return [...indexOf(cache).flawed].map((cached) => ({ cached, unknown: cached.resource?.unknown ?? [] }));
}

function isDismissed({ href, resource }: CachedResource, dismissed: IgnoredIn): boolean {
  return dismissed.resource(href) || (resource?.series ?? []).some(({ uid }) => dismissed.uid(uid));
}

/** Whether a time that nobody can tell may touch the range. */
export function mayTouch({ from, to }: UnknownTimes, range: Interval): boolean {
  return overlaps({ start: from ?? Number.NEGATIVE_INFINITY, end: to ?? Number.POSITIVE_INFINITY }, range);
}

/** What a resource leaves unknown, as the contract has it. */
export function unknownOf(
  calendarId: string,
  { href, problem, readAt }: CachedResource,
  { reason, from, to }: UnknownTimes,
): Unknown {
  return {
    calendarId,
    resource: href,
    ...(from === undefined ? {} : { from: instant(from) }),
    ...(to === undefined ? {} : { to: instant(to) }),
    reason,
    since: instant(problem?.since ?? readAt),
  };
}
