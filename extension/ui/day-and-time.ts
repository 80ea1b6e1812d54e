import { remembered } from '../crm/remembered.ts';
import { language, say } from '../words/say.ts';

/**
 * Times of day and days as a person says them, in the language of the browser and on its clock of 12 or 24 hours, in a
 * named IANA zone. Instants are epoch milliseconds.
 */

const FORMS = {
  clock: { timeStyle: 'short' },
  date: { weekday: 'short', day: 'numeric', month: 'short' },
  endOfDay: { hour: '2-digit', minute: '2-digit', hourCycle: 'h24' },
  numericDate: { year: 'numeric', month: '2-digit', day: '2-digit' },
  numericTime: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making one takes the browser far longer than using it. */
const formatter = remembered(
  (form: keyof typeof FORMS, locale: string, timeZone?: string) =>
    new Intl.DateTimeFormat(locale, { ...FORMS[form], ...(timeZone === undefined ? {} : { timeZone }) }),
);

/** A page draws the same times again and again. */
const inWords = remembered((form: keyof typeof FORMS, locale: string, instant: number, timeZone?: string) =>
  formatter(form, locale, timeZone).format(instant),
);

/** For digits to reckon with, the same in every language. */
const PLAIN = 'en-GB';

const clock = (timeZone?: string) => formatter('clock', language(), timeZone);

/** "14:05", "2:05 PM"; in the browser's own zone unless one is given. */
export function clockTime(instant: number, timeZone?: string): string {
  return inWords('clock', language(), instant, timeZone);
}

/** "2:05" of "2:05 PM": beside a time that says which half of the day it is. */
export function clockTimeInShort(instant: number, timeZone: string): string {
  const parts = clock(timeZone).formatToParts(instant);
  const told = parts.filter(({ type }) => type !== 'dayPeriod').map(({ value }) => value);
  return told.join('').trim();
}

/** The local date as "2026-11-22": equal for two instants exactly when they fall on the same day there. */
export const localDate = remembered((instant: number, timeZone: string): string => {
  const parts = formatter('numericDate', PLAIN, timeZone).formatToParts(instant);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
});

/** The date `days` later than "2026-11-22", by the calendar and not by hours. */
export function laterDate(date: string, days: number): string {
  const noon = Date.parse(`${date}T12:00:00Z`) + days * 86_400_000;
  return new Date(noon).toISOString().slice(0, 10);
}

/** "Wed 25 Nov", "Wed, Nov 25", "mié, 25 nov" */
export function weekdayAndDate(instant: number, timeZone: string): string {
  return inWords('date', language(), instant, timeZone);
}

/** "today", "tomorrow", else "Wed 25 Nov". */
export function dayInWords(instant: number, now: number, timeZone: string): string {
  const date = localDate(instant, timeZone);
  const today = localDate(now, timeZone);
  const near = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  if (date === today) return near.format(0, 'day');
  if (date === laterDate(today, 1)) return near.format(1, 'day');
  return weekdayAndDate(instant, timeZone);
}

export const isMidnight = (instant: number, timeZone: string): boolean => timeOfDay(instant, timeZone) === '00:00:00';

/** "10:00–11:00", "10:00 – 11:00 AM"; "22:00–24:00"; "22:00–Mon 23 Nov 02:00"; "all day", "all day until Tue 24 Nov". */
export function timeSpan({ start, end }: { start: number; end: number }, timeZone: string): string {
  const startDate = localDate(start, timeZone);
  if (startDate === localDate(end, timeZone)) return withinADay(start, end, timeZone);
  const isOneDay = startDate === localDate(end - 1, timeZone);
  if (isMidnight(start, timeZone) && isMidnight(end, timeZone)) {
    return isOneDay ? say('timesAllDay') : say('timesAllDayUntil', weekdayAndDate(end - 1, timeZone));
  }
  const until = isOneDay ? endOfDay(end, timeZone) : dayAndTime(end, timeZone);
  return say('timesFromTo', clockTime(start, timeZone), until);
}

const rangeInWords = remembered((locale: string, start: number, end: number, timeZone: string) =>
  formatter('clock', locale, timeZone).formatRange(start, end),
);

/** Where the clock is put back a time may end at the hour at which it began. */
function withinADay(start: number, end: number, timeZone: string): string {
  const [from, to] = [clockTime(start, timeZone), clockTime(end, timeZone)];
  return from === to ? say('timesFromTo', from, to) : rangeInWords(language(), start, end, timeZone);
}

const dayAndTime = (instant: number, timeZone: string) =>
  say('timesOnDay', weekdayAndDate(instant, timeZone), clockTime(instant, timeZone));

/** Midnight as the end of a day: "24:00" where the clock has 24 hours. */
function endOfDay(midnight: number, timeZone: string): string {
  if (clock(timeZone).resolvedOptions().hourCycle !== 'h23') return clockTime(midnight, timeZone);
  return formatter('endOfDay', language(), timeZone).format(midnight);
}

/** The instant of a wall-clock time ("07:00") on a local date; a time in a DST gap is read with the offset before it. */
export function instantAt(date: string, time: string, timeZone: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  const before = asUtc - offsetAt(asUtc - 86_400_000, timeZone);
  const after = asUtc - offsetAt(asUtc + 86_400_000, timeZone);
  return offsetAt(before, timeZone) === asUtc - before || offsetAt(after, timeZone) !== asUtc - after ? before : after;
}

function offsetAt(instant: number, timeZone: string): number {
  const whole = Math.floor(instant / 1_000) * 1_000;
  return Date.parse(`${localDate(whole, timeZone)}T${timeOfDay(whole, timeZone)}Z`) - whole;
}

function timeOfDay(instant: number, timeZone: string): string {
  return inWords('numericTime', PLAIN, instant, timeZone);
}

/** The zone this browser runs in. */
export function browserTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
