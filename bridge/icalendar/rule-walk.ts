import type { Interval } from '../../shared/intervals.ts';
import { civilDay } from './civil-day.ts';
import type { Frequency } from './recurrence-rule.ts';
import { dayTest, periodOf } from './rule-days.ts';
import { unitOf } from './rule-density.ts';
import type { EndlessRule } from './rule-expansion.ts';
import { timesOfDay } from './rule-times.ts';
import { DAY } from './values.ts';
import { spend, type Work } from './work.ts';

/**
 * The starts of an endless rule within the window, both ends included, in wall time and in order. Every day is judged by
 * itself, so that nothing before the window costs anything. DTSTART is there only when it is of the rule's pattern.
 * Days and times that are looked at are taken from `work`; throws TooMany when that is used up.
 */
export function walkRule(rule: EndlessRule, dtstart: number, window: Interval, work: Work): number[] {
  const from = Math.max(window.start, dtstart);
  const within = (start: number) => start >= from && start <= window.end;
  if (!rule.bySetPos) return walkDays(rule, dtstart, { start: from, end: window.end }, work).flat().filter(within);
  const margin = longestPeriod(rule.freq);
  const around = { start: from - margin, end: window.end + margin };
  const chosen = walkPeriods(rule, dtstart, around, work).flatMap((set) => atPositions(set, rule.bySetPos ?? []));
  return chosen.filter(within);
}

/** No period from which BYSETPOS chooses is longer, in milliseconds. */
export function longestPeriod(freq: Frequency): number {
  return (LONGEST_PERIOD.get(freq) ?? 1) * DAY;
}

/** In days; a year of whole weeks has 371. */
const LONGEST_PERIOD = new Map<Frequency, number>([
  ['YEARLY', 371],
  ['MONTHLY', 31],
  ['WEEKLY', 7],
]);

/** All starts of each day that has any. */
function walkDays(rule: EndlessRule, dtstart: number, window: Interval, work: Work): number[][] {
  const allows = dayTest(rule, civilDay(Math.floor(dtstart / DAY)));
  const times = timesOfDay(rule, dtstart, work);
  const found: number[][] = [];
  for (let number = Math.floor(window.start / DAY); number * DAY <= window.end; number += 1) {
    spend(work, 1);
    if (!allows(civilDay(number))) continue;
    const onDay = times(number * DAY);
    if (onDay.length > 0) found.push(onDay.map((time) => number * DAY + time));
  }
  return found;
}

/** The starts of each year, month, week or less: the sets from which BYSETPOS chooses. */
function walkPeriods(rule: EndlessRule, dtstart: number, window: Interval, work: Work): number[][] {
  const unit = unitOf(rule.freq);
  const ofDay = periodOf(rule);
  const sets = new Map<number, number[]>();
  for (const onDay of walkDays(rule, dtstart, window, work)) {
    const day = unit === DAY ? ofDay(civilDay(Math.floor((onDay[0] as number) / DAY))) : 0;
    for (const start of onDay) {
      const key = unit === DAY ? day : Math.floor(start / unit);
      const set = sets.get(key);
      if (set) set.push(start);
      else sets.set(key, [start]);
    }
  }
  return [...sets.values()];
}

/** What BYSETPOS chooses of the starts of one period, which are in order. */
export function atPositions(set: readonly number[], positions: readonly number[]): number[] {
  return set.filter((_, index) => positions.includes(index + 1) || positions.includes(index - set.length));
}
