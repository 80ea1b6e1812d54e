import type { Property } from './property.ts';
import type { Duration } from './resource.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A value that RFC 5545 does not allow, in words. */
export class BadValue extends Error {}

/** A DATE or DATE-TIME as written: wall time in milliseconds as if it were UTC, before any zone. */
export interface WrittenTime {
  readonly wall: number;
  readonly date: boolean;
  readonly utc: boolean;
}

/** A day has no zone, yet birthday calendars write `20261117Z`. */
const DATE = /^(\d{4})(\d\d)(\d\d)Z?$/i;
const DATE_TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)$/i;
/** The Gregorian calendar begins in 1582; earlier years in a calendar are damage. */
const FIRST_YEAR = 1583;

/** Reads a DATE or a DATE-TIME (RFC 5545 3.3.4, 3.3.5); throws BadValue for anything else. */
export function readTime(text: string): WrittenTime {
  return readPlainTime(text) ?? readOddTime(text);
}

/** The two shapes that nearly all times have, on any day that its month always has; null for what needs a closer look. */
function readPlainTime(text: string): WrittenTime | null {
  const { length } = text;
  const utc = length === 16 && text.charCodeAt(15) === LETTER_Z;
  const timed = (length === 15 || utc) && text.charCodeAt(8) === LETTER_T;
  if (!timed && length !== 8) return null;
  const day = plainDay(text);
  const time = timed ? plainTimeOfDay(text) : 0;
  const wall = day + time;
  return Number.isNaN(wall) ? null : { wall, date: !timed, utc };
}

/** NaN for what is no day, or one that some years lack. */
function plainDay(text: string): number {
  const year = digits(text, 0, 4);
  const month = digits(text, 4, 6);
  const day = digits(text, 6, 8);
  const sound = year >= FIRST_YEAR && day >= 1 && day <= (DAYS_OF_MONTH[month - 1] ?? 0);
  return sound ? Date.UTC(year, month - 1, day) : Number.NaN;
}

/** From January on, in any year. */
const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function plainTimeOfDay(text: string): number {
  const hour = digits(text, 9, 11);
  const minute = digits(text, 11, 13);
  const second = digits(text, 13, 15);
  return hour <= 23 && minute <= 59 && second <= 59 ? hour * HOUR + minute * MINUTE + second * SECOND : Number.NaN;
}

/** NaN where anything else stands. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

const ZERO = 0x30;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

function readOddTime(text: string): WrittenTime {
  const trimmed = text.trim();
  const match = DATE_TIME.exec(trimmed) ?? DATE.exec(trimmed);
  if (!match) throw new BadValue(`"${excerpt(text)}" is no date or time`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(numberOrNone);
  if (year < FIRST_YEAR || !isDay(year, month, day)) throw new BadValue(`"${excerpt(text)}" is no day of the calendar`);
  if (hour > 23 || minute > 59 || second > 60) throw new BadValue(`"${excerpt(text)}" is no time of day`);
  const wall = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
  return { wall, date: match[4] === undefined, utc: Boolean(match[7]) };
}

function numberOrNone(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const DURATION = /^([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;
/** Longer than any event of a person's calendar. */
const LONGEST_DAYS = 100 * 366;

/** Reads a DURATION (RFC 5545 3.3.6); throws BadValue when it is malformed, negative or longer than a hundred years. */
export function readDuration(text: string): Duration {
  const match = DURATION.exec(text.trim());
  if (!match || !/\d/.test(text)) throw new BadValue(`"${excerpt(text)}" is no duration`);
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(2).map((n) => Number(n ?? 0));
  const duration = { days: weeks * 7 + days, ms: hours * HOUR + minutes * MINUTE + seconds * SECOND };
  const length = duration.days + duration.ms / DAY;
  if (match[1] === '-' && length > 0) throw new BadValue(`the duration "${excerpt(text)}" is negative`);
  if (length > LONGEST_DAYS) throw new BadValue(`the duration "${excerpt(text)}" is longer than a hundred years`);
  return duration;
}

/** A UTC offset such as `+0530` or `-003258` in milliseconds (RFC 5545 3.3.14). */
export function readOffset(text: string): number {
  const match = /^([+-])(\d\d)(\d\d)(\d\d)?$/.exec(text.trim());
  const ms = match ? Number(match[2]) * HOUR + Number(match[3]) * MINUTE + Number(match[4] ?? 0) * SECOND : Number.NaN;
  if (!(ms < DAY)) throw new BadValue(`"${excerpt(text)}" is no UTC offset`);
  return match?.[1] === '-' ? -ms : ms;
}

/** The first values of a list property such as EXDATE, blanks left out. */
export function listValues(property: Property, most: number): string[] {
  return property.value
    .split(',', most)
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** The start of a foreign text, safe to show. */
export function excerpt(text: string): string {
  return text.slice(0, 40).replace(/[^\x20-\x7e]/g, '?');
}

/** What `read` gives, or nothing when it throws BadValue. */
export function readable<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadValue) return [];
    throw error;
  }
}
