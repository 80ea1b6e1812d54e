import { describe, expect, it } from 'vitest';
import { readResource } from '../../../bridge/icalendar/read.ts';
import { calendar, days, event, expansionOf, times } from './texts.ts';

/** Shapes that real programs write although no standard has them; the times were worked out by hand. */

const AUTUMN = days('2026-11-01', '2026-12-31');
/** Whole days of Berlin's winter, as instants. */
const wholeDays = (first: string, behind: string) => `${first} 23:00 – ${behind} 23:00`;

describe('a part of a series that was split off and still names an occurrence', () => {
  const series = event('DTSTART:20261102T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;UNTIL=20261116T100000Z');
  const splitOff = (of: string, ...lines: string[]) =>
    event(`RECURRENCE-ID:${of}`, 'DTSTART:20261124T150000Z', 'DURATION:PT1H', ...lines);
  const own = ['2026-11-02', '2026-11-09', '2026-11-16'].map((day) => `${day} 10:00 – 11:00`);
  const split = ['2026-11-24', '2026-12-08', '2026-12-22'].map((day) => `${day} 15:00 – 16:00`);

  it('is a series beside the other, wherever it stands', () => {
    const part = splitOff('20261123T100000Z', 'RRULE:FREQ=WEEKLY;INTERVAL=2');
    expect(times(calendar(series, part), AUTUMN)).toEqual([...own, ...split]);
    expect(times(calendar(part, series), AUTUMN)).toEqual([...own, ...split]);
  });

  it('takes away no occurrence that it names', () => {
    const part = splitOff('20261109T100000Z', 'RRULE:FREQ=WEEKLY;INTERVAL=2');
    expect(times(calendar(series, part), AUTUMN)).toEqual([...own, ...split]);
  });

  it('leaves the overrides to the series', () => {
    const part = splitOff('20261123T100000Z', 'RRULE:FREQ=WEEKLY;INTERVAL=2');
    const moved = event('RECURRENCE-ID:20261109T100000Z', 'DTSTART:20261110T080000Z', 'DURATION:PT1H');
    const expected = [own[0], '2026-11-10 08:00 – 09:00', own[2], ...split];
    expect(times(calendar(part, series, moved), AUTUMN)).toEqual(expected);
  });

  it('is a series alone where the other is not there', () => {
    const part = splitOff('20261123T100000Z', 'RRULE:FREQ=WEEKLY;INTERVAL=2');
    expect(times(calendar(part), AUTUMN)).toEqual(split);
  });

  it('is a series when it names all future occurrences', () => {
    const part = event(
      'RECURRENCE-ID;RANGE=THISANDFUTURE:20261123T100000Z',
      'DTSTART:20261124T150000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;INTERVAL=2',
    );
    expect(times(calendar(series, part), AUTUMN)).toEqual([...own, ...split]);
  });
});

describe('whole days', () => {
  const days18 = [wholeDays('2026-11-17', '2026-11-18'), wholeDays('2026-11-19', '2026-11-20')];

  it.each(['BYMINUTE=1,2,3,4', 'BYHOUR=9,17', 'BYHOUR=9;BYMINUTE=30;BYSECOND=1,2'])(
    'have no times of day, also where the rule names them: %s',
    (part) => {
      const text = calendar(event('DTSTART;VALUE=DATE:20261118', `RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2;${part}`));
      expect(times(text, AUTUMN)).toEqual(days18);
    },
  );

  it('have none where a rule names what is left out', () => {
    const text = calendar(
      event('DTSTART;VALUE=DATE:20261118', 'RRULE:FREQ=DAILY;COUNT=3', 'EXRULE:FREQ=DAILY;INTERVAL=2;BYHOUR=9'),
    );
    expect(times(text, AUTUMN)).toEqual([wholeDays('2026-11-18', '2026-11-19')]);
  });

  it('of birthdays are written with a zone: RDATE:20261120Z', () => {
    const text = calendar(event('DTSTART;VALUE=DATE:20261118', 'RDATE;VALUE=DATE:20261118Z,20261120Z'));
    expect(times(text, AUTUMN)).toEqual(days18);
  });

  it('begin with a day and end with a time of the last one', () => {
    const text = calendar(
      event('DTSTART;VALUE=DATE-TIME;TZID=Europe/Berlin:20261118', 'DTEND;TZID=Europe/Berlin:20261120T235900'),
    );
    expect(times(text, AUTUMN)).toEqual([wholeDays('2026-11-17', '2026-11-20')]);
  });

  it('of Exchange name the moved one by midnight in a zone', () => {
    const series = event('DTSTART;VALUE=DATE:20261118', 'RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2');
    const moved = event('RECURRENCE-ID;TZID=UTC+01:20261118T000000', 'DTSTART;VALUE=DATE:20261124');
    expect(times(calendar(series, moved), AUTUMN)).toEqual([days18[1], wholeDays('2026-11-23', '2026-11-24')]);
  });
});

