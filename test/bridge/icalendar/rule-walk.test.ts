import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startsOf } from '../../../bridge/icalendar/recurrence.ts';
import { readRule } from '../../../bridge/icalendar/recurrence-rule.ts';
import { expandRule, expandWithTemporal } from '../../../bridge/icalendar/rule-expansion.ts';
import { MOST_WORK, TooMany } from '../../../bridge/icalendar/work.ts';
import { days } from './texts.ts';

const DAY = 24 * 3600 * 1000;
const WINDOW = days('2026-11-01', '2027-12-31');
const work = () => ({ left: MOST_WORK });

/** How many days and times of day were looked at to answer, and how many starts were found. */
function cost(rule: string, dtstart: string, window = WINDOW): { spent: number; found: number } {
  const left = work();
  const found = startsOf(readRule(rule), Date.parse(dtstart), window, undefined, left).length;
  return { spent: MOST_WORK - left.left, found };
}

describe('the work that a rule asks for', () => {
  it.each([
    // The window is 426 days and the instant after them; January 2027 has four Mondays.
    ['nothing is spent before the window', 'FREQ=DAILY;BYMONTH=1;BYDAY=MO', '1583-01-01T09:00:00Z', 431],
    ['a day that is not allowed costs no times', 'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', '2020-01-01T00:00:00Z', 427],
    ['COUNT is counted once through the days', 'FREQ=DAILY;BYMONTH=1,2;COUNT=500', '2020-01-01T10:00:00Z', 7400],
    ['also where a rule has many times a day', 'FREQ=DAILY;BYHOUR=9,10;COUNT=2000', '2024-01-01T10:00:00Z', 6000],
    ['COUNT by positions', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=300', '2020-01-31T10:00:00Z', 40_000],
  ])('is bounded: %s', (_, rule, dtstart, most) => {
    expect(cost(rule, dtstart).spent).toBeLessThanOrEqual(most);
  });

  it('is nothing at all where COUNT is plain arithmetic', () => {
    expect(cost('FREQ=DAILY;COUNT=20000', '1980-01-01T09:00:00Z')).toEqual({ spent: 0, found: 426 });
    expect(cost('FREQ=WEEKLY;BYDAY=MO,TH;COUNT=5000', '2020-01-02T09:00:00Z').spent).toBe(0);
    expect(cost('FREQ=MONTHLY;COUNT=500', '1990-01-17T09:00:00Z').spent).toBe(0);
  });

  it('ends with an error when it is more than is done', () => {
    expect(() => cost('FREQ=SECONDLY;BYHOUR=9', '2020-01-01T09:00:00Z')).toThrow(TooMany);
    expect(() => cost('FREQ=MINUTELY;BYDAY=MO,TU,WE,TH,FR', '2020-01-01T09:00:00Z')).toThrow(TooMany);
    expect(() =>
      cost('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '1583-01-01T09:00:00Z', days('1583-01-01', '9000-01-01')),
    ).toThrow(TooMany);
  });

  it('is done a second time for nothing more than the window', () => {
    const rule = 'FREQ=DAILY;BYMONTH=3,4;COUNT=301';
    const first = cost(rule, '2020-01-01T10:00:00Z');
    const again = cost(rule, '2020-01-01T10:00:00Z');
    expect(again.found).toBe(first.found);
    expect(again.spent).toBeLessThanOrEqual(427 + again.found);
  });
});

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const list = (name: string, choices: readonly (string | number)[]) =>
  fc
    .subarray([...choices], { minLength: 1, maxLength: Math.min(3, choices.length) })
    .map((chosen) => `;${name}=${chosen.join(',')}`);
const maybe = (part: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 1, arbitrary: part });
const month = maybe(list('BYMONTH', [1, 2, 6, 11, 12]));
const monthDay = maybe(list('BYMONTHDAY', [1, 13, 28, 29, 31, -1, -2, -31]));
const weekday = maybe(list('BYDAY', WEEKDAYS));
const ordinal = list('BYDAY', ['1MO', '2TU', '-1FR', '5WE', '-2SU', 'SA']);
const rest = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    maybe(list('BYHOUR', [0, 9, 23])),
    maybe(list('BYMINUTE', [0, 30])),
    maybe(fc.constantFrom(...WEEKDAYS).map((day) => `;WKST=${day}`)),
  )
  .map(([interval, ...parts]) => `;INTERVAL=${interval}${parts.join('')}`);
const position = maybe(list('BYSETPOS', [1, 2, -1, -3]));
/** What rrule-temporal is known to get right: not BYYEARDAY beside other days, and no 53rd weekday of a year. */
const anyRule = fc
  .oneof(
    fc.tuple(fc.constant('FREQ=YEARLY'), month, monthDay, weekday, rest),
    fc.tuple(fc.constant('FREQ=YEARLY;BYMONTH=3,8'), ordinal, rest),
    fc.tuple(fc.constant('FREQ=YEARLY'), list('BYYEARDAY', [1, 60, 100, 366, -1, -366]), rest),
    fc.tuple(fc.constant('FREQ=YEARLY'), list('BYWEEKNO', [1, 2, 20, 52]), list('BYDAY', ['WE', 'TH']), rest),
    fc.tuple(fc.constant('FREQ=MONTHLY'), month, monthDay, fc.oneof(weekday, ordinal), rest),
    fc.tuple(fc.constant('FREQ=MONTHLY'), list('BYDAY', WEEKDAYS), position, rest),
    fc.tuple(fc.constant('FREQ=WEEKLY'), month, weekday, rest),
    fc.tuple(fc.constant('FREQ=WEEKLY'), list('BYDAY', WEEKDAYS), position, rest),
    fc.tuple(fc.constant('FREQ=DAILY'), month, monthDay, weekday, rest),
    fc.tuple(fc.constant('FREQ=HOURLY;BYMINUTE=0,20'), month, weekday, fc.constantFrom(';INTERVAL=5', ';INTERVAL=24')),
  )
  .map((parts) => parts.join(''));

describe('two ways of working out a rule', () => {
  it('give the same starts', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        anyRule,
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: 0, max: 800 }),
        (text, first, later) => {
          const { count: _count, until: _until, ...rule } = readRule(text);
          const dtstart = Date.parse('2020-01-01T09:00:00Z') + first * DAY;
          const window = { start: dtstart + later * DAY, end: dtstart + (later + 400) * DAY };
          const words = (starts: readonly number[]) => starts.map((start) => new Date(start).toISOString());
          expect(words(expandRule(rule, dtstart, window, work()))).toEqual(
            words(expandWithTemporal(rule, dtstart, window)),
          );
        },
      ),
      { numRuns: 150, seed: 5545 },
    );
  });
});
