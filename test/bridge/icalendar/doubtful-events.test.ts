import { describe, expect, it } from 'vitest';
import { readResource } from '../../../bridge/icalendar/read.ts';
import { calendar, days, event, expansionOf } from './texts.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');

const utc = (text: string) => Date.parse(`${text}:00Z`);

describe('an event that cannot be read leaves in doubt the times it may touch', () => {
  const doubt = (...lines: string[]) => {
    const reading = readResource(calendar(event(...lines)));
    if (reading.kind !== 'unreadable') throw new Error(`it was read: ${JSON.stringify(reading)}`);
    return { from: reading.from, to: reading.to };
  };
  const ANY = { from: undefined, to: undefined };

  it.each([
    ['month 13', 'DTSTART:20261317T090000Z'],
    ['month 0', 'DTSTART:20260017T090000Z'],
    ['30 February', 'DTSTART;VALUE=DATE:20260230'],
    ['29 February of no leap year', 'DTSTART;VALUE=DATE:20270229'],
    ['day 0', 'DTSTART:20261100T090000Z'],
    ['hour 24', 'DTSTART:20261117T240000Z'],
    ['minute 60', 'DTSTART:20261117T096000Z'],
    ['second 61', 'DTSTART:20261117T090061Z'],
    ['no seconds', 'DTSTART:20261117T0900Z'],
    ['an offset', 'DTSTART:20261117T090000+0100'],
    ['the year 0', 'DTSTART:00001117T090000Z'],
    ['the year 99999', 'DTSTART:999991117T090000Z'],
    ['words', 'DTSTART:tomorrow'],
    ['nothing', 'DTSTART:'],
    ['a name without a value', 'DTSTART'],
    ['control characters', 'DTSTART:20261117T09\u00000000Z'],
    ['no start at all', 'SUMMARY:No start'],
  ])('a start that is wrong (%s): any time', (_, line) => {
    expect(doubt(line, 'DURATION:PT1H')).toEqual(ANY);
  });

  // A zone may lie up to 14 hours from UTC, so 14 hours on both sides are in doubt as well.
  it('a negative duration: as long before the start as after', () => {
    expect(doubt('DTSTART:20261117T090000Z', 'DURATION:-PT2H')).toEqual({
      from: utc('2026-11-16T17:00'),
      to: utc('2026-11-18T01:00'),
    });
  });

  it('a DTEND that is wrong: from the start on', () => {
    expect(doubt('DTSTART:20261117T090000Z', 'DTEND:20261317T090000Z')).toEqual({
      from: utc('2026-11-16T19:00'),
      to: undefined,
    });
  });

  it.each([
    'DURATION:P1Y',
    'DURATION:PT',
    'DURATION:1H',
    'DURATION:',
    'DURATION:P99999999999999999999D',
    'DURATION:P40000D',
  ])('an absurd duration (%s): from the start on', (line) => {
    expect(doubt('DTSTART:20261117T090000Z', line)).toEqual({ from: utc('2026-11-16T19:00'), to: undefined });
  });

  it.each([
    'RRULE:FREQ=FORTNIGHTLY',
    'RRULE:COUNT=3',
    'RRULE:',
    'RRULE',
    'RRULE:FREQ=DAILY;INTERVAL=0',
    'RRULE:FREQ=DAILY;INTERVAL=-1',
    'RRULE:FREQ=DAILY;COUNT=0',
    'RRULE:FREQ=DAILY;COUNT=many',
    'RRULE:FREQ=DAILY;UNTIL=20261399T000000Z',
    'RRULE:FREQ=DAILY;BYHOUR=24',
    'RRULE:FREQ=DAILY;BYMINUTE=60',
    'RRULE:FREQ=YEARLY;BYMONTH=13',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=0',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=32',
    'RRULE:FREQ=YEARLY;BYYEARDAY=367',
    'RRULE:FREQ=YEARLY;BYWEEKNO=54',
    'RRULE:FREQ=WEEKLY;BYDAY=XX',
    'RRULE:FREQ=MONTHLY;BYDAY=0MO',
    'RRULE:FREQ=WEEKLY;WKST=DO',
    'RRULE:FREQ=DAILY;FREQ=WEEKLY',
    'RRULE:FREQ=DAILY;BYEASTER=1',
    'RRULE:FREQ=DAILY;__proto__=1',
    'RRULE:RSCALE=CHINESE;FREQ=YEARLY',
  ])('a rule that is wrong (%s): from the start on', (line) => {
    expect(doubt('DTSTART:20261117T090000Z', 'DURATION:PT1H', line)).toEqual({
      from: utc('2026-11-16T19:00'),
      to: undefined,
    });
  });

  it('two different starts: around both', () => {
    expect(doubt('DTSTART:20261117T090000Z', 'DTSTART:20261119T090000Z', 'DURATION:PT1H')).toEqual({
      from: utc('2026-11-16T19:00'),
      to: utc('2026-11-20T00:00'),
    });
  });

  it('an override of an unknown range: from its start on', () => {
    expect(doubt('DTSTART:20261117T090000Z', 'RECURRENCE-ID;RANGE=THISANDPRIOR:20261117T090000Z')).toEqual({
      from: utc('2026-11-16T19:00'),
      to: undefined,
    });
  });

  it('an RDATE that is wrong: any time, while the rest is known', () => {
    const text = calendar(event('DTSTART:20261117T090000Z', 'DURATION:PT1H', 'RDATE:20261399T090000Z'));
    const { occurrences, unknown } = expansionOf(text, NOVEMBER);
    expect(occurrences).toHaveLength(1);
    expect(unknown).toEqual([{ reason: expect.stringContaining('20261399T090000Z') }]);
  });

  it('an RDATE in a zone that nobody knows: what it may touch, while the rest is known', () => {
    const dates = 'RDATE;TZID=Nowhere/Land:20261120T100000,20261122T100000';
    const { occurrences, unknown } = expansionOf(
      calendar(event('DTSTART:20261117T090000Z', 'DURATION:PT1H', dates)),
      NOVEMBER,
    );
    expect(occurrences).toHaveLength(1);
    // Fourteen hours on both sides of 10:00 to 11:00.
    expect(unknown).toEqual([
      { from: utc('2026-11-19T20:00'), to: utc('2026-11-21T01:00'), reason: expect.stringContaining('Nowhere/Land') },
      { from: utc('2026-11-21T20:00'), to: utc('2026-11-23T01:00'), reason: expect.stringContaining('Nowhere/Land') },
    ]);
  });

  it.each([
    ['with its own end', 'RDATE;VALUE=PERIOD;TZID=Nowhere:20261120T100000/20261120T150000', [], '2026-11-21T05:00'],
    ['with its own duration', 'RDATE;VALUE=PERIOD;TZID=Nowhere:20261120T100000/PT8H', [], '2026-11-21T08:00'],
    ['shorter than the event', 'RDATE;VALUE=PERIOD;TZID=Nowhere:20261120T100000/PT5M', [], '2026-11-21T01:00'],
    ['after travel', 'RDATE;TZID=Nowhere:20261120T100000', ['X-APPLE-TRAVEL-DURATION:PT30M'], '2026-11-21T01:00'],
  ])('an RDATE in a zone that nobody knows, %s', (_, date, more, to) => {
    const text = calendar(event('DTSTART:20261117T090000Z', 'DURATION:PT1H', date, ...more));
    const from = more.length > 0 ? '2026-11-18T20:00' : '2026-11-19T20:00';
    expect(expansionOf(text, NOVEMBER).unknown).toMatchObject([{ from: utc(from), to: utc(to) }]);
  });

  it('an RDATE in a zone that nobody knows, of an event from one zone to another: what the flight may hide too', () => {
    const flight = [
      'DTSTART;TZID=Pacific/Auckland:20261117T090000',
      'DTEND;TZID=America/New_York:20261117T060000',
      'RDATE;TZID=Nowhere:20261120T100000',
    ];
    // By the clocks on the wall it ends three hours before it starts; by any clock it is at most 25 hours long.
    const [doubt] = expansionOf(calendar(event(...flight)), NOVEMBER).unknown;
    expect(doubt?.to).toBeGreaterThanOrEqual(utc('2026-11-22T01:00'));
  });

  it('an RDATE whose end cannot be read: from it on', () => {
    const period = 'RDATE;VALUE=PERIOD;TZID=Nowhere:20261120T100000/soon';
    const text = calendar(event('DTSTART:20261117T090000Z', 'DURATION:PT1H', period));
    expect(expansionOf(text, NOVEMBER).unknown).toEqual([
      { from: utc('2026-11-19T20:00'), reason: expect.stringContaining('Nowhere') },
    ]);
  });

  it('a duration that is wrong of an event with RDATE: any time, since the dates may lie before the start', () => {
    expect(doubt('DTSTART:20261117T090000Z', 'DURATION:-PT1H', 'RDATE:20261101T090000Z')).toEqual(ANY);
    expect(doubt('DTSTART:20261117T090000Z', 'DURATION:-PT1H', 'RDATE')).toEqual(ANY);
  });

  it('a travel time that is wrong of an event with RDATE: from the day before the first of them on', () => {
    const text = calendar(
      event('DTSTART:20261117T090000Z', 'DURATION:PT1H', 'RDATE:20261110T090000Z', 'X-APPLE-TRAVEL-DURATION:soon'),
    );
    expect(expansionOf(text, NOVEMBER).unknown).toEqual([
      { from: utc('2026-11-08T19:00'), reason: expect.stringContaining('travel') },
    ]);
  });

  it('a travel time that is wrong: the day before the start, while the event is known', () => {
    const text = calendar(
      event('DTSTART:20261117T090000Z', 'DURATION:PT1H', 'X-APPLE-TRAVEL-DURATION;VALUE=DURATION:-PT30M'),
    );
    const { occurrences, unknown } = expansionOf(text, NOVEMBER);
    expect(occurrences).toHaveLength(1);
    expect(unknown).toMatchObject([{ from: utc('2026-11-15T19:00'), to: utc('2026-11-17T23:00') }]);
  });

  it('says nothing where it does not reach', () => {
    const text = calendar(
      event('UID:good', 'DTSTART:20261117T090000Z'),
      event('UID:bad', 'DTSTART:20261117T090000Z', 'DURATION:-PT2H'),
    );
    expect(expansionOf(text, days('2026-11-01', '2026-11-10')).unknown).toEqual([]);
    expect(expansionOf(text, days('2026-11-16', '2026-11-17')).unknown).toHaveLength(1);
    expect(expansionOf(text, days('2026-11-20', '2026-11-30')).unknown).toEqual([]);
  });
});
