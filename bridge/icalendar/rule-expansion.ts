import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill/implementation';
import type { Interval } from '../../shared/intervals.ts';
import type { Frequency, RecurrenceRule } from './recurrence-rule.ts';
import { movesDays, walkSkipping } from './rule-skip.ts';
import { walkRule } from './rule-walk.ts';
import { DAY } from './values.ts';
import { TooMany, type Work } from './work.ts';

/** Periods that rrule-temporal looks through before it gives up. */
const MOST_PERIODS = 5000;

/** A rule that neither COUNT nor UNTIL ends. */
export type EndlessRule = Omit<RecurrenceRule, 'count' | 'until'>;

/** In a longer window, as COUNT needs one, walking day by day is many times faster. */
const LIBRARY_WINDOW_MS = 800 * DAY;

/**
 * The starts of an endless rule within the window, both ends included, in wall time. DTSTART is there only when it is of
 * the rule's pattern. Throws TooMany.
 */
export function expandRule(rule: EndlessRule, dtstart: number, window: Interval, work: Work): number[] {
  if (movesDays(rule)) return walkSkipping(rule, dtstart, window, work);
  const byLibrary = isSparse(rule) && window.end - window.start <= LIBRARY_WINDOW_MS;
  return byLibrary ? expandWithTemporal(rule, dtstart, window) : walkRule(rule, dtstart, window, work);
}

/**
 * At most one start a day, by days and months alone. Rules of other kinds are walked: rrule-temporal is slow where there
 * are many starts a day, and takes days that the rule forbids where BYYEARDAY or BYWEEKNO stand beside other days.
 */
function isSparse({ freq, byHour, byMinute, bySecond, byYearDay, byWeekNo, byDay = [] }: EndlessRule): boolean {
  if (freq === 'HOURLY' || freq === 'MINUTELY' || freq === 'SECONDLY') return false;
  const rare = [byHour, byMinute, bySecond, byYearDay, byWeekNo].some((part) => part !== undefined);
  // A fifty-third Tuesday, which few years have.
  return !rare && byDay.every((day) => Math.abs(Number.parseInt(day, 10) || 0) <= 5);
}

/** As rrule-temporal does it, on wall time as if it were UTC. */
export function expandWithTemporal(rule: EndlessRule, dtstart: number, window: Interval): number[] {
  const { skip: _nothingMoves, ...parts } = rule;
  const lists = Object.entries(parts).map(([name, part]) => [name, Array.isArray(part) ? [...part] : part]);
  try {
    const endless = new RRuleTemporal({
      ...(Object.fromEntries(lists) as { freq: Frequency }),
      dtstart: Temporal.Instant.fromEpochMilliseconds(dtstart).toZonedDateTimeISO('UTC'),
      tzid: 'UTC',
      maxIterations: MOST_PERIODS,
    });
    return endless.between(new Date(window.start), new Date(window.end), true).map((start) => start.epochMilliseconds);
  } catch (error) {
    throw new TooMany('it repeats too often to be read', { cause: error });
  }
}
