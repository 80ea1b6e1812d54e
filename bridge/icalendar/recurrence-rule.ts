import { BadValue, excerpt, readTime, type WrittenTime } from './values.ts';

export const FREQUENCIES = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];
export type Weekday = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU';

/** A checked RECUR value (RFC 5545 3.3.10). Names are those of rrule-temporal's options. */
export interface RecurrenceRule {
  readonly freq: Frequency;
  readonly interval?: number;
  readonly count?: number;
  readonly until?: WrittenTime;
  readonly wkst?: Weekday;
  readonly byDay?: readonly string[];
  readonly byMonth?: readonly number[];
  readonly byMonthDay?: readonly number[];
  readonly byYearDay?: readonly number[];
  readonly byWeekNo?: readonly number[];
  readonly byHour?: readonly number[];
  readonly byMinute?: readonly number[];
  readonly bySecond?: readonly number[];
  readonly bySetPos?: readonly number[];
  /** RFC 7529: what becomes of the 31st in a short month; the calendar is always the Gregorian. */
  readonly skip?: 'BACKWARD' | 'FORWARD';
}

const WEEKDAY = /^(MO|TU|WE|TH|FR|SA|SU)$/;
const ORDINAL_WEEKDAY = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/;

type Reader = (value: string) => Partial<RecurrenceRule>;

/** One reader a part. A Map, so that no name of the text reaches an object's prototype. */
const PARTS = new Map<string, Reader>([
  ['FREQ', (value) => ({ freq: frequency(value) })],
  ['INTERVAL', (value) => ({ interval: positive('INTERVAL', value) })],
  ['COUNT', (value) => ({ count: positive('COUNT', value) })],
  ['UNTIL', (value) => ({ until: readTime(value) })],
  ['WKST', (value) => ({ wkst: weekday(value) })],
  ['BYDAY', (value) => ({ byDay: [...new Set(value.split(',').map(ordinalWeekday))] })],
  ['BYMONTH', (value) => ({ byMonth: numbers('BYMONTH', value, 1, 12) })],
  ['BYMONTHDAY', (value) => ({ byMonthDay: signed('BYMONTHDAY', value, 31) })],
  ['BYYEARDAY', (value) => ({ byYearDay: signed('BYYEARDAY', value, 366) })],
  ['BYWEEKNO', (value) => ({ byWeekNo: signed('BYWEEKNO', value, 53) })],
  ['BYHOUR', (value) => ({ byHour: numbers('BYHOUR', value, 0, 23) })],
  ['BYMINUTE', (value) => ({ byMinute: numbers('BYMINUTE', value, 0, 59) })],
  ['BYSECOND', (value) => ({ bySecond: numbers('BYSECOND', value, 0, 60).map((second) => Math.min(second, 59)) })],
  ['BYSETPOS', (value) => ({ bySetPos: signed('BYSETPOS', value, 366) })],
  ['RSCALE', gregorianOnly],
  ['SKIP', skip],
]);

/** Reads a RECUR value; throws BadValue for a part that is unknown, given twice or out of range. */
export function readRule(text: string): RecurrenceRule {
  const seen = new Set<string>();
  const rule: Partial<RecurrenceRule> = {};
  for (const part of text.toUpperCase().replace(/\s/g, '').split(';')) {
    if (part === '') continue;
    const [name = '', value = ''] = part.split('=', 2);
    const reader = PARTS.get(name);
    if (!reader || seen.has(name)) throw new BadValue(`the rule "${excerpt(text)}" has a part that cannot be read`);
    seen.add(name);
    Object.assign(rule, reader(value));
  }
  if (!rule.freq) throw new BadValue(`the rule "${excerpt(text)}" has no frequency`);
  return { ...rule, freq: rule.freq };
}

function frequency(value: string): Frequency {
  const found = FREQUENCIES.find((name) => name === value);
  if (!found) throw new BadValue(`"${excerpt(value)}" is no frequency`);
  return found;
}

function gregorianOnly(value: string): Partial<RecurrenceRule> {
  if (value !== 'GREGORIAN') throw new BadValue(`it repeats by a calendar that is not read: "${excerpt(value)}"`);
  return {};
}

function skip(value: string): Partial<RecurrenceRule> {
  if (value === 'OMIT') return {};
  if (value !== 'BACKWARD' && value !== 'FORWARD') throw new BadValue(`"${excerpt(value)}" is no way to skip`);
  return { skip: value };
}

function weekday(value: string): Weekday {
  if (!WEEKDAY.test(value)) throw new BadValue(`"${excerpt(value)}" is no weekday`);
  return value as Weekday;
}

function ordinalWeekday(value: string): string {
  const match = ORDINAL_WEEKDAY.exec(value);
  if (!match || (match[1] !== undefined && !within(Math.abs(Number(match[1])), 1, 53)))
    throw new BadValue(`"${excerpt(value)}" is no weekday`);
  return match[1] === undefined ? value : `${Number(match[1])}${match[2]}`;
}

function positive(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value) || Number(value) === 0) throw new BadValue(`${name} "${excerpt(value)}" is no count`);
  return Number(value);
}

function numbers(name: string, value: string, least: number, most: number): number[] {
  const list = [...new Set(value.split(','))].map((item) => (/^[+-]?\d{1,3}$/.test(item) ? Number(item) : Number.NaN));
  if (!list.every((item) => within(item, least, most)))
    throw new BadValue(`${name} "${excerpt(value)}" is out of range`);
  return [...new Set(list)];
}

function signed(name: string, value: string, most: number): number[] {
  const list = numbers(name, value, -most, most);
  if (list.includes(0)) throw new BadValue(`${name} may not be 0`);
  return list;
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
