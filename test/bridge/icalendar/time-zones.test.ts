import { describe, expect, it } from 'vitest';
import { readResource } from '../../../bridge/icalendar/read.ts';
import { CUSTOM_ZONE } from './custom-zone.ts';
import { calendar, days, event, times } from './texts.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');

const at10 = (tzid: string) => event(`DTSTART${tzid === '' ? '' : `;TZID=${tzid}`}:20261117T100000`, 'DURATION:PT1H');

describe('the zone of a time', () => {
  it.each([
    ['UTC', 'UTC', '10:00 – 11:00'],
    ['an IANA name', 'Europe/Berlin', '09:00 – 10:00'],
    ['an old IANA name', 'US/Pacific', '18:00 – 19:00'],
    ['an IANA name in small letters', 'europe/berlin', '09:00 – 10:00'],
    ['a name in quotes', '"Europe/Berlin"', '09:00 – 10:00'],
    ['a name behind a prefix', '/freeassociation.sourceforge.net/Tzfile/Europe/Berlin', '09:00 – 10:00'],
    ['a name of three parts behind a prefix', '/citadel.org/20190101_1/America/Argentina/Ushuaia', '13:00 – 14:00'],
    ['a name of one part behind a prefix', '/freeassociation.sourceforge.net/UTC', '10:00 – 11:00'],
    ['a name that Windows uses', 'W. Europe Standard Time', '09:00 – 10:00'],
    ['a name that Windows uses, in small letters', 'eastern standard time', '15:00 – 16:00'],
    ['a label that Windows shows', '"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', '09:00 – 10:00'],
    ['a fixed offset', 'GMT+0530', '04:30 – 05:30'],
    ['a fixed offset with a colon', '"UTC-03:30"', '13:30 – 14:30'],
    ['half an hour off', 'Asia/Kolkata', '04:30 – 05:30'],
    ['a quarter off', 'Asia/Kathmandu', '04:15 – 05:15'],
    ['IANA offsets, whose sign is turned round', 'Etc/GMT+5', '15:00 – 16:00'],
  ])('%s', (_, tzid, expected) => {
    expect(times(calendar(at10(tzid)), NOVEMBER)).toEqual([`2026-11-17 ${expected}`]);
  });

  it('is the connection’s for a floating time', () => {
    expect(times(calendar(at10('')), NOVEMBER, 'Asia/Tokyo')).toEqual(['2026-11-17 01:00 – 02:00']);
    expect(times(calendar(at10('')), NOVEMBER, 'America/New_York')).toEqual(['2026-11-17 15:00 – 16:00']);
  });

  it('is the connection’s for a floating time also where the text defines a zone', () => {
    expect(times(calendar(CUSTOM_ZONE, at10('')), NOVEMBER, 'Asia/Tokyo')).toEqual(['2026-11-17 01:00 – 02:00']);
  });

  it.each(['Nowhere/Land', 'Customized Time Zone', 'BST', 'constructor', '__proto__'])(
    'that nobody knows (%s) leaves half a day and two hours on both sides in doubt',
    (tzid) => {
      expect(readResource(calendar(at10(tzid)))).toEqual({
        kind: 'unreadable',
        reason: `An event cannot be read: its time zone "${tzid}" is not known.`,
        from: Date.parse('2026-11-16T20:00:00Z'),
        to: Date.parse('2026-11-18T01:00:00Z'),
      });
    },
  );

  it('may differ between start and end', () => {
    const flight = event('DTSTART;TZID=Europe/Berlin:20261117T100000', 'DTEND;TZID=America/New_York:20261117T130000');
    expect(times(calendar(flight), NOVEMBER)).toEqual(['2026-11-17 09:00 – 18:00']);
  });
});

