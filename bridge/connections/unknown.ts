import type { Unknown } from '../../shared/contract/blocked-slots.ts';
import { type Interval, overlaps } from '../../shared/intervals.ts';
import { gapOf } from '../domain/completeness.ts';
import type { UnknownTimes } from '../domain/occurrence.ts';
import type { CachedResource } from '../sync/calendar-cache.ts';
import { expansionAround } from './expansions.ts';
import { type IgnoredIn, ignoredIn } from './ignored.ts';
import { instant } from './instant.ts';
import type { LiveConnection } from './live-connection.ts';

/** Everything of the conflict calendars that is not known in the range: whole calendars first, then single resources. */
export function unknownIn(live: LiveConnection, range: Interval, now: number): Unknown[] {
  const gaps = live.knowledge().flatMap((calendar) => {
    const gap = gapOf(calendar, now, range);
    return gap ? [{ ...gap, since: instant(gap.since) }] : [];
  });
  const resources = live.record.conflictCalendarIds.flatMap((id) => unreadableIn(live, id, range));
  return [...gaps, ...resources];
}

/** The unreadable resources of a calendar that may touch the range, or all of them; without those the person dismissed. */
export function unreadableIn(live: LiveConnection, calendarId: string, range?: Interval): Unknown[] {
  const { ignored, timeZone } = live.record;
  const dismissed = ignoredIn(ignored, calendarId);
  const unknown: Unknown[] = [];
  for (const cached of live.cachedCalendar(calendarId)?.all() ?? []) {
    if (isDismissed(cached, dismissed)) continue;
    for (const times of problemsOf(cached, range, timeZone)) {
      if (!range || touches(times, range)) unknown.push(describe(calendarId, cached, times));
    }
  }
  return unknown;
}

function isDismissed({ href, resource }: CachedResource, dismissed: IgnoredIn): boolean {
  return dismissed.resource(href) || (resource?.series ?? []).some(({ uid }) => dismissed.uid(uid));
}

function problemsOf(cached: CachedResource, range: Interval | undefined, timeZone: string): readonly UnknownTimes[] {
  const whole = cached.problem ? [cached.problem] : [];
  if (!cached.resource) return whole;
  const window = range ?? { start: 0, end: 0 };
  return [...whole, ...expansionAround(cached.resource, window, timeZone).unknown];
}

function touches({ from, to }: UnknownTimes, range: Interval): boolean {
  return overlaps({ start: from ?? Number.NEGATIVE_INFINITY, end: to ?? Number.POSITIVE_INFINITY }, range);
}

function describe(
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
