import { type CivilDay, weekOfYear, weekStart } from './civil-day.ts';
import type { RecurrenceRule, Weekday } from './recurrence-rule.ts';

const WEEKDAYS: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

type DayTest = (day: CivilDay) => boolean;

/**
 * Tells whether a rule allows a day, whatever its time of day (the table in RFC 5545 3.3.10): every BYxxx part that
 * names days must agree, INTERVAL too, and what the rule leaves open is as in DTSTART.
 */
export function dayTest(rule: RecurrenceRule, first: CivilDay): DayTest {
  const cheapFirst = [monthTest(rule, first), weekdayTest(rule, first), positionTest(rule), weekNumberTest(rule)];
  const tests = [...cheapFirst, intervalTest(rule, first)].filter((test) => test !== null);
  return (day) => tests.every((test) => test(day));
}

/** The number of the year, month, week or day that INTERVAL and BYSETPOS count. A year by week numbers has whole weeks. */
export function periodOf(rule: RecurrenceRule): (day: CivilDay) => number {
  const firstWeekday = weekBegin(rule);
  if (rule.freq === 'YEARLY') return rule.byWeekNo ? (day) => weekOfYear(day, firstWeekday).year : ({ year }) => year;
  if (rule.freq === 'MONTHLY') return ({ year, month }) => year * 12 + month;
  if (rule.freq === 'WEEKLY') return (day) => Math.floor((weekStart(day, firstWeekday) + 7) / 7);
  return ({ number }) => number;
}

/** Hours and less are counted with the time of day, see times of day. */
function intervalTest(rule: RecurrenceRule, first: CivilDay): DayTest | null {
  const { interval = 1 } = rule;
  if (interval === 1 || /HOURLY|MINUTELY|SECONDLY/.test(rule.freq)) return null;
  const period = periodOf(rule);
  const begin = period(first);
  return (day) => (period(day) - begin) % interval === 0;
}

function monthTest(rule: RecurrenceRule, first: CivilDay): DayTest | null {
  const months = rule.byMonth ?? (rule.freq === 'YEARLY' && !namesDays(rule) ? [first.month] : null);
  return months && (({ month }) => months.includes(month));
}

function namesDays({ byDay, byMonthDay, byYearDay, byWeekNo }: RecurrenceRule): boolean {
  return Boolean(byDay || byMonthDay || byYearDay || byWeekNo);
}

function weekNumberTest(rule: RecurrenceRule): DayTest | null {
  const { byWeekNo } = rule;
  if (!byWeekNo) return null;
  const firstWeekday = weekBegin(rule);
  return (day) => {
    const { week, weeks } = weekOfYear(day, firstWeekday);
    return byWeekNo.includes(week) || byWeekNo.includes(week - weeks - 1);
  };
}

/** BYYEARDAY and BYMONTHDAY, counted from either end. */
function positionTest({ byYearDay, byMonthDay }: RecurrenceRule): DayTest | null {
  if (!byYearDay && !byMonthDay) return null;
  return ({ dayOfYear, yearLength, dayOfMonth, monthLength }) =>
    (!byYearDay || fromEitherEnd(byYearDay, dayOfYear, yearLength)) &&
    (!byMonthDay || fromEitherEnd(byMonthDay, dayOfMonth, monthLength));
}

function fromEitherEnd(wanted: readonly number[], position: number, length: number): boolean {
  return wanted.includes(position) || wanted.includes(position - length - 1);
}

/** BYDAY, or what DTSTART says where the rule names no day. */
function weekdayTest(rule: RecurrenceRule, first: CivilDay): DayTest | null {
  const { freq, byDay, byMonth } = rule;
  if (byDay) {
    const ordinals = (freq === 'MONTHLY' || freq === 'YEARLY') && !rule.byWeekNo;
    const inMonth = freq === 'MONTHLY' || byMonth !== undefined;
    const tests = byDay.map((name) => oneWeekday(name, ordinals, inMonth));
    return (day) => tests.some((test) => test(day));
  }
  if (rule.byMonthDay || rule.byYearDay) return null;
  if (rule.byWeekNo || freq === 'WEEKLY') return ({ weekday }) => weekday === first.weekday;
  return freq === 'YEARLY' || freq === 'MONTHLY' ? ({ dayOfMonth }) => dayOfMonth === first.dayOfMonth : null;
}

/** `2TU` is the second Tuesday of the month or year; numbers mean nothing where a rule counts weeks or days. */
function oneWeekday(name: string, ordinals: boolean, inMonth: boolean): DayTest {
  const wanted = WEEKDAYS.indexOf(name.slice(-2) as Weekday);
  const ordinal = ordinals ? Number(name.slice(0, -2)) : 0;
  if (ordinal === 0) return ({ weekday }) => weekday === wanted;
  return (day) => {
    if (day.weekday !== wanted) return false;
    const [position, length] = inMonth ? [day.dayOfMonth, day.monthLength] : [day.dayOfYear, day.yearLength];
    return Math.ceil((ordinal > 0 ? position : length - position + 1) / 7) === Math.abs(ordinal);
  };
}

function weekBegin({ wkst = 'MO' }: RecurrenceRule): number {
  return WEEKDAYS.indexOf(wkst);
}
