// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showView } from '../../../extension/overlay/show-view.ts';
import { nothingTold } from '../../../extension/overlay/told.ts';
import { type Reading, UNREADABLE } from '../../../extension/overlay/view.ts';
import { say } from '../../../extension/words/say.ts';
import { layerOn } from './layer.ts';
import { NOON, pictureWith } from './picture.ts';

/** There is no layout here: it is done at once. */
class LaidOut {
  constructor(private readonly tell: () => void) {}
  observe = () => setTimeout(this.tell, 0);
  unobserve = () => undefined;
  disconnect = () => undefined;
}

const reading = (isUnreadable: boolean): Reading => ({
  view: { kind: 'staff-grid', locationId: 'l1', from: NOON, to: NOON + 1 },
  anchor: document.body,
  isUnreadable,
  facts: {},
  marks: () => [],
  chipCorners: () => [{ right: 500, top: 0 } as never],
});

let life: AbortController;
beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  vi.stubGlobal('ResizeObserver', LaidOut);
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, 16));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
  Object.assign(document, { elementFromPoint: () => null });
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function shown(read: () => Reading) {
  const link = { say: vi.fn(), watch: vi.fn(), leave: vi.fn(), open: vi.fn() };
  const stage = { layer: layerOn(document.body), link, told: nothingTold(), bring: vi.fn(), acts: {} };
  return showView([{ name: 'week', saysNotConnected: true, read }], stage as never, life.signal);
}

it('a page that was at odds is read again each second until it is not, though nothing in it changes', async () => {
  const read = vi.fn(() => reading(true));
  shown(read);
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

it('the age of what is known does not look fresh beside a page at odds, and goes when the banner comes', async () => {
  const signs = () => ['.chip', '.banner'].map((name) => document.querySelector(name)?.textContent ?? null);
  const read = vi.fn(() => reading(true));
  const view = shown(read);
  view.hear({ type: 'picture', picture: pictureWith({ range: { start: NOON, end: NOON + 1 } }) });
  await vi.advanceTimersByTimeAsync(1000);
  expect(signs()).toEqual([say('overlayChecking'), null]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(signs()).toEqual([null, UNREADABLE]);
  read.mockImplementation(() => reading(false));
  await vi.advanceTimersByTimeAsync(1500);
  expect(signs()).toEqual([expect.stringMatching(/^iCloud · \d s ago$/), null]);
});
