// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { detailsOf, labelOf } from '../../../extension/overlay/describe.ts';
import type { Mark } from '../../../extension/overlay/mark.ts';
import { showView } from '../../../extension/overlay/show-view.ts';
import { nothingTold } from '../../../extension/overlay/told.ts';
import { type Reading, type Surroundings, UNREADABLE } from '../../../extension/overlay/view.ts';
import { say } from '../../../extension/words/say.ts';
import { speak } from '../words/browser-words.ts';
import { layerOn } from './layer.ts';
import { NOON, pictureWith } from './picture.ts';

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
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
  Object.assign(document, { elementFromPoint: () => null });
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  speak();
  vi.useRealTimers();
});

const VIEW = { kind: 'staff-grid', locationId: 'l1', from: NOON, to: NOON + 1 } as const;

function readingOf(more: Partial<Reading> = {}): Reading {
  const nothing = { marks: () => [], chipCorners: () => [] };
  return { view: VIEW, anchor: document.body, isUnreadable: false, facts: () => ({}), ...nothing, ...more };
}

function show(
  read: (around: Surroundings) => Reading | null,
  isAlive = () => true,
  fallback: () => Reading | null = () => null,
) {
  const link = { say: vi.fn(), watch: vi.fn(), leave: vi.fn(), open: vi.fn(), isAlive };
  // What stands in a closed root is no change of the page.
  const host = document.documentElement.appendChild(document.createElement('slotbridge-layer'));
  const layer = { ...layerOn(host), root: document.createElement('div') };
  const stage = { layer, link, told: nothingTold(), bring: vi.fn(), acts: {} };
  const readers = [
    { name: 'week', saysNotConnected: true, read },
    { name: 'no week', isFallback: true, read: fallback },
  ];
  const shown = showView(readers, stage as never, life.signal);
  const label = () => {
    const tag = layer.root.querySelector('.tag');
    const age = layer.root.querySelector(`#${tag?.getAttribute('aria-describedby')}`);
    return tag && `${tag.getAttribute('aria-label')}. ${age?.textContent}`;
  };
  const chip = () => layer.root.querySelector('.chip')?.textContent ?? null;
  return { ...shown, root: layer.root, label, chip };
}

const BOX = { left: 0, top: 0, right: 200, bottom: 40 };

const busyMark = ({ picture, ageing, now }: Parameters<Reading['marks']>[0]): Mark => {
  const moment = { picture, ageing, now, zone: 'UTC' };
  const details = detailsOf({ start: NOON, end: NOON + 3_600_000 }, 'Busy', [], moment);
  const place = { key: 'noon', box: BOX, visible: BOX, radius: '0', clear: [], isThird: false, isDark: false };
  return { ...place, kind: 'busy', color: 'red', tag: 'Busy', label: labelOf('Busy', details), details, tagAt: 'top' };
};

it('a page that was at odds is read again each second until it is not, though nothing in it changes', async () => {
  const read = vi.fn(() => readingOf({ isUnreadable: true }));
  show(read);
  await vi.advanceTimersByTimeAsync(1500);
  read.mockClear();
  await vi.advanceTimersByTimeAsync(3000);
  expect(read).toHaveBeenCalledTimes(3);
  read.mockImplementation(() => readingOf());
  await vi.advanceTimersByTimeAsync(1000);
  read.mockClear();
  await vi.advanceTimersByTimeAsync(3000);
  expect(read).not.toHaveBeenCalled();
});

