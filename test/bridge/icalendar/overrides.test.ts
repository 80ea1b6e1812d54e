import { describe, expect, it } from 'vitest';
import { override, SERIES } from './berlin-series.ts';
import { calendar, days, event, inWords, occurrencesIn, times } from './texts.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');

const hours = (...onDays: number[]) => onDays.map((day) => `2026-11-${day} 09:00 – 10:00`);

const MOVED_17 = override(
  ';TZID=Europe/Berlin:20261117T100000',
  'DTSTART;TZID=Europe/Berlin:20261117T140000',
  'DTEND;TZID=Europe/Berlin:20261117T143000',
  'SUMMARY:Moved',
);

describe('an override', () => {
  it('replaces its occurrence', () => {
    const text = calendar(SERIES, MOVED_17);
    expect(times(text, NOVEMBER)).toEqual([...hours(16), '2026-11-17 13:00 – 13:30', ...hours(18, 19, 20)]);
    expect(occurrencesIn(text, NOVEMBER).map(({ title }) => title)).toEqual([
      'Series',
      'Moved',
      'Series',
      'Series',
      'Series',
    ]);
  });

  it('keeps the original start as its identity', () => {
    const [moved] = occurrencesIn(calendar(SERIES, MOVED_17), days('2026-11-17', '2026-11-17'));
    expect(moved?.recurrenceId).toBe(Date.parse('2026-11-17T09:00:00Z'));
    expect(moved?.recurring).toBe(true);
  });

  it('may stand before its master', () => {
    expect(times(calendar(MOVED_17, SERIES), NOVEMBER)).toEqual(times(calendar(SERIES, MOVED_17), NOVEMBER));
  });

  it('names its occurrence in UTC as well', () => {
    const moved = override(':20261117T090000Z', 'DTSTART:20261117T130000Z', 'DURATION:PT30M');
    expect(times(calendar(SERIES, moved), NOVEMBER)).toEqual([
      ...hours(16),
      '2026-11-17 13:00 – 13:30',
      ...hours(18, 19, 20),
    ]);
  });

  it('names its occurrence by the day alone', () => {
    const moved = override(';VALUE=DATE:20261117', 'DTSTART:20261117T130000Z', 'DURATION:PT30M');
    expect(times(calendar(SERIES, moved), NOVEMBER)).toEqual([
      ...hours(16),
      '2026-11-17 13:00 – 13:30',
      ...hours(18, 19, 20),
    ]);
  });

  it('that names the day alone is known by the original start on that day', () => {
    const moved = override(';VALUE=DATE:20261117', 'DTSTART:20261117T130000Z', 'DURATION:PT30M');
    const [found] = occurrencesIn(calendar(SERIES, moved), days('2026-11-17', '2026-11-17'));
    expect(found?.recurrenceId).toBe(Date.parse('2026-11-17T09:00:00Z'));
  });

  it('moves an occurrence into a window that its series does not touch', () => {
    const moved = override(':20261117T090000Z', 'DTSTART:20270310T130000Z', 'DURATION:PT30M');
    expect(times(calendar(SERIES, moved), days('2027-03-01', '2027-03-31'))).toEqual(['2027-03-10 13:00 – 13:30']);
  });

  it('moves an occurrence out of the window', () => {
    const moved = override(':20261117T090000Z', 'DTSTART:20270310T130000Z', 'DURATION:PT30M');
    expect(times(calendar(SERIES, moved), NOVEMBER)).toEqual(hours(16, 18, 19, 20));
  });

  it('may be one of several on a day', () => {
    const twice = event('DTSTART:20261116T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=2;BYHOUR=9,15');
    const first = override(':20261116T090000Z', 'DTSTART:20261116T070000Z', 'DURATION:PT1H');
    const second = override(':20261116T150000Z', 'DTSTART:20261116T200000Z', 'DURATION:PT1H');
    expect(times(calendar(twice, first, second), NOVEMBER)).toEqual([
      '2026-11-16 07:00 – 08:00',
      '2026-11-16 20:00 – 21:00',
    ]);
  });

  it('stands alone where its master is not known', () => {
    const other = override(':20261118T090000Z', 'DTSTART:20261118T180000Z', 'DURATION:PT1H');
    expect(times(calendar(MOVED_17, other), NOVEMBER)).toEqual([
      '2026-11-17 13:00 – 13:30',
      '2026-11-18 18:00 – 19:00',
    ]);
  });

  it('replaces an occurrence that an RDATE gives', () => {
    const series = event('DTSTART:20261116T090000Z', 'DURATION:PT1H', 'RDATE:20261118T090000Z');
    const moved = override(':20261118T090000Z', 'DTSTART:20261119T090000Z', 'DURATION:PT1H');
    expect(times(calendar(series, moved), NOVEMBER)).toEqual(hours(16, 19));
  });

  it('of an occurrence that the rule does not give still blocks', () => {
    const stray = override(':20261128T090000Z', 'DTSTART:20261128T090000Z', 'DURATION:PT1H');
    expect(times(calendar(SERIES, stray), NOVEMBER)).toEqual(hours(16, 17, 18, 19, 20, 28));
  });

  it('that cancels is one cancelled occurrence among the others', () => {
    const cancelled = override(':20261117T090000Z', 'DTSTART:20261117T090000Z', 'DURATION:PT1H', 'STATUS:CANCELLED');
    const found = occurrencesIn(calendar(SERIES, cancelled), NOVEMBER);
    expect(found.map(({ status }) => status)).toEqual([
      'confirmed',
      'cancelled',
      'confirmed',
      'confirmed',
      'confirmed',
    ]);
  });

  it('makes a timed occurrence all-day', () => {
    const allDay = override(':20261117T090000Z', 'DTSTART;VALUE=DATE:20261117');
    const found = occurrencesIn(calendar(SERIES, allDay), NOVEMBER);
    expect(found.map(inWords)).toEqual([
      '2026-11-16 09:00 – 10:00',
      '2026-11-16 23:00 – 2026-11-17 23:00',
      ...hours(18, 19, 20),
    ]);
    expect(found.map((occurrence) => occurrence.allDay)).toEqual([false, true, false, false, false]);
  });

  it('makes a day of an all-day series timed', () => {
    const series = event('DTSTART;VALUE=DATE:20261116', 'RRULE:FREQ=DAILY;COUNT=2');
    const timed = override(';VALUE=DATE:20261117', 'DTSTART;TZID=Europe/Berlin:20261117T100000', 'DURATION:PT1H');
    expect(times(calendar(series, timed), NOVEMBER)).toEqual(['2026-11-15 23:00 – 2026-11-16 23:00', ...hours(17)]);
  });

  it('with the higher SEQUENCE holds where there are two of one occurrence', () => {
    const old = override(':20261117T090000Z', 'DTSTART:20261117T180000Z', 'DURATION:PT1H', 'SEQUENCE:1');
    const later = override(':20261117T090000Z', 'DTSTART:20261117T120000Z', 'DURATION:PT1H', 'SEQUENCE:10');
    const expected = [...hours(16), '2026-11-17 12:00 – 13:00', ...hours(18, 19, 20)];
    expect(times(calendar(SERIES, later, old), NOVEMBER)).toEqual(expected);
    expect(times(calendar(SERIES, old, later), NOVEMBER)).toEqual(expected);
  });
});

