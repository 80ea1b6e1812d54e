import { describe, expect, it } from 'vitest';
import { expand, spanOf } from '../../../bridge/icalendar/expand.ts';
import { readResource } from '../../../bridge/icalendar/read.ts';
import { calendar, days, event, occurrencesIn, resourceOf, times } from './texts.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');
const at10 = (tzid: string) => event(`DTSTART${tzid === '' ? '' : `;TZID=${tzid}`}:20261117T100000`, 'DURATION:PT1H');

/** A zone of its own: UTC+4, and UTC+5 in summer by the European dates. */
const CUSTOM_ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Our Office',
  'BEGIN:DAYLIGHT',
  'DTSTART:19700329T020000',
  'TZOFFSETFROM:+0400',
  'TZOFFSETTO:+0500',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'DTSTART:19701025T030000',
  'TZOFFSETFROM:+0500',
  'TZOFFSETTO:+0400',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
];

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

describe('a zone that the text defines', () => {
  it.each([
    ['before the event', calendar(CUSTOM_ZONE, at10('Our Office'))],
    ['after the event', calendar(at10('Our Office'), CUSTOM_ZONE)],
  ])('is read %s', (_, text) => {
    expect(times(text, NOVEMBER)).toEqual(['2026-11-17 06:00 – 07:00']);
  });

  it('changes its clocks for the last time at the instant that UNTIL names', () => {
    // 02:00 on 29 March 2026, at UTC+4, is 22:00 UTC of the day before.
    const last = CUSTOM_ZONE.map((line) =>
      line.replace('BYMONTH=3;BYDAY=-1SU', 'BYMONTH=3;BYDAY=-1SU;UNTIL=20260328T220000Z'),
    );
    const summer = event('DTSTART;TZID=Our Office:20260701T100000', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;COUNT=2');
    expect(times(calendar(last, summer), days('2026-01-01', '2027-12-31'))).toEqual([
      '2026-07-01 05:00 – 06:00',
      '2027-07-01 06:00 – 07:00',
    ]);
  });

  it('changes its clocks by its own rules', () => {
    const weekly = event('DTSTART;TZID=Our Office:20261018T100000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=3');
    expect(times(calendar(CUSTOM_ZONE, weekly), days('2026-10-01', '2026-11-30'))).toEqual([
      '2026-10-18 05:00 – 06:00',
      '2026-10-25 06:00 – 07:00',
      '2026-11-01 06:00 – 07:00',
    ]);
  });

  it('takes a time that occurs twice as the first, and one that does not exist by the offset before the gap', () => {
    const twice = event('UID:twice', 'DTSTART;TZID=Our Office:20261025T023000', 'DURATION:PT1H');
    const never = event('UID:never', 'DTSTART;TZID=Our Office:20270328T023000', 'DURATION:PT1H');
    expect(times(calendar(CUSTOM_ZONE, twice, never), days('2026-10-01', '2027-04-01'))).toEqual([
      '2026-10-24 21:30 – 22:30',
      '2027-03-27 22:30 – 23:30',
    ]);
  });

  it('with one observance alone is that offset for ever', () => {
    const fixed = [
      'BEGIN:VTIMEZONE',
      'TZID:Fixed',
      'BEGIN:STANDARD',
      'DTSTART:16010101T000000',
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0300',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    expect(times(calendar(fixed, at10('Fixed')), NOVEMBER)).toEqual(['2026-11-17 07:00 – 08:00']);
  });

  it('that begins after the event holds by its offset from before', () => {
    const late = [
      'BEGIN:VTIMEZONE',
      'TZID:Late',
      'BEGIN:STANDARD',
      'DTSTART:20300101T000000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0300',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    expect(times(calendar(late, at10('Late')), NOVEMBER)).toEqual(['2026-11-17 08:00 – 09:00']);
  });

  it('names its onsets by dates', () => {
    const dated = [
      ...['BEGIN:VTIMEZONE', 'TZID:Dated'],
      ...['BEGIN:STANDARD', 'DTSTART:20200101T000000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0100', 'END:STANDARD'],
      ...[
        'BEGIN:DAYLIGHT',
        'DTSTART:20210101T000000',
        'RDATE:20261110T000000',
        'TZOFFSETFROM:+0100',
        'TZOFFSETTO:+0200',
        'END:DAYLIGHT',
      ],
      ...['BEGIN:STANDARD', 'DTSTART:20210601T000000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'END:STANDARD'],
      'END:VTIMEZONE',
    ];
    expect(times(calendar(dated, at10('Dated')), NOVEMBER)).toEqual(['2026-11-17 08:00 – 09:00']);
  });

  it('gives way where its name is a zone that everybody knows', () => {
    const stale = CUSTOM_ZONE.map((line) => line.replace('Our Office', 'Europe/Berlin'));
    expect(times(calendar(stale, at10('Europe/Berlin')), NOVEMBER)).toEqual(['2026-11-17 09:00 – 10:00']);
  });

  it('helps where a short name means different zones to different people', () => {
    const british = CUSTOM_ZONE.map((line) => line.replace('Our Office', 'BST'));
    expect(times(calendar(british, at10('BST')), NOVEMBER)).toEqual(['2026-11-17 06:00 – 07:00']);
  });

  it('is found by a name with a comma, in quotes and with a backslash', () => {
    const comma = CUSTOM_ZONE.map((line) => line.replace('Our Office', 'Office\\, Berlin'));
    expect(times(calendar(comma, at10('"Office, Berlin"')), NOVEMBER)).toEqual(['2026-11-17 06:00 – 07:00']);
  });

  it.each(['RRULE', 'RRULE;X', 'RDATE', 'RDATE:20261399T020000', 'RRULE:FREQ=SOMETIMES'])(
    'whose changes are damaged (%s) leaves its events unreadable',
    (line) => {
      const damaged = CUSTOM_ZONE.map((own) => (own.startsWith('RRULE:FREQ=YEARLY;BYMONTH=3') ? line : own));
      expect(readResource(calendar(damaged, at10('Our Office')))).toMatchObject({
        kind: 'unreadable',
        reason: expect.stringContaining('"Our Office" is not known'),
      });
    },
  );

  it('that changes more often than anybody can follow is not known for any time', () => {
    const fast = CUSTOM_ZONE.map((line) => line.replace(/FREQ=YEARLY.*/, 'FREQ=SECONDLY'));
    const resource = resourceOf(calendar(fast, at10('Our Office')));
    expect(expand(resource, NOVEMBER, 'UTC')).toMatchObject({
      occurrences: [],
      unknown: [NOVEMBER].map(({ start, end }) => ({ from: start, to: end })),
    });
    expect(spanOf(resource, 'UTC')).toMatchObject({ end: null });
    expect(spanOf(resource, 'UTC').start).toBeLessThan(NOVEMBER.start);
  });

  it('that is damaged leaves its events unreadable', () => {
    const damaged = CUSTOM_ZONE.map((line) => line.replace('TZOFFSETTO:+0500', 'TZOFFSETTO:five'));
    expect(readResource(calendar(damaged, at10('Our Office'))).kind).toBe('unreadable');
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