describe('a duration', () => {
  it.each([
    ['of nothing, below zero', '-PT0S', '2026-11-18 10:00 – 10:00'],
    ['with blanks around it', ' PT1H ', '2026-11-18 10:00 – 11:00'],
  ])('%s', (_, duration, expected) => {
    expect(times(calendar(event('DTSTART:20261118T100000Z', `DURATION:${duration}`)), AUTUMN)).toEqual([expected]);
  });
});

describe('a leap second', () => {
  it('is the second before it', () => {
    const text = calendar(event('DTSTART:20161231T235960Z', 'DTEND:20170101T010000Z'));
    expect(times(text, days('2016-12-31', '2017-01-01'))).toEqual(['2016-12-31 23:59:59 – 2017-01-01 01:00']);
  });
});

describe('an event whose only date is excluded again', () => {
  it('never happens', () => {
    const day = '20261118T100000Z';
    const text = calendar(event(`RDATE:${day}`, `EXDATE:${day}`, `DTSTART:${day}`, 'DURATION:PT1H'));
    expect(times(text, AUTUMN)).toEqual([]);
  });
});

describe('a zone', () => {
  const fixed = (name: string, offset: string) => {
    const observance = ['BEGIN:STANDARD', 'DTSTART:19700101T000000', `TZOFFSETFROM:${offset}`, `TZOFFSETTO:${offset}`];
    const zone = ['BEGIN:VTIMEZONE', `TZID:${name}`, ...observance, 'END:STANDARD', 'END:VTIMEZONE'];
    return calendar(zone, event(`DTSTART;TZID=${name}:20261118T100000`, 'DURATION:PT1H'));
  };

  it('may have an empty name', () => {
    expect(times(fixed('', '+0300'), AUTUMN)).toEqual(['2026-11-18 07:00 – 08:00']);
  });

  it.each([
    // Berlin before 1893.
    ['+005328', '2026-11-18 09:06:32 – 10:06:32'],
    ['-003258', '2026-11-18 10:32:58 – 11:32:58'],
    [' +0300 ', '2026-11-18 07:00 – 08:00'],
  ])('may lie %s from UTC', (offset, expected) => {
    expect(times(fixed('Own', offset), AUTUMN)).toEqual([expected]);
  });

  it.each(['+5328', '+2400', '+03', '3'])('that lies %s from UTC is not known', (offset) => {
    expect(readResource(fixed('Own', offset))).toMatchObject({
      kind: 'unreadable',
      reason: 'An event cannot be read: its time zone "Own" is not known.',
    });
  });

  it('may have begun in the first of all years', () => {
    const observance = (kind: string, start: string, from: string, to: string, month: string) => [
      `BEGIN:${kind}`,
      `DTSTART:0001${start}`,
      `TZOFFSETFROM:${from}`,
      `TZOFFSETTO:${to}`,
      `RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=${month}`,
      `END:${kind}`,
    ];
    const zone = [
      ...['BEGIN:VTIMEZONE', 'TZID:Our Office'],
      ...observance('DAYLIGHT', '0325T020000', '+0300', '+0400', '3'),
      ...observance('STANDARD', '1028T030000', '+0400', '+0300', '10'),
      'END:VTIMEZONE',
    ];
    const meeting = event('DTSTART;TZID=Our Office:20261020T100000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2');
    expect(times(calendar(zone, meeting), days('2026-10-01', '2026-12-31'))).toEqual([
      '2026-10-20 06:00 – 07:00',
      '2026-10-27 07:00 – 08:00',
    ]);
  });
});

describe('a series that ended, in a zone that nobody knows', () => {
  const doubtOf = (rule: string, ...lines: string[]) => {
    const start = 'DTSTART;TZID="(GMT +01:00)":20221004T140000';
    const lesson = event(start, 'DTEND;TZID="(GMT +01:00)":20221004T150000', `RRULE:${rule}`, ...lines);
    const sound = event('UID:sound', 'DTSTART:20261118T100000Z', 'DURATION:PT1H');
    return (window: readonly [string, string]) => expansionOf(calendar(lesson, sound), days(...window)).unknown.length;
  };

  it('leaves no doubt after its end, and fourteen hours of doubt at it', () => {
    const doubt = doubtOf('FREQ=WEEKLY;UNTIL=20221201T020000;BYDAY=TU');
    expect(doubt(['2022-12-01', '2022-12-01'])).toBe(1);
    expect(doubt(['2022-12-04', '2026-12-31'])).toBe(0);
  });

  it.each([
    ['its rule does not end', 'FREQ=WEEKLY;BYDAY=TU', []],
    ['another of its rules does not', 'FREQ=WEEKLY;UNTIL=20221201T020000', ['RRULE:FREQ=MONTHLY']],
    ['its rule cannot be read', 'FREQ=WEEKLY;UNTIL=20221201T020000;BYDAY=XX', []],
    ['it may be on other days too', 'FREQ=WEEKLY;UNTIL=20221201T020000', ['RDATE:20271118T100000Z']],
  ])('is in doubt for ever where %s', (_, rule, more) => {
    expect(doubtOf(rule, ...more)(['2026-12-01', '2026-12-31'])).toBe(1);
  });
});
