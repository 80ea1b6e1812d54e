import { describe, expect, it } from 'vitest';
import { calendar, days, event, occurrencesIn, times } from './texts.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');

describe('all-day events', () => {
  const allDay = (...lines: string[]) => calendar(event(...lines));

  it('are whole days of the connection’s zone', () => {
    const text = allDay('DTSTART;VALUE=DATE:20261117', 'DTEND;VALUE=DATE:20261118');
    expect(times(text, NOVEMBER, 'America/New_York')).toEqual(['2026-11-17 05:00 – 2026-11-18 05:00']);
    expect(times(text, NOVEMBER, 'Pacific/Auckland')).toEqual(['2026-11-16 11:00 – 2026-11-17 11:00']);
    expect(occurrencesIn(text, NOVEMBER)[0]?.allDay).toBe(true);
  });

  it.each([
    ['without DTEND are one day', [], 1],
    ['with an end on the day they start are one day', ['DTEND;VALUE=DATE:20261117'], 1],
    ['end before the day that DTEND names', ['DTEND;VALUE=DATE:20261120'], 3],
    ['last as many days as DURATION says', ['DURATION:P2D'], 2],
    ['last whole weeks', ['DURATION:P1W'], 7],
    ['with a duration in hours last every day they touch', ['DURATION:PT25H'], 2],
  ])('%s', (_, lines, length) => {
    const [found] = occurrencesIn(allDay('DTSTART;VALUE=DATE:20261117', ...lines), NOVEMBER, 'UTC');
    expect(found?.end).toBe(Date.parse('2026-11-17T00:00:00Z') + length * 24 * 3600 * 1000);
  });

  it('are as long as their days where the clocks change', () => {
    expect(times(allDay('DTSTART;VALUE=DATE:20261025'), days('2026-10-24', '2026-10-27'))).toEqual([
      '2026-10-24 22:00 – 2026-10-25 23:00',
    ]);
  });

  it('repeat by the day', () => {
    const text = allDay('DTSTART;VALUE=DATE:20200229', 'RRULE:FREQ=YEARLY');
    expect(times(text, days('2024-01-01', '2027-12-31'), 'UTC')).toEqual(['2024-02-29 00:00 – 2024-03-01 00:00']);
  });

  it.each([
    ['as a date', '20261118'],
    ['as midnight in UTC', '20261118T000000Z'],
    ['as the last second of the day in UTC', '20261118T235959Z'],
    ['as the instant at which the last day begins', '20261117T230000Z'],
  ])('repeat until the day that UNTIL names: %s', (_, until) => {
    const text = allDay('DTSTART;VALUE=DATE:20261117', `RRULE:FREQ=DAILY;UNTIL=${until}`);
    expect(times(text, NOVEMBER)).toEqual([
      '2026-11-16 23:00 – 2026-11-17 23:00',
      '2026-11-17 23:00 – 2026-11-18 23:00',
    ]);
  });

  it('are told by eight digits also without VALUE=DATE', () => {
    expect(occurrencesIn(allDay('DTSTART:20261117'), NOVEMBER)[0]?.allDay).toBe(true);
  });
});

describe('the length of a timed event', () => {
  const timed = (...lines: string[]) => calendar(event('DTSTART:20261117T230000Z', ...lines));

  it('is nothing without DTEND and DURATION', () => {
    const [found] = occurrencesIn(timed(), NOVEMBER);
    expect(found).toMatchObject({ end: found?.start, endsBeforeStart: false });
  });

  it('of nothing is seen in the window that begins with it, and in no window that ends with it', () => {
    const text = calendar(event('DTSTART:20261117T000000Z'));
    expect(occurrencesIn(text, days('2026-11-17', '2026-11-17'))).toHaveLength(1);
    expect(occurrencesIn(text, days('2026-11-16', '2026-11-16'))).toHaveLength(0);
  });

  it('reaches across midnight', () => {
    expect(times(timed('DTEND:20261118T010000Z'), NOVEMBER)).toEqual(['2026-11-17 23:00 – 2026-11-18 01:00']);
  });

  it('is nothing, and said so, where the end lies before the start', () => {
    const [found] = occurrencesIn(timed('DTEND:20261117T220000Z'), NOVEMBER);
    expect(found).toMatchObject({ end: found?.start, endsBeforeStart: true });
  });

  it('ends at midnight where DTEND is a date', () => {
    expect(times(timed('DTEND;VALUE=DATE:20261118'), NOVEMBER)).toEqual(['2026-11-17 23:00 – 2026-11-18 00:00']);
  });

  it('that reaches into the window from long before is seen', () => {
    const long = event('DTSTART:20250101T000000Z', 'DTEND:20270101T000000Z');
    expect(times(calendar(long), NOVEMBER)).toEqual(['2025-01-01 00:00 – 2027-01-01 00:00']);
  });

  it('of a series that reaches into the window from before is seen', () => {
    const long = event('DTSTART:20260101T000000Z', 'DURATION:P10D', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=25');
    expect(times(calendar(long), days('2026-11-02', '2026-11-03'))).toEqual(['2026-10-25 00:00 – 2026-11-04 00:00']);
  });
});
