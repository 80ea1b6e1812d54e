import { afterEach, describe, expect, it } from 'vitest';
import {
  clockTime,
  dayInWords,
  instantAt,
  laterDate,
  localDate,
  timeSpan,
} from '../../../extension/ui/day-and-time.ts';
import { speak } from '../words/browser-words.ts';

afterEach(() => speak());

const at = (text: string) => Date.parse(text);
/** The browser sets narrow spaces around the dash. */
const spaced = (text: string) => text.replace(/\s/g, ' ');
const span = (start: string, end: string, zone: string) => timeSpan({ start: at(start), end: at(end) }, zone);

describe('a span of time in words', () => {
  it('is told in the zone that was named', () => {
    expect(span('2026-11-22T15:00:00Z', '2026-11-22T16:00:00Z', 'America/New_York')).toBe('10:00–11:00');
    expect(span('2026-11-22T15:00:00Z', '2026-11-22T16:30:00Z', 'Asia/Kolkata')).toBe('20:30–22:00');
  });

  it('names the day of an end that is not on the day of the start', () => {
    expect(span('2026-11-22T22:00:00Z', '2026-11-23T02:00:00Z', 'UTC')).toBe('22:00–Mon 23 Nov 02:00');
  });

  it('ends a late evening at 24:00', () => {
    expect(span('2026-11-22T22:00:00Z', '2026-11-23T00:00:00Z', 'UTC')).toBe('22:00–24:00');
  });

  it('calls whole days all day, also the one of 25 hours', () => {
    expect(span('2026-11-22T23:00:00Z', '2026-11-23T23:00:00Z', 'Europe/Berlin')).toBe('all day');
    expect(span('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 'Europe/Berlin')).toBe('all day');
    expect(span('2026-11-22T00:00:00Z', '2026-11-25T00:00:00Z', 'UTC')).toBe('all day until Tue 24 Nov');
  });
});

describe('a time in the language of the browser', () => {
  const evening = () => span('2026-11-22T22:00:00Z', '2026-11-23T00:00:00Z', 'UTC');
  const night = () => span('2026-11-22T22:00:00Z', '2026-11-23T02:00:00Z', 'UTC');
  const days = () => span('2026-11-22T00:00:00Z', '2026-11-25T00:00:00Z', 'UTC');

  it('is one of twelve hours in American English', () => {
    speak('en-US');
    expect(clockTime(at('2026-11-22T14:05:00Z'), 'UTC')).toBe('2:05 PM');
    expect(spaced(span('2026-11-22T09:00:00Z', '2026-11-22T10:30:00Z', 'UTC'))).toBe('9:00 – 10:30 AM');
    expect([evening(), night()]).toEqual(['10:00 PM–12:00 AM', '10:00 PM–Mon, Nov 23 2:00 AM']);
    expect(days()).toBe('all day until Tue, Nov 24');
  });

  it('is one of 24 hours in Spanish', () => {
    speak('es');
    expect(clockTime(at('2026-11-22T14:05:00Z'), 'UTC')).toBe('14:05');
    expect(span('2026-11-22T09:00:00Z', '2026-11-22T10:30:00Z', 'UTC')).toBe('9:00–10:30');
    expect([evening(), night()]).toEqual(['22:00–24:00', '22:00–lun, 23 nov 2:00']);
    expect(days()).toBe('todo el día hasta el mar, 24 nov');
  });

  it('names near days in the language as well', () => {
    speak('es');
    const now = at('2026-11-22T12:00:00Z');
    const names = [0, 1, 3].map((later) => dayInWords(now + later * 86_400_000, now, 'UTC'));
    expect(names).toEqual(['hoy', 'mañana', 'mié, 25 nov']);
  });

  it('is the clock of the browser in English sentences where we do not speak its language', () => {
    speak('de');
    expect(clockTime(at('2026-11-22T14:05:00Z'), 'UTC')).toBe('14:05');
    expect(days()).toBe('all day until Tue 24 Nov');
  });

  it('says both ends where the clock is put back to the hour at which a time began', () => {
    expect(span('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', 'Europe/Berlin')).toBe('02:30–02:30');
  });

  it('is reckoned the same in every language', () => {
    speak('ar-EG');
    expect(localDate(at('2026-11-22T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-23');
    expect(instantAt('2026-11-22', '07:00', 'Asia/Kolkata')).toBe(at('2026-11-22T01:30:00Z'));
  });
});

describe('the day of an instant', () => {
  it('is today, tomorrow or a date, by the calendar of the zone', () => {
    const now = at('2026-11-22T23:30:00Z');
    expect(dayInWords(now, now, 'UTC')).toBe('today');
    expect(dayInWords(at('2026-11-23T00:10:00Z'), now, 'UTC')).toBe('tomorrow');
    expect(dayInWords(at('2026-11-23T00:10:00Z'), now, 'Europe/Berlin')).toBe('today');
    expect(dayInWords(at('2026-11-25T12:00:00Z'), now, 'UTC')).toBe('Wed 25 Nov');
  });

  it('steps from date to date across the end of a month', () => {
    expect(localDate(at('2026-11-30T23:59:00Z'), 'UTC')).toBe('2026-11-30');
    expect(laterDate('2026-11-30', 1)).toBe('2026-12-01');
    expect(laterDate('2028-02-28', 1)).toBe('2028-02-29');
  });
});

describe('a wall-clock time as an instant', () => {
  const utc = (date: string, time: string, zone: string) => new Date(instantAt(date, time, zone)).toISOString();

  it('follows the offset of that day', () => {
    expect(utc('2026-07-01', '07:00', 'Europe/Berlin')).toBe('2026-07-01T05:00:00.000Z');
    expect(utc('2026-11-22', '07:00', 'Asia/Kolkata')).toBe('2026-11-22T01:30:00.000Z');
  });

  it('is right on both days on which the clocks change, before and after the change', () => {
    expect(utc('2026-03-29', '01:00', 'Europe/Berlin')).toBe('2026-03-29T00:00:00.000Z');
    expect(utc('2026-03-29', '07:00', 'Europe/Berlin')).toBe('2026-03-29T05:00:00.000Z');
    expect(utc('2026-10-25', '07:00', 'Europe/Berlin')).toBe('2026-10-25T06:00:00.000Z');
  });

  it('reads a time that does not exist with the offset before the gap, and one that occurs twice as the first', () => {
    expect(utc('2026-03-29', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(utc('2026-10-25', '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });
});
