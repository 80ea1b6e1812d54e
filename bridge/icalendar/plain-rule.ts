import type { Interval } from '../../shared/intervals.ts';
import type { RecurrenceRule, Weekday } from './recurrence-rule.ts';
import { DAY } from './values.ts';

/** Periods that are walked through from the first one, where COUNT asks for it. */
const MOST_PERIODS = 5000;
const WEEK = 7 * DAY;
const WEEKDAYS: readonly string[] = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] satisfies Weekday[];

/** One period of a rule: its starts in order, those before DTSTART among them. */
type Period = (index: number) => readonly number[];

interface Periods {
  readonly startsOf: Period;
  /** Every start before this moment lies in a period with a smaller index than the one given. */
  readonly indexAt: (wall: number) => number;
}

/**
 * The starts of an ordinary weekly, monthly or yearly rule within the window (both ends included), in wall time, worked
 * out by plain arithmetic, since calendars hold thousands of these. Null for any rule that is not as plain as that.
 * COUNT and DTSTART are as in `startsOf`.
 */
export function plainStarts(rule: RecurrenceRule, dtstart: number, window: Interval): number[] | null {
  const periods = periodsOf(rule, dtstart);
  if (periods === null) return null;
  const first = rule.count === undefined ? Math.max(0, periods.indexAt(window.start) - 1) : 0;
  const last = periods.indexAt(window.end) + 1;
  return last - first > MOST_PERIODS ? null : collect(rule, dtstart, window, { ...periods, first, last });
}

function collect(
  { count = Number.POSITIVE_INFINITY }: RecurrenceRule,
  dtstart: number,
  window: Interval,
  { startsOf, first, last }: Periods & { readonly first: number; readonly last: number },
): number[] {
  const found: number[] = [];
  // DTSTART is the first of COUNT, also when it is not of the pattern (RFC 5545 3.3.10).
  let counted = startsOf(0).includes(dtstart) ? 0 : 1;
  for (let index = first; index <= last; index += 1) {
    for (const start of startsOf(index)) {
      if (start < dtstart) continue;
      counted += 1;
      if (counted > count || start > window.end) return found;
      if (start >= window.start) found.push(start);
    }
  }
  return found;
}

function periodsOf(rule: RecurrenceRule, dtstart: number): Periods | null {
  if (rule.skip !== undefined) return null;
  const parts = Object.keys(rule).filter((part) => part.startsWith('by'));
  const only = (...allowed: string[]) => parts.every((part) => allowed.includes(part));
  const days = rule.byMonth === undefined ? [] : ['byMonth', 'byDay', 'byMonthDay'];
  if (rule.byDay && rule.byMonthDay) return null;
  if (rule.freq === 'WEEKLY' && only('byDay')) return weeks(rule, dtstart);
  if (rule.freq === 'MONTHLY' && only('byDay', 'byMonthDay')) return months(rule, dtstart);
  return rule.freq === 'YEARLY' && only(...days) ? years(rule, dtstart) : null;
}

function weeks({ interval = 1, byDay, wkst = 'MO' }: RecurrenceRule, dtstart: number): Periods | null {
  if (byDay?.some((day) => day.length !== 2)) return null;
  const firstDay = WEEKDAYS.indexOf(wkst);
  const offsetOf = (weekday: number) => (weekday - firstDay + 7) % 7;
  const own = offsetOf(weekdayOf(dtstart));
  const offsets = byDay ? byDay.map((day) => offsetOf(WEEKDAYS.indexOf(day))).sort((a, b) => a - b) : [own];
  const monday = dtstart - own * DAY;
  return {
    startsOf: (index) => offsets.map((offset) => monday + index * interval * WEEK + offset * DAY),
    indexAt: (wall) => Math.floor((wall - monday) / (interval * WEEK)),
  };
}

function months({ interval = 1, ...rule }: RecurrenceRule, dtstart: number): Periods {
  const startsIn = monthReader(rule, dtstart);
  const first = monthOf(dtstart);
  return {
    startsOf: (index) => startsIn(first + index * interval),
    indexAt: (wall) => Math.floor((monthOf(wall) - first) / interval),
  };
}

function years({ interval = 1, ...rule }: RecurrenceRule, dtstart: number): Periods {
  const startsIn = monthReader(rule, dtstart);
  const first = new Date(dtstart).getUTCFullYear();
  const own = new Date(dtstart).getUTCMonth() + 1;
  const wanted = [...(rule.byMonth ?? [own])].sort((a, b) => a - b);
  return {
    startsOf: (index) => wanted.flatMap((month) => startsIn((first + index * interval) * 12 + month - 1)),
    indexAt: (wall) => Math.floor((new Date(wall).getUTCFullYear() - first) / interval),
  };
}

/** The starts of the rule in one month. Months are counted since January of the year 0. */
function monthReader({ byDay, byMonthDay }: RecurrenceRule, dtstart: number): (month: number) => number[] {
  const wanted = byDay?.map(ordinalDay);
  const time = ((dtstart % DAY) + DAY) % DAY;
  const daysOf = (month: number) =>
    wanted
      ? wanted.flatMap((day) => weekdaysIn(month, day))
      : (byMonthDay ?? [new Date(dtstart).getUTCDate()]).flatMap((day) => dayIn(month, day));
  return (month) => [...new Set(daysOf(month))].sort((a, b) => a - b).map((day) => midnight(month, day) + time);
}

interface OrdinalDay {
  readonly weekday: number;
  /** Null for every such day of the month. */
  readonly nth: number | null;
}

function ordinalDay(text: string): OrdinalDay {
  const nth = text.slice(0, -2);
  return { weekday: WEEKDAYS.indexOf(text.slice(-2)), nth: nth === '' ? null : Number(nth) };
}

function weekdaysIn(month: number, { weekday, nth }: OrdinalDay): number[] {
  const first = 1 + ((weekday - weekdayOf(midnight(month, 1)) + 7) % 7);
  const all = [first, first + 7, first + 14, first + 21, first + 28].filter((day) => day <= lengthOf(month));
  if (nth === null) return all;
  const day = all.at(nth > 0 ? nth - 1 : nth);
  return day === undefined || Math.abs(nth) > all.length ? [] : [day];
}

function dayIn(month: number, day: number): number[] {
  const length = lengthOf(month);
  const counted = day > 0 ? day : length + day + 1;
  return counted >= 1 && counted <= length ? [counted] : [];
}

function lengthOf(month: number): number {
  return (midnight(month + 1, 1) - midnight(month, 1)) / DAY;
}

function midnight(month: number, day: number): number {
  const date = new Date(0);
  return date.setUTCFullYear(Math.floor(month / 12), month - 12 * Math.floor(month / 12), day);
}

function monthOf(wall: number): number {
  const date = new Date(wall);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function weekdayOf(wall: number): number {
  return new Date(wall).getUTCDay();
}
