// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showView } from '../../../extension/overlay/show-view.ts';
import { nothingTold } from '../../../extension/overlay/told.ts';
import type { Reading } from '../../../extension/overlay/view.ts';
import { layerOn } from './layer.ts';
import { NOON } from './picture.ts';

/** There is no layout here: it is done at once. */
class LaidOut {
  constructor(private readonly tell: () => void) {}
  observe = () => setTimeout(this.tell, 0);
  unobserve = () => undefined;
  disconnect = () => undefined;
}

let life: AbortController;
beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  vi.stubGlobal('ResizeObserver', LaidOut);
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, 16));
  Object.assign(document, { elementFromPoint: () => null });
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('a page that was at odds is read again each second until it is not, though nothing in it changes', async () => {
  const reading = (isUnreadable: boolean): Reading => ({
    view: { kind: 'staff-grid', locationId: 'l1', from: NOON, to: NOON + 1 },
    anchor: document.body,
    isUnreadable,
    facts: {},
    marks: () => [],
    chipCorners: () => [],
  });
  const read = vi.fn(() => reading(true));
  const link = { say: vi.fn(), watch: vi.fn(), leave: vi.fn(), open: vi.fn() };
  const stage = { layer: layerOn(document.body), link, told: nothingTold(), bring: vi.fn(), acts: {} };
  showView([{ name: 'week', saysNotConnected: true, read }], stage as never, life.signal);
  await vi.advanceTimersByTimeAsync(1500);
  read.mockClear();
  await vi.advanceTimersByTimeAsync(3000);
  expect(read).toHaveBeenCalledTimes(3);
  read.mockImplementation(() => reading(false));
  await vi.advanceTimersByTimeAsync(1000);
  read.mockClear();
  await vi.advanceTimersByTimeAsync(3000);
  expect(read).not.toHaveBeenCalled();
});
