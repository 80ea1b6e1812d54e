import { describe, expect, it } from 'vitest';
import { continuousBlock } from '../../../bridge/icalendar/continuous-block.ts';
import { expand } from '../../../bridge/icalendar/expand.ts';
import { localClock } from '../../../bridge/icalendar/local-clock.ts';
import type { Component } from '../../../bridge/icalendar/resource.ts';
import { calendar, days, event, expansionOf, inWords, resourceOf, times } from './texts.ts';

const WEEK = days('2026-11-16', '2026-11-22');
const YEAR = days('2026-01-01', '2026-12-31');

const every = (...seconds: number[]) => seconds.join(',');
const upTo = (count: number) => every(...Array.from({ length: count }, (_, index) => index));

describe('a series that begins again before it ends', () => {
  it.each([
    ['every second', 'FREQ=SECONDLY', 'PT1S'],
    ['every second, an hour long', 'FREQ=SECONDLY', 'PT1H'],
    ['every minute', 'FREQ=MINUTELY', 'PT1M'],
    ['every five minutes', 'FREQ=MINUTELY;INTERVAL=5', 'PT5M'],
    ['every second, a thousand million times', 'FREQ=SECONDLY;COUNT=999999999', 'PT1S'],
  ])('blocks everything: %s', (_, rule, length) => {
    const text = calendar(event('DTSTART:20000101T000000Z', `DURATION:${length}`, `RRULE:${rule}`));
    const { occurrences, unknown } = expansionOf(text, WEEK);
    expect(unknown).toEqual([]);
    expect(occurrences).toHaveLength(1);
    expect(occurrences[0]?.start).toBeLessThanOrEqual(WEEK.start);
    expect(occurrences[0]?.end).toBeGreaterThanOrEqual(WEEK.end);
  });

  it('begins when it begins and ends when it ends', () => {
    const rule = 'RRULE:FREQ=SECONDLY;INTERVAL=2;COUNT=10000';
    const text = calendar(event('DTSTART:20261117T090000Z', 'DURATION:PT2S', rule));
    // Ten thousand times two seconds are 5 h 33 min 20 s.
    expect(times(text, WEEK)).toEqual(['2026-11-17 09:00 – 14:33:20']);
  });

  it('ends with the last start that UNTIL allows', () => {
    const rule = 'RRULE:FREQ=SECONDLY;UNTIL=20261117T100000Z';
    const text = calendar(event('DTSTART:20261117T090000Z', 'DURATION:PT30S', rule));
    expect(times(text, WEEK)).toEqual(['2026-11-17 09:00 – 10:00:30']);
  });

  it('begins with its first start in the window', () => {
    const { series } = resourceOf(
      calendar(event('DTSTART:20000101T000000Z', 'DURATION:PT9M', 'RRULE:FREQ=MINUTELY;INTERVAL=5')),
    );
    const window = { start: WEEK.start + 1, end: WEEK.end };
    const block = continuousBlock(series[0]?.master as Component, window, localClock([], 'UTC'));
    // The last start is at the end of the window itself, and lasts nine minutes.
    expect(block && inWords(block)).toBe('2026-11-16 00:05 – 2026-11-23 00:09');
  });

  it('is named one by one where it is few', () => {
    const text = calendar(
      event('DTSTART:20261117T090000Z', 'DURATION:PT30M', 'RRULE:FREQ=MINUTELY;INTERVAL=30;COUNT=2'),
    );
    expect(times(text, WEEK)).toEqual(['2026-11-17 09:00 – 09:30', '2026-11-17 09:30 – 10:00']);
  });
});