describe('where the clocks change', () => {
  const SPRING = days('2026-03-27', '2026-03-31');
  const AUTUMN = days('2026-10-23', '2026-10-27');

  it('a daily event keeps its local time', () => {
    const daily = event('DTSTART;TZID=Europe/Berlin:20260328T100000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=2');
    expect(times(calendar(daily), SPRING)).toEqual(['2026-03-28 09:00 – 10:00', '2026-03-29 08:00 – 09:00']);
  });

  it('a time that does not exist takes the offset before the gap', () => {
    const daily = event('DTSTART;TZID=Europe/Berlin:20260328T023000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3');
    expect(times(calendar(daily), SPRING)).toEqual([
      '2026-03-28 01:30 – 02:30',
      '2026-03-29 01:30 – 02:30',
      '2026-03-30 00:30 – 01:30',
    ]);
  });

  it('a time that occurs twice is the first', () => {
    const once = event('DTSTART;TZID=America/New_York:20261101T013000', 'DURATION:PT1H');
    expect(times(calendar(once), NOVEMBER)).toEqual(['2026-11-01 05:30 – 06:30']);
  });

  it('a duration of a day is a day of the calendar, one of 24 hours is 24 hours', () => {
    const day = event('UID:day', 'DTSTART;TZID=Europe/Berlin:20261024T120000', 'DURATION:P1D');
    const exact = event('UID:exact', 'DTSTART;TZID=Europe/Berlin:20261024T120000', 'DURATION:PT24H');
    expect(times(calendar(day, exact), AUTUMN)).toEqual([
      '2026-10-24 10:00 – 2026-10-25 10:00',
      '2026-10-24 10:00 – 2026-10-25 11:00',
    ]);
  });

  it('a duration of weeks, days and hours is days first, hours after', () => {
    const long = event('DTSTART;TZID=Europe/Berlin:20261017T120000', 'DURATION:P1W');
    const mixed = event('UID:mixed', 'DTSTART;TZID=Europe/Berlin:20261024T120000', 'DURATION:P1DT2H30M');
    expect(times(calendar(long, mixed), days('2026-10-17', '2026-10-27'))).toEqual([
      '2026-10-17 10:00 – 2026-10-24 10:00',
      '2026-10-24 10:00 – 2026-10-25 13:30',
    ]);
  });

  it('a series with DTEND keeps its exact length', () => {
    const night = event(
      'DTSTART;TZID=Europe/Berlin:20261023T220000',
      'DTEND;TZID=Europe/Berlin:20261024T060000',
      'RRULE:FREQ=DAILY;COUNT=2',
    );
    expect(times(calendar(night), AUTUMN)).toEqual([
      '2026-10-23 20:00 – 2026-10-24 04:00',
      '2026-10-24 20:00 – 2026-10-25 04:00',
    ]);
  });

  it('UNTIL is an instant, so the last start is found on either side of the change', () => {
    const rule = 'RRULE:FREQ=DAILY;UNTIL=20261026T090000Z';
    const daily = event('DTSTART;TZID=Europe/Berlin:20261024T100000', 'DURATION:PT1H', rule);
    expect(times(calendar(daily), AUTUMN)).toEqual([
      '2026-10-24 08:00 – 09:00',
      '2026-10-25 09:00 – 10:00',
      '2026-10-26 09:00 – 10:00',
    ]);
  });

  it('UNTIL in the hour that occurs twice cuts where the instant is', () => {
    const until = (instant: string) =>
      calendar(
        event('DTSTART;TZID=America/New_York:20261031T013000', 'DURATION:PT5M', `RRULE:FREQ=DAILY;UNTIL=${instant}`),
      );
    // 01:30 is first 05:30 UTC; 01:15 the second time is 06:15 UTC.
    expect(times(until('20261101T061500Z'), days('2026-10-31', '2026-11-03'))).toHaveLength(2);
    expect(times(until('20261101T052959Z'), days('2026-10-31', '2026-11-03'))).toHaveLength(1);
  });

  it('a zone whose midnight does not exist begins that day an hour late', () => {
    const day = event('DTSTART;VALUE=DATE:20260308');
    expect(times(calendar(day), days('2026-03-07', '2026-03-10'), 'America/Havana')).toEqual([
      '2026-03-08 05:00 – 2026-03-09 04:00',
    ]);
  });

  it('a month without summer time in the middle of summer time is seen', () => {
    // Morocco is at UTC+1, and at UTC in Ramadan: in 2026 from 15 February to 22 March.
    const weekly = event(
      'DTSTART;TZID=Africa/Casablanca:20260209T100000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;COUNT=7',
    );
    expect(times(calendar(weekly), days('2026-02-01', '2026-04-30')).map((text) => text.slice(11, 16))).toEqual([
      '09:00',
      '10:00',
      '10:00',
      '10:00',
      '10:00',
      '10:00',
      '09:00',
    ]);
  });

  it('a day that a country skipped is understood', () => {
    // Samoa went from UTC-10 to UTC+14 at the end of 29 December 2011.
    const daily = event(
      'DTSTART;TZID=Pacific/Apia:20111229T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2',
    );
    expect(times(calendar(daily), days('2011-12-01', '2012-01-31'))).toEqual([
      '2011-12-29 19:00 – 20:00',
      '2011-12-30 19:00 – 20:00',
    ]);
  });

  it('the southern summer is understood', () => {
    const weekly = event('DTSTART;TZID=Pacific/Auckland:20260330T100000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2');
    expect(times(calendar(weekly), days('2026-03-29', '2026-04-30'))).toEqual([
      '2026-03-29 21:00 – 22:00',
      '2026-04-05 22:00 – 23:00',
    ]);
  });
});
