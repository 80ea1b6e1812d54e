import { describe, expect, it } from 'vitest';
import { override, SERIES } from './berlin-series.ts';
import { calendar, days, event, occurrencesIn, times } from './texts.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');

const hours = (...onDays: number[]) => onDays.map((day) => `2026-11-${day} 09:00 – 10:00`);

describe('an override of this and all future occurrences', () => {
  const range = ';RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261118T100000';

  it('changes time and length from there on', () => {
    const later = override(range, 'DTSTART;TZID=Europe/Berlin:20261118T140000', 'DURATION:PT2H', 'SUMMARY:Later');
    const text = calendar(SERIES, later);
    expect(times(text, NOVEMBER)).toEqual([
      ...hours(16, 17),
      ...[18, 19, 20].map((day) => `2026-11-${day} 13:00 – 15:00`),
    ]);
    expect(occurrencesIn(text, NOVEMBER).map(({ title }) => title)).toEqual([
      'Series',
      'Series',
      'Later',
      'Later',
      'Later',
    ]);
  });

  it('moves them across days', () => {
    const nextDay = override(range, 'DTSTART;TZID=Europe/Berlin:20261119T100000', 'DURATION:PT1H');
    expect(times(calendar(SERIES, nextDay), NOVEMBER)).toEqual(hours(16, 17, 19, 20, 21));
  });

  it('moves them by the local clock, also where the clocks change later', () => {
    const weekly = event('DTSTART;TZID=Europe/Berlin:20261005T100000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=5');
    const later = override(
      ';RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261012T100000',
      'DTSTART;TZID=Europe/Berlin:20261012T120000',
      'DURATION:PT1H',
    );
    expect(times(calendar(weekly, later), days('2026-10-01', '2026-11-30'))).toEqual([
      '2026-10-05 08:00 – 09:00',
      '2026-10-12 10:00 – 11:00',
      '2026-10-19 10:00 – 11:00',
      '2026-10-26 11:00 – 12:00',
      '2026-11-02 11:00 – 12:00',
    ]);
  });

  it('leaves single overrides after it as they are', () => {
    const later = override(range, 'DTSTART;TZID=Europe/Berlin:20261118T140000', 'DURATION:PT1H');
    const single = override(':20261119T090000Z', 'DTSTART:20261119T200000Z', 'DURATION:PT1H');
    expect(times(calendar(SERIES, later, single), NOVEMBER)).toEqual([
      ...hours(16, 17),
      '2026-11-18 13:00 – 14:00',
      '2026-11-19 20:00 – 21:00',
      '2026-11-20 13:00 – 14:00',
    ]);
  });

  it('holds until the next of its kind', () => {
    const later = override(range, 'DTSTART;TZID=Europe/Berlin:20261118T140000', 'DURATION:PT1H');
    const again = override(';RANGE=THISANDFUTURE:20261120T090000Z', 'DTSTART:20261120T150000Z', 'DURATION:PT1H');
    expect(times(calendar(SERIES, again, later), NOVEMBER)).toEqual([
      ...hours(16, 17),
      '2026-11-18 13:00 – 14:00',
      '2026-11-19 13:00 – 14:00',
      '2026-11-20 15:00 – 16:00',
    ]);
  });

  it('cancels the rest', () => {
    const cancelled = override(
      range,
      'DTSTART;TZID=Europe/Berlin:20261118T100000',
      'DURATION:PT1H',
      'STATUS:CANCELLED',
    );
    const found = occurrencesIn(calendar(SERIES, cancelled), NOVEMBER);
    expect(found.map(({ status }) => status)).toEqual([
      'confirmed',
      'confirmed',
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
  });

  it('moves what began before the window into it', () => {
    const muchLater = override(range, 'DTSTART;TZID=Europe/Berlin:20270118T100000', 'DURATION:PT1H');
    expect(times(calendar(SERIES, muchLater), days('2027-01-01', '2027-01-31'))).toEqual(
      [18, 19, 20].map((day) => `2027-01-${day} 09:00 – 10:00`),
    );
  });

  it('makes them all-day', () => {
    const allDay = override(range, 'DTSTART;VALUE=DATE:20261118');
    expect(times(calendar(SERIES, allDay), NOVEMBER)).toEqual([
      ...hours(16, 17),
      ...[18, 19, 20].map((day) => `2026-11-${day - 1} 23:00 – 2026-11-${day} 23:00`),
    ]);
  });
});
