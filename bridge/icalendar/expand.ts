import type { Interval } from '../../shared/intervals.ts';
import type { Expansion, Occurrence, UnknownTimes } from '../domain/occurrence.ts';
import { type LocalClock, localClock } from './local-clock.ts';
import { occurrencesOf } from './occurrences.ts';
import type { CalendarResource, Series } from './resource.ts';
import { TooMany } from './work.ts';

export { spanOf } from './span.ts';

/**
 * The occurrences of a resource that touch the window, their travel time included, and the times within it that the
 * resource may touch without anybody knowing how. `timeZone` is the IANA zone for floating times and whole days.
 * Work is bounded: a series that would take more is unknown for the window. Never throws.
 */
export function expand(resource: CalendarResource, window: Interval, timeZone: string): Expansion {
  const clock = localClock(resource.zones ?? [], timeZone);
  const occurrences: Occurrence[] = [];
  const unknown = (resource.unknown ?? []).filter((times) => mayTouch(times, window));
  for (const series of resource.series) {
    const expanded = expandSeries(series, window, clock);
    if (Array.isArray(expanded)) occurrences.push(...expanded);
    else unknown.push(expanded);
  }
  return { occurrences, unknown };
}

function expandSeries(series: Series, window: Interval, clock: LocalClock): Occurrence[] | UnknownTimes {
  try {
    return occurrencesOf(series, window, clock);
  } catch (error) {
    const why = error instanceof TooMany ? error.message : 'its times cannot be worked out';
    return { from: window.start, to: window.end, reason: `An event cannot be read: ${why}.` };
  }
}

function mayTouch({ from, to }: UnknownTimes, window: Interval): boolean {
  return (from ?? Number.NEGATIVE_INFINITY) < window.end && (to ?? Number.POSITIVE_INFINITY) > window.start;
}
