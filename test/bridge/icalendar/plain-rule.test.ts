import { describe, expect, it } from 'vitest';
import { plainStarts } from '../../../bridge/icalendar/plain-rule.ts';
import { type RecurrenceRule, readRule } from '../../../bridge/icalendar/recurrence-rule.ts';
import { expandWithTemporal } from '../../../bridge/icalendar/rule-expansion.ts';

const DAY = 24 * 3600 * 1000;
const at = (text: string) => Date.parse(`${text}Z`);
const day = (wall: number) => new Date(wall).toISOString().slice(0, 10);

function starts(rule: string, dtstart: string, from: string, to: string): string[] | undefined {
  return plainStarts(readRule(rule), at(dtstart), { start: at(from), end: at(to) })?.map(day);
}

describe('the starts of an ordinary rule', () => {
  it('of every second week on two days, counted from a DTSTART between them', () => {
    // 1 January 2026 is a Thursday; the weeks of 29 December, 12 January and 26 January count.
    const rule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4';
    const expected = ['2026-01-01', '2026-01-13', '2026-01-15', '2026-01-27'];
    expect(starts(rule, '2026-01-01T09:00:00', '2026-01-01T00:00:00', '2026-12-31T00:00:00')).toEqual(expected);
  });

  it('of a week that begins on Sunday', () => {
    // 3 January 2026 is a Saturday. The week that began on Sunday, 28 December counts, then that of 11 January.
    const rule = 'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,SA';
    const expected = ['2026-01-03', '2026-01-11', '2026-01-17', '2026-01-25'];
    expect(starts(rule, '2026-01-03T09:00:00', '2026-01-01T00:00:00', '2026-01-30T00:00:00')).toEqual(expected);
  });

  it('of the 31st, which many months lack, and COUNT does not count those', () => {
    const expected = ['2026-01-31', '2026-03-31', '2026-05-31'];
    const found = starts('FREQ=MONTHLY;COUNT=3', '2026-01-31T09:00:00', '2026-01-01T00:00:00', '2027-01-01T00:00:00');
    expect(found).toEqual(expected);
  });

  it('of a 29 February, in leap years alone', () => {
    const found = starts('FREQ=YEARLY', '2024-02-29T09:00:00', '2025-01-01T00:00:00', '2033-01-01T00:00:00');
    expect(found).toEqual(['2028-02-29', '2032-02-29']);
  });

  it('of the fourth Thursday of November', () => {
    const rule = 'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH';
    const found = starts(rule, '2020-11-26T00:00:00', '2025-01-01T00:00:00', '2027-01-01T00:00:00');
    expect(found).toEqual(['2025-11-27', '2026-11-26']);
  });

  it('is left to others where the rule is not ordinary', () => {
    for (const rule of ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1', 'FREQ=YEARLY;BYDAY=20MO', 'FREQ=WEEKLY;BYHOUR=3']) {
      expect(starts(rule, '2026-01-01T09:00:00', '2026-01-01T00:00:00', '2026-02-01T00:00:00')).toBeUndefined();
    }
  });
});

describe('arithmetic and rrule-temporal', () => {
  const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
  /** The same numbers in every run. */
  let state = 7;
  const random = (most: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % most;
  };
  const some = (choices: readonly string[]) => {
    const chosen = choices.filter(() => random(3) === 0);
    return chosen.length > 0 ? chosen : [choices[random(choices.length)] ?? ''];
  };
  const ordinals = () => some(['1', '2', '3', '4', '5', '-1', '-2', '-5', '']).map((nth) => nth + weekdays[random(7)]);
  const kinds = [
    () => `FREQ=WEEKLY;BYDAY=${some(weekdays).join(',')}${random(2) ? `;WKST=${weekdays[random(7)]}` : ''}`,
    () => 'FREQ=WEEKLY',
    () => 'FREQ=MONTHLY',
    () => `FREQ=MONTHLY;BYDAY=${ordinals().join(',')}`,
    () => `FREQ=MONTHLY;BYMONTHDAY=${some(['1', '15', '28', '29', '30', '31', '-1', '-3', '-31']).join(',')}`,
    () => 'FREQ=YEARLY',
    () => `FREQ=YEARLY;BYMONTH=${some(['1', '2', '6', '11', '12']).join(',')}`,
    () => `FREQ=YEARLY;BYMONTH=${some(['2', '3', '10']).join(',')};BYDAY=${ordinals().join(',')}`,
    () => `FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=${some(['28', '29', '30', '-1']).join(',')}`,
  ];

  it('find the same starts of 600 rules', { timeout: 60_000 }, () => {
    for (let number = 0; number < 600; number += 1) {
      const interval = random(3) === 0 ? `;INTERVAL=${1 + random(4)}` : '';
      const text = `${kinds[number % kinds.length]?.()}${interval}`;
      const rule = readRule(text);
      const dtstart = at('2019-01-01T09:30:00') + random(2000) * DAY;
      const start = dtstart + (random(1200) - 200) * DAY;
      const window = { start: Math.max(start, dtstart), end: start + (200 + random(1000)) * DAY };
      const expected = expandWithTemporal(rule, dtstart, window);
      expect(plainStarts(rule, dtstart, window), `${text} from ${day(dtstart)} in ${day(window.start)}`).toEqual(
        expected,
      );
      expect(plainStarts(...counted(rule, dtstart, window)), `${text}, counted`).toEqual(
        countedBy(expandWithTemporal, rule, dtstart, window),
      );
    }
  });

  const COUNT = 9;
  const counted = (rule: RecurrenceRule, dtstart: number, window: { start: number; end: number }) =>
    [{ ...rule, count: COUNT }, dtstart, window] as const;

  /** DTSTART is one of them, whether or not it is of the pattern; the rest follow. */
  function countedBy(
    expand: typeof expandWithTemporal,
    rule: RecurrenceRule,
    dtstart: number,
    window: { start: number; end: number },
  ): number[] {
    const all = expand(rule, dtstart, { start: dtstart, end: window.end });
    return all.slice(0, all[0] === dtstart ? COUNT : COUNT - 1).filter((start) => start >= window.start);
  }
});
