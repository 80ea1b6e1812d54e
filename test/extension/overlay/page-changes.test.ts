// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onPageChange } from '../../../extension/overlay/page-changes.ts';
import type { Cause } from '../../../extension/overlay/view.ts';

let life: AbortController;
const QUIET = { wake: () => undefined, mayHold: () => undefined, held: () => undefined, age: () => false };

/** There is no layout here: what is observed is told in the next moment, as a browser tells it after its layout. */
class LaidOut {
  constructor(private readonly tell: () => void) {}
  observe = () => setTimeout(this.tell, 0);
  disconnect = () => undefined;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('ResizeObserver', LaidOut);
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, 16));
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('a page that lays itself out some time after its window got another size is measured again', async () => {
  const moved: number[] = [];
  const began = Date.now();
  const draw = (cause: Cause) => cause === 'motion' && moved.push(Date.now() - began);
  onPageChange({ readAgain: () => undefined, draw, ...QUIET }, life.signal);
  await vi.advanceTimersByTimeAsync(50);
  moved.length = 0;
  window.dispatchEvent(new Event('resize'));
  await vi.advanceTimersByTimeAsync(600);
  expect([moved.some((at) => at < 100), moved.some((at) => at > 180 && at < 300)]).toEqual([true, true]);
  life.abort();
  moved.length = 0;
  await vi.advanceTimersByTimeAsync(2000);
  expect(moved).toEqual([]);
});

it('a page that costs much to read is read less often, but at once when a person clicks in it', async () => {
  const seen = { reads: 0, costMs: 0 };
  vi.stubGlobal('performance', { now: () => Date.now() + seen.costMs });
  const readAgain = () => {
    seen.reads += 1;
    seen.costMs += 400;
  };
  const following = onPageChange({ readAgain, draw: () => undefined, ...QUIET }, life.signal);
  const readsAfter = async (ms: number) => {
    following.readAgain();
    await vi.advanceTimersByTimeAsync(ms);
    return seen.reads;
  };
  expect(await readsAfter(50)).toBe(1);
  expect(await readsAfter(500)).toBe(1);
  document.body.click();
  expect(await readsAfter(50)).toBe(2);
});
