import { describe, expect, test } from 'vitest';
import {
  budgetOf,
  counted,
  gatherMs,
  lookEveryMs,
  retryLookMs,
  retryMs,
  spentUntil,
} from '../../../../bridge/domain/crm/budget.ts';

const NOON = Date.UTC(2026, 11, 2, 12);
const MIDNIGHT = Date.UTC(2026, 11, 3);
const seen = (dailyMax: number, dailyRemaining: number | null, remainingOn: string | null = '2026-12-02') => ({
  dailyMax,
  dailyRemaining,
  remainingOn,
});
const today = (used: number) => ({ day: '2026-12-02', used });

describe('calls of a day', () => {
  test('are counted from midnight UTC', () => {
    expect(counted(today(7), 3, NOON)).toEqual(today(10));
    expect(counted({ day: '2026-12-01', used: 900 }, 3, NOON)).toEqual(today(3));
  });

  test('are a tenth of what the sub-account may make', () => {
    expect(budgetOf(null)).toBe(20_000);
    expect(budgetOf(seen(10_000, null, null))).toBe(1000);
  });

  test('end at that until midnight', () => {
    expect(spentUntil(today(19_999), null, NOON)).toBeNull();
    expect(spentUntil(today(20_000), null, NOON)).toBe(MIDNIGHT);
    expect(spentUntil({ day: '2026-12-01', used: 20_000 }, null, NOON)).toBeNull();
    expect(spentUntil(today(1000), seen(10_000, 9000), NOON)).toBe(MIDNIGHT);
  });

  test('are left to the others when little is left to anybody', () => {
    expect(spentUntil(today(5), seen(200_000, 199), NOON)).toBe(MIDNIGHT);
    expect(spentUntil({ day: '2026-12-01', used: 5 }, seen(200_000, 199), NOON)).toBe(MIDNIGHT);
  });

  test('go by nothing that was left on another day, whatever was tried today', () => {
    expect(spentUntil(today(1), seen(200_000, 0, '2026-12-01'), NOON)).toBeNull();
  });
});

describe('how often appointments are looked at', () => {
  test('every minute while a page is open, else every five', () => {
    expect([lookEveryMs('visible', today(0), NOON), lookEveryMs('open', today(0), NOON)]).toEqual([60_000, 60_000]);
    expect(lookEveryMs('none', today(0), NOON)).toBe(300_000);
  });

  test('every five on a day that made many calls', () => {
    expect(lookEveryMs('visible', today(1000), NOON)).toBe(300_000);
    expect(lookEveryMs('visible', { day: '2026-12-01', used: 1500 }, NOON)).toBe(60_000);
  });
});

test('changes are gathered longer on a day that made many calls', () => {
  expect([0, 999, 1000, 1499, 1500].map((used) => gatherMs(1500, today(used), NOON))).toEqual([
    1500, 1500, 30_000, 30_000, 300_000,
  ]);
  expect(gatherMs(1500, { day: '2026-12-01', used: 1500 }, NOON)).toBe(1500);
});

describe('after failures', () => {
  test('the wait doubles up to five minutes, or to half an hour where we were too many', () => {
    expect([1, 2, 3, 20].map((failures) => retryMs(failures, false))).toEqual([5000, 10_000, 20_000, 300_000]);
    expect([1, 2, 20].map((failures) => retryMs(failures, true))).toEqual([20_000, 40_000, 1_800_000]);
  });

  test('what could not be written is tried after one minute, two, four, and then every five', () => {
    expect([1, 2, 3, 4, 90].map(retryLookMs)).toEqual([60_000, 120_000, 240_000, 300_000, 300_000]);
  });
});