it('the age of what is known does not look fresh beside a page at odds, and goes when the banner comes', async () => {
  const at = { chipCorners: () => [{ right: 500, top: 0 }] };
  const read = vi.fn(() => readingOf({ ...at, isUnreadable: true }));
  const { hear, root } = show(read);
  const signs = () => ['.chip', '.banner'].map((name) => root.querySelector(name)?.textContent ?? null);
  hear({ type: 'picture', picture: pictureWith({ range: { start: NOON, end: NOON + 1 } }) });
  await vi.advanceTimersByTimeAsync(1000);
  expect(signs()).toEqual([say('overlayChecking'), null]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(signs()).toEqual([null, UNREADABLE]);
  read.mockImplementation(() => readingOf(at));
  await vi.advanceTimersByTimeAsync(1500);
  expect(signs()).toEqual([expect.stringMatching(/^iCloud · \d s ago$/), null]);
});

it('what says that a page cannot be read is asked where nothing else is found in it, and there alone', async () => {
  const read = vi.fn((): Reading | null => readingOf());
  const fallback = vi.fn(() => null);
  const { lookAgain } = show(read, () => true, fallback);
  await vi.advanceTimersByTimeAsync(1500);
  expect(fallback).not.toHaveBeenCalled();
  read.mockImplementation(() => null);
  lookAgain();
  await vi.advanceTimersByTimeAsync(1000);
  expect(fallback).toHaveBeenCalled();
});

it('while nothing but time goes by the age alone is told anew, and nothing is asked of the page', async () => {
  const marks = vi.fn((moment: Parameters<Reading['marks']>[0]) => [busyMark(moment)]);
  const chipCorners = vi.fn(() => [{ right: 100, top: 0 }]);
  const { hear, label, chip } = show(() => readingOf({ marks, chipCorners }));
  hear({ type: 'picture', picture: pictureWith() });
  await vi.advanceTimersByTimeAsync(4100);
  marks.mockClear();
  chipCorners.mockClear();
  const before = [label(), chip()];
  await vi.advanceTimersByTimeAsync(2000);
  expect(label()).toMatch(/^Busy\. .*, 12:00–13:00\. Checked \d s ago$/);
  expect(before.map((words) => words?.replace(/\d+ s/, 'some s'))).toEqual(
    [label(), chip()].map((words) => words?.replace(/\d+ s/, 'some s')),
  );
  expect([label(), chip()]).not.toContain(before[0]);
  expect([label(), chip()]).not.toContain(before[1]);
  expect([marks, chipCorners].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
  await vi.advanceTimersByTimeAsync(3000);
  expect(marks).toHaveBeenCalled();
});

it('where iCloud was checked again and nothing is new, the age alone is told anew, and nothing is asked of the page', async () => {
  const marks = vi.fn((moment: Parameters<Reading['marks']>[0]) => [busyMark(moment)]);
  const { hear, label } = show(() => readingOf({ marks }));
  hear({ type: 'picture', picture: pictureWith({ checkedAt: Date.now() - 20_000 }) });
  await vi.advanceTimersByTimeAsync(100);
  expect(label()).toMatch(/Checked 20 s ago$/);
  // Other events than those that are drawn are as fresh as their drawing.
  hear({ type: 'picture', picture: pictureWith({ checkedAt: Date.now() - 20_000, slots: [] }) });
  hear({ type: 'checked', checkedAt: Date.now() });
  expect(label()).toMatch(/Checked 20 s ago$/);
  await vi.advanceTimersByTimeAsync(100);
  expect(label()).toMatch(/Checked 0 s ago$/);
  await vi.advanceTimersByTimeAsync(2000);
  expect(label()).toMatch(/Checked 2 s ago$/);
  marks.mockClear();
  hear({ type: 'checked', checkedAt: Date.now() });
  expect(label()).toMatch(/Checked 0 s ago$/);
  await vi.advanceTimersByTimeAsync(100);
  expect(marks).not.toHaveBeenCalled();
  hear({ type: 'trouble', trouble: { words: 'iCloud is away.', remedy: null } });
  await vi.advanceTimersByTimeAsync(100);
  expect(marks).toHaveBeenCalledTimes(1);
  hear({ type: 'checked', checkedAt: Date.now() });
  await vi.advanceTimersByTimeAsync(100);
  expect(marks).toHaveBeenCalledTimes(2);
});

it('readers are told what changed in the page, and that nothing did where more is known beside it', async () => {
  document.body.innerHTML = '<main><p><i></i></p></main>';
  const read = vi.fn((_around: Surroundings) => readingOf());
  const { lookAgain } = show(read);
  const main = document.querySelector('main') as HTMLElement;
  const seen = async (change: () => void) => {
    change();
    await vi.advanceTimersByTimeAsync(50);
    const touched = read.mock.lastCall?.[0].touched;
    return [touched?.isOnlyIn([]), touched?.isOnlyIn([main])];
  };
  expect(await seen(() => document.querySelector('i')?.append('10:00'))).toEqual([false, true]);
  expect(await seen(() => document.body.append('!'))).toEqual([false, false]);
  expect(await seen(lookAgain)).toEqual([true, true]);
  expect(await seen(() => document.body.dispatchEvent(new Event('input')))).toEqual([false, false]);
});

describe('a page that changes while its reading has to wait', () => {
  /** Every reading takes long, so that the next one waits. */
  async function slow() {
    const seen = { costMs: 0 };
    vi.stubGlobal('performance', { now: () => Date.now() + seen.costMs });
    document.body.innerHTML = '<h2>Nov 22 – 28, 2026</h2><p>0:01</p>';
    const read = vi.fn(() => {
      seen.costMs += 400;
      return readingOf({ anchor: document.querySelector('h2') as HTMLElement, marks: (at) => [busyMark(at)] });
    });
    const shown = show(read);
    shown.hear({ type: 'picture', picture: pictureWith() });
    document.body.append('!');
    await vi.advanceTimersByTimeAsync(100);
    read.mockClear();
    return { ...shown, read };
  }

  it('shows none of the marks of a week that it no longer names, until it is read', async () => {
    const { label, chip, read } = await slow();
    expect(label()).toMatch(/^Busy/);
    (document.querySelector('h2') as HTMLElement).textContent = 'Nov 29 – Dec 5, 2026';
    await vi.advanceTimersByTimeAsync(50);
    expect([read.mock.calls.length, label(), chip()]).toEqual([0, null, null]);
    document.body.click();
    document.body.append('!');
    await vi.advanceTimersByTimeAsync(50);
    expect([read.mock.calls.length, label() !== null]).toEqual([1, true]);
  });

  it('keeps its marks where what changes has nothing to do with days and times', async () => {
    const { label, read } = await slow();
    (document.querySelector('p') as HTMLElement).textContent = '0:02';
    await vi.advanceTimersByTimeAsync(50);
    expect([read.mock.calls.length, label() !== null]).toEqual([0, true]);
  });
});

it('an extension that is gone draws nothing more and says nothing', async () => {
  let isAlive = true;
  const marks = vi.fn(() => []);
  const { hear } = show(
    () => readingOf({ marks }),
    () => isAlive,
  );
  hear({ type: 'picture', picture: pictureWith() });
  await vi.advanceTimersByTimeAsync(100);
  marks.mockClear();
  isAlive = false;
  speak();
  vi.spyOn(chrome.i18n, 'getMessage').mockImplementation(() => {
    throw new Error('Extension context invalidated.');
  });
  document.body.append('!');
  window.dispatchEvent(new Event('scroll'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(marks).not.toHaveBeenCalled();
});
