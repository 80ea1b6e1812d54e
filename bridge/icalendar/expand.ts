import type { Interval } from '../../shared/intervals.ts';
import type { Expansion, Occurrence, UnknownTimes } from '../domain/occurrence.ts';
import { type LocalClock, localClock } from './local-clock.ts';
import { occurrencesOf } from './occurrences.ts';
import type { CalendarResource, Series } from './resource.ts';
import { MOST_WORK, TooMany, type Work } from './work.ts';

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
  const all: Work = { left: MOST_WORK_OF_ALL };
  for (const series of resource.series) {
    const work = { left: Math.min(MOST_WORK, all.left) };
    all.left -= work.left;
    const expanded = expandSeries(series, window, clock, work);
    all.left += Math.max(0, work.left);
    if (Array.isArray(expanded)) occurrences.push(...expanded);
    else unknown.push(expanded);
    if (all.left <= 0) {
      unknown.push(doubt(window, 'it stands among too many that repeat too often'));
      break;
    }
  }
  return { occurrences, unknown };
}

/** One series after the other may use up its own share so many times; those after them are not known. */
const MOST_WORK_OF_ALL = 2 * MOST_WORK;

function expandSeries(series: Series, window: Interval, clock: LocalClock, work: Work): Occurrence[] | UnknownTimes {
  try {
    return occurrencesOf(series, window, clock, work);
  } catch (error) {
    const why = error instanceof TooMany ? error.message : 'its times cannot be worked out';
    return doubt(window, why);
  }
}

function doubt({ start, end }: Interval, why: string): UnknownTimes {
  return { from: start, to: end, reason: `An event cannot be read: ${why}.` };
}

function mayTouch({ from, to }: UnknownTimes, window: Interval): boolean {
  return (from ?? Number.NEGATIVE_INFINITY) < window.end && (to ?? Number.POSITIVE_INFINITY) > window.start;
}