describe('several events in one text', () => {
  it('keep apart by UID', () => {
    const other = event('UID:other', 'DTSTART:20261117T150000Z', 'DURATION:PT1H');
    expect(times(calendar(SERIES, other), NOVEMBER)).toEqual([
      ...hours(16, 17),
      '2026-11-17 15:00 – 16:00',
      ...hours(18, 19, 20),
    ]);
  });

  it('that share a UID without being overrides all block', () => {
    const twin = event('DTSTART:20261117T150000Z', 'DURATION:PT1H');
    expect(times(calendar(SERIES, twin), NOVEMBER)).toEqual([
      ...hours(16, 17),
      '2026-11-17 15:00 – 16:00',
      ...hours(18, 19, 20),
    ]);
  });

  it('without a UID all block', () => {
    const nameless = (start: string) => event(`DTSTART:${start}`, 'DURATION:PT1H', 'UID:');
    expect(times(calendar(nameless('20261117T090000Z'), nameless('20261118T090000Z')), NOVEMBER)).toEqual(
      hours(17, 18),
    );
  });

  it('may stand in several calendars of one text', () => {
    const other = calendar(event('UID:other', 'DTSTART:20261117T150000Z', 'DURATION:PT1H'));
    expect(times(calendar(MOVED_17) + other, NOVEMBER)).toEqual([
      '2026-11-17 13:00 – 13:30',
      '2026-11-17 15:00 – 16:00',
    ]);
  });
});
