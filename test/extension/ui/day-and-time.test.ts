import { describe, expect, it } from 'vitest';
import { dayInWords, instantAt, laterDate, localDate, timeSpan } from '../../../extension/ui/day-and-time.ts';

const at = (text: string) => Date.parse(text);
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
