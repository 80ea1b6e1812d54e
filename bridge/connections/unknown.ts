import type { Unknown } from '../../shared/contract/blocked-slots.ts';
import { type Interval, overlaps } from '../../shared/intervals.ts';
import { gapOf } from '../domain/completeness.ts';
import type { UnknownTimes } from '../domain/occurrence.ts';
import type { CachedResource } from '../sync/calendar-cache.ts';
import { type CalendarIndex, indexOf } from './calendar-index.ts';
import { expansionAround } from './expansions.ts';
import { type IgnoredIn, ignoredIn } from './ignored.ts';
import { instant } from './instant.ts';
import type { LiveConnection } from './live-connection.ts';

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
  const { ignored, timeZone } = live.record;
  const dismissed = ignoredIn(ignored, calendarId);
  const unknown: Unknown[] = [];
  for (const cached of candidates(indexOf(cache), range)) {
    for (const times of problemsOf(cached, range, timeZone)) {
      if (range && !touches(times, range)) continue;
      if (!isDismissed(cached, dismissed)) unknown.push(describe(calendarId, cached, times));
    }
  }
  return unknown;
}

/** What was flawed when it was read, and what may turn out so when its times in the range are worked out. */
function candidates(index: CalendarIndex, range: Interval | undefined): ReadonlySet<CachedResource> {
  return range ? new Set([...index.flawed, ...index.touching(range)]) : index.flawed;
}

function isDismissed({ href, resource }: CachedResource, dismissed: IgnoredIn): boolean {
  return dismissed.resource(href) || (resource?.series ?? []).some(({ uid }) => dismissed.uid(uid));
}

function problemsOf(cached: CachedResource, range: Interval | undefined, timeZone: string): readonly UnknownTimes[] {
  const whole = cached.problem ? [cached.problem] : [];
  if (!cached.resource) return whole;
  const parts = range ? expansionAround(cached.resource, range, timeZone).unknown : (cached.resource.unknown ?? []);
  return parts.length === 0 ? whole : [...whole, ...parts];
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
