import type { Interval } from '../../shared/intervals.ts';
import { type CivilDay, civilDay } from './civil-day.ts';
import { dayTest } from './rule-days.ts';
import type { EndlessRule } from './rule-expansion.ts';
import { timesOfDay } from './rule-times.ts';
import { atPositions } from './rule-walk.ts';
import { DAY } from './values.ts';
import { TooMany, type Work } from './work.ts';

/** Whether SKIP can make a difference: only days of a month or year by number may not exist. */
export function movesDays({ freq, skip, byDay, byMonthDay, byYearDay, byWeekNo }: EndlessRule): boolean {
  if (skip === undefined || (freq !== 'MONTHLY' && freq !== 'YEARLY')) return false;
  return Boolean(byMonthDay || byYearDay) || !(byDay || byWeekNo);
}

/**
 * The starts of an endless rule that `movesDays`, as `walkRule` gives them: a day that its month or year does not have
 * becomes the last one before it or the first one after it (RFC 7529 4.1). Throws TooMany.
 */
export function walkSkipping(rule: EndlessRule, dtstart: number, window: Interval, work: Work): number[] {
  const { interval = 1, bySetPos } = rule;
  const from = Math.max(window.start, dtstart);
  const periodAt = rule.freq === 'MONTHLY' ? monthAt : (wall: number) => Math.floor(monthAt(wall) / 12);
  const daysOf = dayReader(rule, civilDay(Math.floor(dtstart / DAY)));
  const times = timesOfDay(rule, dtstart, work);
  const begin = periodAt(dtstart);
  const last = periodAt(window.end) + 1;
  const found = new Set<number>();
  // A day may move into the period before or after its own.
  let period = begin + Math.max(0, Math.floor((periodAt(from) - begin) / interval) - 1) * interval;
  for (; period <= last; period += interval) {
    const starts = daysOf(period).flatMap((day) => times(day * DAY).map((time) => day * DAY + time));
    for (const start of bySetPos ? atPositions(starts, bySetPos) : starts)
      if (start >= from && start <= window.end) found.add(start);
  }
  return [...found].sort((a, b) => a - b);
}

/** The days, in order and since 1970, that a rule names in a month (counted since the year 0) or in a year. */
function dayReader(rule: EndlessRule, first: CivilDay): (period: number) => number[] {
  const { freq, skip, byDay, byMonth, byMonthDay, byYearDay, byWeekNo } = rule;
  if (byWeekNo || (byYearDay && (freq === 'MONTHLY' || byMonth || byMonthDay)))
    throw new TooMany('it moves days in a way that is not read');
  const allows = byDay ? dayTest({ freq, byDay }, first) : () => true;
  const inOrder = (days: number[]) => [...new Set(days)].filter((day) => allows(civilDay(day))).sort((a, b) => a - b);
  const inMonth = (month: number) =>
    (byMonthDay ?? [first.dayOfMonth]).map((day) => moved(day, midnight(month), midnight(month + 1), skip));
  if (freq === 'MONTHLY')
    return (month) => inOrder(!byMonth || byMonth.includes((month % 12) + 1) ? inMonth(month) : []);
  if (byYearDay)
    return (year) => inOrder(byYearDay.map((day) => moved(day, midnight(year * 12), midnight(year * 12 + 12), skip)));
  const months = byMonth ?? (byMonthDay ? ALL_MONTHS : [first.month]);
  return (year) => inOrder(months.flatMap((month) => inMonth(year * 12 + month - 1)));
}

const ALL_MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** A day by its number, from either end, of what begins on one day and ends before another. */
function moved(number: number, begin: number, end: number, skip: EndlessRule['skip']): number {
  const day = number > 0 ? begin + number - 1 : end + number;
  if (day >= end) return skip === 'FORWARD' ? end : end - 1;
  if (day < begin) return skip === 'FORWARD' ? begin : begin - 1;
  return day;
}

/** Months since January of the year 0. */
function monthAt(wall: number): number {
  const { year, month } = civilDay(Math.floor(wall / DAY));
  return year * 12 + month - 1;
}

/** The first day of a month, since 1970. */
function midnight(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
}
