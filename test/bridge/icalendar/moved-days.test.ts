import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walkSkipping } from '../../../bridge/icalendar/rule-skip.ts';
import { DAY } from '../../../bridge/icalendar/values.ts';
import { MOST_WORK } from '../../../bridge/icalendar/work.ts';
import type { Interval } from '../../../shared/intervals.ts';
import { calendar, days, event, expansionOf, occurrencesIn } from './texts.ts';

interface Case {
  readonly start: string;
  readonly rule: string;
  /** 1 January 2026 to 31 December 2028 unless it says otherwise. */
  readonly window?: readonly [string, string];
  /** The first of the days that it gives. */
  readonly expected: readonly string[];
}

/** Worked out by hand from RFC 7529 4.1. */
const CASES: Record<string, Case> = {
  'the 31st that DTSTART names, back': {
    start: '20260131',
    rule: 'FREQ=MONTHLY;SKIP=BACKWARD',
    expected: ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
  },
  'the 31st that the rule names, back': {
    start: '20260131',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD',
    expected: ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
  },
  'the 31st that the rule names, forward': {
    start: '20260131',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD',
    expected: ['2026-01-31', '2026-03-01', '2026-03-31', '2026-05-01'],
  },
  'the 31st of every third month': {
    start: '20260131',
    rule: 'FREQ=MONTHLY;INTERVAL=3;SKIP=FORWARD;COUNT=4',
    expected: ['2026-01-31', '2026-05-01', '2026-07-31', '2026-10-31'],
  },
  'the 31st of some months': {
    start: '20260131',
    rule: 'FREQ=MONTHLY;BYMONTH=1,2,6;BYMONTHDAY=31;SKIP=BACKWARD;COUNT=4',
    expected: ['2026-01-31', '2026-02-28', '2026-06-30', '2027-01-31'],
  },
  'the 31st from the end, forward': {
    start: '20260101',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=FORWARD',
    expected: ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'],
  },
  'the 31st from the end, back': {
    start: '20260101',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=BACKWARD;COUNT=5',
    expected: ['2026-01-01', '2026-01-31', '2026-03-01', '2026-03-31', '2026-05-01'],
  },
  'a birthday in a leap year, back': {
    start: '20240229',
    rule: 'FREQ=YEARLY;SKIP=BACKWARD',
    expected: ['2026-02-28', '2027-02-28', '2028-02-29'],
  },
  'a birthday in a leap year, forward': {
    start: '20240229',
    rule: 'FREQ=YEARLY;SKIP=FORWARD',
    expected: ['2026-03-01', '2027-03-01', '2028-02-29'],
  },
  'the 31st of all months of a year': {
    start: '20260131',
    rule: 'FREQ=YEARLY;BYMONTHDAY=31;SKIP=BACKWARD;COUNT=3',
    expected: ['2026-01-31', '2026-02-28', '2026-03-31'],
  },
  'the 366th day, back': {
    start: '20241231',
    rule: 'FREQ=YEARLY;BYYEARDAY=366;SKIP=BACKWARD',
    expected: ['2026-12-31', '2027-12-31', '2028-12-31'],
  },
  'the 366th day, forward': {
    start: '20241231',
    rule: 'FREQ=YEARLY;BYYEARDAY=366;SKIP=FORWARD',
    expected: ['2026-01-01', '2027-01-01', '2028-01-01', '2028-12-31'],
  },
  'the 366th day from the end, back': {
    start: '20240101',
    rule: 'FREQ=YEARLY;BYYEARDAY=-366;SKIP=BACKWARD',
    expected: ['2026-12-31', '2028-01-01', '2028-12-31'],
  },
  'a day that two numbers become counts once': {
    start: '20260101',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD;COUNT=5',
    expected: ['2026-01-01', '2026-01-31', '2026-02-01', '2026-03-01', '2026-03-31'],
  },
  'the first of a month is not moved': {
    start: '20260101',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=BACKWARD;COUNT=4',
    expected: ['2026-01-01', '2026-01-31', '2026-02-01', '2026-02-28'],
  },
  'the weekday is that of the day it becomes': {
    // The 31st of February 2026 becomes Sunday 1 March; 31 May is a Sunday as well.
    start: '20250831',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=SU;SKIP=FORWARD;COUNT=3',
    window: ['2025-08-01', '2026-12-31'],
    expected: ['2025-08-31', '2026-03-01', '2026-05-31'],
  },
  'the last of two days': {
    start: '20260131',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=30,31;BYSETPOS=-1;SKIP=BACKWARD;COUNT=4',
    expected: ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
  },
  'the first of two days that are named out of order': {
    start: '20260115',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=31,15;BYSETPOS=1;SKIP=BACKWARD;COUNT=3',
    expected: ['2026-01-15', '2026-02-15', '2026-03-15'],
  },
  'the first months that are named out of order': {
    start: '20260228',
    rule: 'FREQ=YEARLY;BYMONTH=6,2;BYMONTHDAY=31;SKIP=BACKWARD;COUNT=3',
    expected: ['2026-02-28', '2026-06-30', '2027-02-28'],
  },
  'a day that moves into the window': {
    start: '20260131',
    rule: 'FREQ=MONTHLY;SKIP=FORWARD',
    window: ['2026-03-01', '2026-03-01'],
    expected: ['2026-03-01'],
  },
  'a day that moves back into the window': {
    start: '20260101',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=BACKWARD',
    window: ['2026-01-31', '2026-01-31'],
    expected: ['2026-01-31'],
  },
  'since four centuries, and for ever': {
    start: '15830131',
    rule: 'FREQ=MONTHLY;SKIP=FORWARD;COUNT=999999999',
    window: ['2026-10-15', '2026-12-31'],
    expected: ['2026-10-31', '2026-12-01', '2026-12-31'],
  },
  'a fifth Tuesday is not moved': {
    start: '20260331',
    rule: 'FREQ=MONTHLY;BYDAY=5TU;SKIP=FORWARD;COUNT=4',
    expected: ['2026-03-31', '2026-06-30', '2026-09-29', '2026-12-29'],
  },
  'days of daily rules are not moved': {
    start: '20260131',
    rule: 'FREQ=DAILY;BYMONTHDAY=31;SKIP=FORWARD;COUNT=3',
    expected: ['2026-01-31', '2026-03-31', '2026-05-31'],
  },
};