describe('a series that cannot be worked out within bounds is not known', () => {
  it.each([
    ['a second in every two', 'FREQ=SECONDLY;INTERVAL=2', 'PT1S'],
    ['half of every minute', 'FREQ=MINUTELY', 'PT30S'],
    [
      'every second of the day by its parts',
      `FREQ=DAILY;BYHOUR=${upTo(24)};BYMINUTE=${upTo(60)};BYSECOND=${upTo(60)}`,
      'PT1S',
    ],
    ['every second of every year', `FREQ=YEARLY;BYHOUR=${upTo(24)};BYMINUTE=${upTo(60)};BYSECOND=${upTo(60)}`, 'PT1S'],
    ['every second of some hours', 'FREQ=SECONDLY;BYHOUR=9,10', 'PT1S'],
  ])('%s', (_, rule, length) => {
    const text = calendar(event('DTSTART:20000101T000000Z', `DURATION:${length}`, `RRULE:${rule}`));
    const { occurrences, unknown } = expansionOf(text, YEAR);
    expect(occurrences).toEqual([]);
    expect(unknown).toEqual([{ from: YEAR.start, to: YEAR.end, reason: expect.stringContaining('repeats too often') }]);
  });

  it('while another of the same text is known', () => {
    const bomb = event('UID:bomb', 'DTSTART:20000101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY;INTERVAL=2');
    const text = calendar(bomb, event('DTSTART:20261117T090000Z', 'DURATION:PT1H'));
    const { occurrences, unknown } = expansionOf(text, YEAR);
    expect(occurrences.map(inWords)).toEqual(['2026-11-17 09:00 – 10:00']);
    expect(unknown).toHaveLength(1);
  });
});

describe('rules that never match end', () => {
  it.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MINUTELY;BYMONTH=4;BYMONTHDAY=31;BYHOUR=3',
    'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1',
    'FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1',
    'FREQ=MONTHLY;BYDAY=6MO',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6',
    'FREQ=YEARLY;INTERVAL=999999999',
    'FREQ=DAILY;INTERVAL=999999999',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5',
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5',
  ])('%s', (rule) => {
    const text = calendar(event('DTSTART:20200101T000000Z', 'DURATION:PT1H', `RRULE:${rule}`));
    const { occurrences, unknown } = expansionOf(text, YEAR);
    expect(occurrences).toEqual([]);
    expect(unknown).toEqual([]);
  });
});

describe('series since decades', () => {
  it.each([
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=7',
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU',
    'FREQ=MONTHLY;BYMONTHDAY=17',
    'FREQ=MONTHLY;BYDAY=3TU',
    'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=17',
    'FREQ=HOURLY;INTERVAL=12',
    'FREQ=DAILY;BYMONTH=11',
    'FREQ=YEARLY;BYWEEKNO=47;BYDAY=TU',
    'FREQ=DAILY;COUNT=20000',
    'FREQ=MINUTELY;BYHOUR=10;BYMINUTE=0,30;COUNT=999999',
  ])('are found: %s', (rule) => {
    const resource = resourceOf(calendar(event('DTSTART:19800101T100000Z', 'DURATION:PT1H', `RRULE:${rule}`)));
    const { occurrences } = expand(resource, WEEK, 'Europe/Berlin');
    expect(occurrences.map(inWords)).toContain('2026-11-17 10:00 – 11:00');
  });

  it.each([
    'FREQ=MONTHLY;COUNT=500',
    'FREQ=WEEKLY;BYDAY=MO,TH;COUNT=300',
    'FREQ=YEARLY;BYWEEKNO=20;COUNT=20',
    'FREQ=DAILY;COUNT=10000',
  ])('that have ended are left alone, the second time too: %s', (rule) => {
    const resource = resourceOf(calendar(event('DTSTART:19800101T100000Z', 'DURATION:PT1H', `RRULE:${rule}`)));
    expect(expand(resource, WEEK, 'Europe/Berlin').occurrences).toEqual([]);
    expect(expand(resource, WEEK, 'Europe/Berlin').occurrences).toEqual([]);
  });

  it('and windows centuries away do no harm', () => {
    const resource = resourceOf(calendar(event('DTSTART:15830101T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY')));
    for (const year of [1583, 1900, 2500, 9000]) {
      const start = Date.UTC(year, 5, 1);
      const { occurrences } = expand(resource, { start, end: start + 7 * 86_400_000 }, 'UTC');
      expect(occurrences).toHaveLength(1);
    }
  });
});

describe('expanding never throws', () => {
  it('for a zone that this machine does not know: nothing is known', () => {
    const resource = resourceOf(calendar(event('DTSTART:20261117T100000', 'DURATION:PT1H')));
    expect(expand(resource, WEEK, 'Mars/Base')).toEqual({
      occurrences: [],
      unknown: [{ from: WEEK.start, to: WEEK.end, reason: 'An event cannot be read: its times cannot be worked out.' }],
    });
  });
});
