import { describe, expect, it } from 'vitest';
import { calendar, days, event, times } from './texts.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');
const START = 'DTSTART;TZID=Europe/Berlin:20261116T100000';

/** An hour from 10:00 in Berlin, which is 09:00 in UTC, on these days of November 2026. */
const hours = (...onDays: number[]) => onDays.map((day) => `2026-11-${day} 09:00 – 10:00`);

describe('RDATE', () => {
  it('alone adds to DTSTART', () => {
    const text = calendar(event(START, 'DURATION:PT1H', 'RDATE;TZID=Europe/Berlin:20261118T100000,20261120T150000'));
    expect(times(text, NOVEMBER)).toEqual([...hours(16, 18), '2026-11-20 14:00 – 15:00']);
  });

  it('with a rule adds to the rule, and a start that both give is there once', () => {
    const rule = 'RRULE:FREQ=DAILY;COUNT=2';
    const text = calendar(event(START, 'DURATION:PT1H', rule, 'RDATE:20261117T090000Z', 'RDATE:20261119T090000Z'));
    expect(times(text, NOVEMBER)).toEqual(hours(16, 17, 19));
  });

  it('as a period brings its own end, or its own duration', () => {
    const end = 'RDATE;VALUE=PERIOD:20261118T090000Z/20261118T113000Z';
    const duration = 'RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20261119T100000/PT2H';
    const text = calendar(event(START, 'DURATION:PT1H', end, duration));
    expect(times(text, NOVEMBER)).toEqual([...hours(16), '2026-11-18 09:00 – 11:30', '2026-11-19 09:00 – 11:00']);
  });

  it('as a period replaces the length of a start that the rule gives too', () => {
    const period = 'RDATE;VALUE=PERIOD:20261117T090000Z/PT3H';
    const text = calendar(event(START, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=2', period));
    expect(times(text, NOVEMBER)).toEqual([...hours(16), '2026-11-17 09:00 – 12:00']);
  });

  it('as a date of a timed event means that day at the time of the event', () => {
    const text = calendar(event(START, 'DURATION:PT1H', 'RDATE;VALUE=DATE:20261118'));
    expect(times(text, NOVEMBER)).toEqual(hours(16, 18));
  });

  it('adds days to an all-day event', () => {
    const text = calendar(event('DTSTART;VALUE=DATE:20261116', 'RDATE;VALUE=DATE:20261118'));
    expect(times(text, NOVEMBER)).toEqual([
      '2026-11-15 23:00 – 2026-11-16 23:00',
      '2026-11-17 23:00 – 2026-11-18 23:00',
    ]);
  });

  it('that is empty adds nothing', () => {
    expect(times(calendar(event(START, 'DURATION:PT1H', 'RDATE:', 'EXDATE:')), NOVEMBER)).toEqual(hours(16));
  });

  it('that lies years after DTSTART is found', () => {
    const text = calendar(event('DTSTART:20060101T100000Z', 'DURATION:PT1H', 'RDATE:20261118T090000Z'));
    expect(times(text, NOVEMBER)).toEqual(hours(18));
  });
});

describe('EXDATE', () => {
  const daily = [START, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=5'];

  it('takes out a list, written over several lines', () => {
    const folded = ['EXDATE;TZID=Europe/Berlin:20261117T100000,20261118T1', ' 00000,20261120', '\tT100000'];
    expect(times(calendar(event(...daily, ...folded)), NOVEMBER)).toEqual(hours(16, 19));
  });

  it('in UTC takes out the same instant of a series in another zone', () => {
    expect(times(calendar(event(...daily, 'EXDATE:20261117T090000Z')), NOVEMBER)).toEqual(hours(16, 18, 19, 20));
  });

  it('in another zone takes out the same instant', () => {
    const newYork = 'EXDATE;TZID=America/New_York:20261117T040000';
    expect(times(calendar(event(...daily, newYork)), NOVEMBER)).toEqual(hours(16, 18, 19, 20));
  });

  it('at another time of the same day takes out nothing', () => {
    const other = 'EXDATE;TZID=Europe/Berlin:20261117T110000';
    expect(times(calendar(event(...daily, other)), NOVEMBER)).toEqual(hours(16, 17, 18, 19, 20));
  });

  it('as a date takes out that day of a timed series', () => {
    expect(times(calendar(event(...daily, 'EXDATE;VALUE=DATE:20261117')), NOVEMBER)).toEqual(hours(16, 18, 19, 20));
  });

  it('takes out DTSTART itself, and an RDATE', () => {
    const lines = ['RDATE:20261125T090000Z', 'EXDATE:20261116T090000Z,20261125T090000Z'];
    expect(times(calendar(event(...daily, ...lines)), NOVEMBER)).toEqual(hours(17, 18, 19, 20));
  });

  it('takes its share of COUNT', () => {
    const lines = [START, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20261117T090000Z'];
    expect(times(calendar(event(...lines)), NOVEMBER)).toEqual(hours(16, 18));
  });

  it.each([
    ['as a date', 'EXDATE;VALUE=DATE:20261117'],
    ['as midnight in UTC', 'EXDATE:20261117T000000Z'],
    ['as midnight in its zone', 'EXDATE;TZID=Europe/Berlin:20261117T000000'],
    ['as the instant at which the day begins', 'EXDATE:20261116T230000Z'],
  ])('takes a day out of an all-day series: %s', (_, exdate) => {
    const text = calendar(event('DTSTART;VALUE=DATE:20261116', 'RRULE:FREQ=DAILY;COUNT=3', exdate));
    expect(times(text, NOVEMBER)).toEqual([
      '2026-11-15 23:00 – 2026-11-16 23:00',
      '2026-11-17 23:00 – 2026-11-18 23:00',
    ]);
  });

  it('as midnight in UTC names the day that is written, also west of it', () => {
    const text = calendar(event('DTSTART;VALUE=DATE:20261116', 'RRULE:FREQ=DAILY;COUNT=2', 'EXDATE:20261117T000000Z'));
    expect(times(text, NOVEMBER, 'America/New_York')).toEqual(['2026-11-16 05:00 – 2026-11-17 05:00']);
  });

  it('that cannot be read takes out nothing: the time stays blocked', () => {
    const broken = ['EXDATE:20261399T090000Z', 'EXDATE;TZID=Nowhere/Land:20261117T100000'];
    expect(times(calendar(event(...daily, ...broken)), NOVEMBER)).toEqual(hours(16, 17, 18, 19, 20));
  });
});