const textOf = (start: string, rule: string) =>
  calendar(event(`DTSTART:${start}T090000Z`, 'DURATION:PT1H', `RRULE:RSCALE=GREGORIAN;${rule}`));

describe('a rule that moves days which do not exist', () => {
  it.each(Object.entries(CASES))('%s', (_, { start, rule, window = ['2026-01-01', '2028-12-31'], expected }) => {
    const found = occurrencesIn(textOf(start, rule), days(...window)).map((one) => new Date(one.start).toISOString());
    const counted = rule.includes('COUNT') ? found : found.slice(0, expected.length);
    expect(counted).toEqual(expected.map((day) => `${day}T09:00:00.000Z`));
  });

  it('gives in any window what it gives in all the years', () => {
    const numbers = fc.uniqueArray(fc.constantFrom(1, 15, 28, 29, 30, 31, -1, -28, -29, -31), { minLength: 1 });
    const parts = fc.oneof(
      fc.record({ freq: fc.constant('MONTHLY' as const), byMonthDay: numbers }),
      fc.record({ freq: fc.constant('YEARLY' as const), byMonth: fc.constant([2, 6]), byMonthDay: numbers }),
      fc.record({ freq: fc.constant('YEARLY' as const), byYearDay: fc.constantFrom([366], [-366], [60, 366]) }),
    );
    const skip = fc.constantFrom('FORWARD' as const, 'BACKWARD' as const);
    const interval = fc.integer({ min: 1, max: 4 });
    const firstDay = fc.integer({ min: 0, max: 400 });
    const aroundFirstOfMonth = fc
      .tuple(fc.integer({ min: 0, max: 130 }), fc.integer({ min: -1, max: 1 }))
      .map(([month, days]) => Date.UTC(1970, month, 1 + days));
    const longest = fc.constantFrom(0, DAY, 40 * DAY);
    fc.assert(
      fc.property(
        parts,
        skip,
        interval,
        firstDay,
        aroundFirstOfMonth,
        longest,
        (part, way, step, day, from, length) => {
          const rule = { ...part, skip: way, interval: step };
          const dtstart = day * DAY;
          const starts = (window: Interval) => walkSkipping(rule, dtstart, window, { left: MOST_WORK });
          const all = starts({ start: dtstart, end: 5000 * DAY });
          const window = { start: from, end: from + length };
          expect(starts(window)).toEqual(all.filter((start) => start >= window.start && start <= window.end));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    'FREQ=YEARLY;BYMONTH=12;BYYEARDAY=366;SKIP=FORWARD',
    'FREQ=YEARLY;BYWEEKNO=1;BYMONTHDAY=31;SKIP=FORWARD',
    'FREQ=MONTHLY;BYYEARDAY=366;SKIP=FORWARD',
  ])('is not known where it names days in two ways: %s', (rule) => {
    const window = days('2026-01-01', '2026-12-31');
    expect(expansionOf(textOf('20241231', rule), window).unknown).toEqual([
      { from: window.start, to: window.end, reason: expect.stringContaining('in a way that is not read') },
    ]);
  });
});
