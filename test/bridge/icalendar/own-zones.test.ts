import { describe, expect, it } from 'vitest';
import { expand, spanOf } from '../../../bridge/icalendar/expand.ts';
import { readResource } from '../../../bridge/icalendar/read.ts';
import { CUSTOM_ZONE } from './custom-zone.ts';
import { calendar, days, event, resourceOf, times } from './texts.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');

const at10 = (tzid: string) => event(`DTSTART${tzid === '' ? '' : `;TZID=${tzid}`}:20261117T100000`, 'DURATION:PT1H');

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
