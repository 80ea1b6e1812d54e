// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rememberCovers } from '../../../extension/overlay/covers.ts';
import { ANYTHING, type Touched } from '../../../extension/overlay/touched.ts';
import type { Cause } from '../../../extension/overlay/view.ts';

const SEEN = { left: 0, top: 0, right: 100, bottom: 100 };
const BESIDE = { ...SEEN, left: 100, right: 200 };
/** The page drew the surface itself anew. */
const WITHIN: Touched = { isOnlyIn: () => false, isBeside: () => false };

let surface: HTMLElement;
let ours: HTMLElement;
let dialog: HTMLElement | null;
let asked: number;

beforeEach(() => {
  surface = document.body.appendChild(document.createElement('div'));
  ours = document.createElement('div');
  dialog = null;
  asked = 0;
  document.elementFromPoint = () => {
    asked += 1;
    return dialog ?? surface;
  };
});
afterEach(() => {
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

/** A surface that was read and drawn once, and what is found over it when it is drawn the next time. */
function drawnTwice(cause: Cause, { touched = WITHIN, afterMs = 500, of = surface } = {}): boolean {
  dialog = null;
  const covers = rememberCovers();
  covers.read(surface, ANYTHING);
  covers.draw({ cause: 'reading', now: 5000, ours });
  expect(covers.isCovered(surface, SEEN, ours)).toBe(false);
  asked = 0;
  dialog = document.createElement('dialog');
  covers.read(of, touched);
  covers.draw({ cause, now: 5000 + afterMs, ours });
  return covers.isCovered(of, SEEN, ours);
}

it('is not asked for again while only the surface itself is drawn anew', () => {
  expect([drawnTwice('reading'), asked]).toEqual([false, 0]);
  expect([drawnTwice('time'), asked]).toEqual([false, 0]);
});

it.each<[string, () => boolean]>([
  ['something moved', () => drawnTwice('motion')],
  ['something came beside the surface', () => drawnTwice('reading', { touched: ANYTHING })],
  ['a second went by', () => drawnTwice('reading', { afterMs: 1000 })],
  ['it is another surface', () => drawnTwice('reading', { of: document.createElement('p') })],
])('is asked for again where %s', (_why, draw) => {
  expect([draw(), asked]).toEqual([true, 1]);
});

it('is asked for once in a drawing, for each part of the surface', () => {
  const covers = rememberCovers();
  const drawing = { cause: 'motion', now: 5000, ours } as const;
  for (const seen of [SEEN, BESIDE, SEEN, BESIDE]) {
    covers.draw(drawing);
    covers.isCovered(surface, seen, ours);
  }
  expect(asked).toBe(2);
});

it('is old a second after it was asked for first, however often it is drawn meanwhile', () => {
  const covers = rememberCovers();
  const isCoveredAt = (now: number) => {
    covers.draw({ cause: 'reading', now, ours });
    return covers.isCovered(surface, SEEN, ours);
  };
  expect(isCoveredAt(0)).toBe(false);
  dialog = document.createElement('dialog');
  expect([400, 800, 999, 1000].map(isCoveredAt)).toEqual([false, false, false, true]);
});
