import { expect, it } from 'vitest';
import { createPace } from '../../../bridge/highlevel/pace.ts';
import type { RateLimits } from '../../../bridge/highlevel/rate-limits.ts';

const NOTHING: RateLimits = {
  burstMax: null,
  burstRemaining: null,
  intervalMs: null,
  dailyMax: null,
  dailyRemaining: null,
  remainingOn: null,
};

/** When `count` requests are sent that are asked for one after the other, in milliseconds from the first. */
function sentAt(count: number, learn: Partial<RateLimits> = {}, start = 1_000_000): number[] {
  let now = start;
  const pace = createPace({ now: () => now });
  pace.learn({ ...NOTHING, ...learn });
  return Array.from({ length: count }, () => {
    now += pace.next();
    return now - start;
  });
}

/** The most in any window of that length. */
function mostIn(windowMs: number, times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));
}

it('sends at most 20 in any ten seconds, a fifth of what HighLevel allows', () => {
  const times = sentAt(100);
  expect(mostIn(10_000, times)).toBe(20);
  expect(times.slice(0, 10)).toEqual(Array(10).fill(0));
  expect(times[10]).toBe(5000);
  expect(times.at(-1)).toBe(45_000);
});

it('counts those that wait side by side like those that were sent', () => {
  const pace = createPace({ now: () => 0 });
  const waits = Array.from({ length: 40 }, () => pace.next());
  expect(mostIn(10_000, waits)).toBe(20);
});

it('goes by the limit that the answers tell, also a smaller one', () => {
  expect(mostIn(10_000, sentAt(60, { burstMax: 25, intervalMs: 10_000 }))).toBe(4);
  expect(mostIn(1000, sentAt(60, { burstMax: 100, intervalMs: 1000 }))).toBe(20);
  expect(sentAt(3, { burstMax: 1, intervalMs: 10_000 })).toEqual([0, 5000, 10_000]);
});

it('keeps to the usual limit where an answer tells none that can be', () => {
  expect(mostIn(10_000, sentAt(60, { burstMax: 0, intervalMs: 0 }))).toBe(20);
});

it('lets the interval pass when others have used up nearly all', () => {
  expect(sentAt(1, { burstMax: 100, burstRemaining: 19, intervalMs: 10_000 })).toEqual([10_000]);
  expect(sentAt(1, { burstMax: 100, burstRemaining: 20, intervalMs: 10_000 })).toEqual([0]);
});

it('waits no more than a minute for a clock that was set back', () => {
  let now = 10 * 86_400_000;
  const pace = createPace({ now: () => now });
  for (let asked = 0; asked < 30; asked += 1) pace.next();
  pace.learn({ ...NOTHING, burstMax: 100, burstRemaining: 0, intervalMs: 10_000 });
  now -= 5 * 86_400_000;
  expect(pace.next()).toBeLessThanOrEqual(60_000);
});
