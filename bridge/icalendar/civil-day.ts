import { DAY } from './values.ts';

/** One day of the Gregorian calendar with what rules ask about it. */
export interface CivilDay {
  /** Days since 1 January 1970. */
  readonly number: number;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** From 1. */
  readonly dayOfMonth: number;
  readonly monthLength: number;
  /** From 1. */
  readonly dayOfYear: number;
  readonly yearLength: number;
  /** 0 is Monday. */
  readonly weekday: number;
}

export function civilDay(number: number): CivilDay {
  const date = new Date(number * DAY);
  const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const monthLength = month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] as number);
  const dayOfYear = (BEFORE_MONTH[month - 1] as number) + (leap && month > 2 ? 1 : 0) + dayOfMonth;
  const yearLength = leap ? 366 : 365;
  return { number, year, month, dayOfMonth, monthLength, dayOfYear, yearLength, weekday: weekdayOf(number) };
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** 0 is Monday; 1 January 1970 was a Thursday. */
export function weekdayOf(number: number): number {
  return (((number + 3) % 7) + 7) % 7;
}

/** The week that holds a day: days since 1970 of its first day, when weeks begin on `firstWeekday`. */
export function weekStart({ number, weekday }: CivilDay, firstWeekday: number): number {
  return number - ((weekday - firstWeekday + 7) % 7);
}

/** A day's week within its year, from 1; the first week is the one with at least four days of the year (RFC 5545 3.3.10). */
export interface WeekOfYear {
  readonly year: number;
  readonly week: number;
  readonly weeks: number;
}

export function weekOfYear(day: CivilDay, firstWeekday: number): WeekOfYear {
  const fourth = weekStart(day, firstWeekday) + 3;
  const { year, dayOfYear, yearLength } = civilDay(fourth);
  const week = Math.floor((dayOfYear - 1) / 7) + 1;
  return { year, week, weeks: week + Math.floor((yearLength - dayOfYear) / 7) };
}
