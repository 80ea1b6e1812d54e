import { describe, expect, it } from 'vitest';
import { nextPollDelay, type PollState, restAfterRefusals } from '../../../bridge/domain/cadence.ts';

const steady: PollState = { presence: 'visible', failures: 0, retryAfterMs: null, throttled: false, unsettled: 0 };

describe('the time to the next poll', () => {
  it('is 10 to 15 seconds while a page is visible', () => {
    expect(nextPollDelay(steady, 0)).toBe(10_000);
    expect(nextPollDelay(steady, 0.5)).toBe(12_500);
    expect(nextPollDelay(steady, 0.999)).toBeLessThan(15_000);
  });

  it('is about a minute while a page is open, about five without one', () => {
    expect(nextPollDelay({ ...steady, presence: 'open' }, 0.5)).toBe(60_000);
    expect(nextPollDelay({ ...steady, presence: 'none' }, 0.5)).toBe(300_000);
  });

  it('doubles after each failure and stays within 15 seconds while a page is visible', () => {
    const waits = [1, 2, 3, 9].map((failures) => nextPollDelay({ ...steady, failures }, 0.999_999));
    expect(waits.map(Math.round)).toEqual([5_000, 10_000, 15_000, 15_000]);
  });

  it('grows to five minutes while nobody looks', () => {
    const state = { ...steady, presence: 'none', failures: 20 } as const;
    expect(nextPollDelay(state, 0)).toBe(240_000);
  });

  it('never comes sooner than the server asked for', () => {
    const state = { ...steady, failures: 1, throttled: true, retryAfterMs: 90_000 };
    expect(nextPollDelay(state, 0)).toBe(90_000);
    expect(nextPollDelay(state, 0.9)).toBe(90_900);
  });

  it('backs off past 15 seconds from throttling that names no time, even while a page is visible', () => {
    const state = { ...steady, failures: 4, throttled: true };
    expect(nextPollDelay(state, 0)).toBe(32_000);
  });

  it('comes soon after one that left a calendar unread, and never later than otherwise', () => {
    expect(nextPollDelay({ ...steady, presence: 'none', unsettled: 1 }, 0.999_999)).toBeCloseTo(5_000, 0);
    expect(nextPollDelay({ ...steady, presence: 'open', unsettled: 20 }, 0.5)).toBe(60_000);
    expect(nextPollDelay({ ...steady, presence: 'none', unsettled: 20 }, 0)).toBe(240_000);
  });
});

describe('the rest of a calendar that is refused without a reason', () => {
  it('doubles with each refusal, up to half an hour', () => {
    expect([1, 2, 3, 7, 8, 50].map(restAfterRefusals)).toEqual([
      20_000, 40_000, 80_000, 1_280_000, 1_800_000, 1_800_000,
    ]);
  });
});
