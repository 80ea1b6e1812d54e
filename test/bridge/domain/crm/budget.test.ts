import { describe, expect, test } from 'vitest';
import { budgetOf, counted, lookEveryMs, retryMs, spentUntil } from '../../../../bridge/domain/crm/budget.ts';

const NOON = Date.UTC(2026, 11, 2, 12);
const MIDNIGHT = Date.UTC(2026, 11, 3);
const today = (used: number) => ({ day: '2026-12-02', used });

describe('calls of a day', () => {
  test('are counted from midnight UTC', () => {
    expect(counted(today(7), 3, NOON)).toEqual(today(10));
    expect(counted({ day: '2026-12-01', used: 900 }, 3, NOON)).toEqual(today(3));
  });

  test('are a tenth of what the sub-account may make', () => {
    expect(budgetOf(null)).toBe(20_000);
    expect(budgetOf({ dailyMax: 10_000, dailyRemaining: null })).toBe(1000);
  });

  test('end at that until midnight', () => {
    expect(spentUntil(today(19_999), null, NOON)).toBeNull();
    expect(spentUntil(today(20_000), null, NOON)).toBe(MIDNIGHT);
    expect(spentUntil({ day: '2026-12-01', used: 20_000 }, null, NOON)).toBeNull();
    expect(spentUntil(today(1000), { dailyMax: 10_000, dailyRemaining: 9000 }, NOON)).toBe(MIDNIGHT);
  });

  test('are left to the others when little is left to anybody', () => {
    expect(spentUntil(today(5), { dailyMax: 200_000, dailyRemaining: 199 }, NOON)).toBe(MIDNIGHT);
    expect(spentUntil({ day: '2026-12-01', used: 5 }, { dailyMax: 200_000, dailyRemaining: 199 }, NOON)).toBeNull();
  });
});

describe('how often appointments are looked at', () => {
  test('every minute while a page is open, else every five', () => {
    expect([lookEveryMs('visible', today(0), NOON), lookEveryMs('open', today(0), NOON)]).toEqual([60_000, 60_000]);
    expect(lookEveryMs('none', today(0), NOON)).toBe(300_000);
  });

  test('every five on a day that made many calls', () => {
    expect(lookEveryMs('visible', today(1500), NOON)).toBe(300_000);
    expect(lookEveryMs('visible', { day: '2026-12-01', used: 1500 }, NOON)).toBe(60_000);
  });
});

describe('after failures', () => {
  test('the wait doubles up to five minutes, or to half an hour where we were too many', () => {
    expect([1, 2, 3, 20].map((failures) => retryMs(failures, null, false))).toEqual([5000, 10_000, 20_000, 300_000]);
    expect([1, 2, 20].map((failures) => retryMs(failures, null, true))).toEqual([20_000, 40_000, 1_800_000]);
  });

  test('what the CRM asked for comes first', () => {
    expect(retryMs(5, 1000, true)).toBe(1000);
  });
});
