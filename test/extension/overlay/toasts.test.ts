// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PickAnswer } from '../../../extension/background/messages.ts';
import { createPickNote } from '../../../extension/overlay/pick-note.ts';
import { createToasts, TOAST_MS, type Toast, type Toasts } from '../../../extension/overlay/toasts.ts';
import { layerOn } from './layer.ts';
import { HOUR, NOON } from './picture.ts';

const EVIL = '<img src=x onerror=alert(1)>';

let root: HTMLElement;
let life: AbortController;
let toasts: Toasts;
const onRemedy = vi.fn();
const layer = () => layerOn(root);

beforeEach(() => {
  vi.useFakeTimers();
  onRemedy.mockClear();
  // There is no layout here; that nothing is covered is shown in a browser.
  Object.assign(document, { elementFromPoint: () => null });
  root = document.createElement('div');
  document.body.append(root);
  life = new AbortController();
  toasts = createToasts(layer(), onRemedy, life.signal);
});
afterEach(() => {
  life.abort();
  root.remove();
  vi.useRealTimers();
});

function show(key: string, more: Partial<Toast> = {}): void {
  toasts.show({ key, tone: 'good', words: `Word of ${key}.`, stays: false, remedy: null, ...more });
}

const texts = () => [...root.querySelectorAll('.toast > span')].map(({ textContent }) => textContent);
const press = (label: string) =>
  [...root.querySelectorAll('button')]
    .find((one) => (one.getAttribute('aria-label') ?? one.textContent) === label)
    ?.click();

describe('toasts', () => {
  it('go by themselves after a while, unless they wait for the person', () => {
    show('a');
    show('b', { stays: true });
    vi.advanceTimersByTime(TOAST_MS - 500);
    expect(texts()).toEqual(['Word of b.', 'Word of a.']);
    vi.advanceTimersByTime(1_000);
    expect(texts()).toEqual(['Word of b.']);
    vi.advanceTimersByTime(3_600_000);
    expect(texts()).toEqual(['Word of b.']);
  });

  it('are read out: at once what waits for the person, else when there is time', () => {
    show('a');
    show('b', { stays: true });
    const spoken = (role: string) => root.querySelector(`[role=${role}] .toast span`)?.textContent;
    expect([spoken('status'), spoken('alert')]).toEqual(['Word of a.', 'Word of b.']);
  });

  it('are three at most, and those that wait stay longest', () => {
    show('a', { stays: true });
    for (const key of ['b', 'c', 'd']) show(key);
    expect(texts()).toEqual(['Word of a.', 'Word of c.', 'Word of d.']);
    for (const key of ['e', 'f', 'g']) show(key, { stays: true });
    expect(texts()).toEqual(['Word of e.', 'Word of f.', 'Word of g.']);
  });

  it('are one for each booking, the newest', () => {
    show('a', { words: 'Saved.' });
    show('a', { words: 'Added.' });
    expect(texts()).toEqual(['Added.']);
  });

  it('can be closed', () => {
    show('a', { stays: true });
    press('Close');
    expect(texts()).toEqual([]);
  });

  it('stay while the keyboard is in them', () => {
    show('a');
    root.querySelector<HTMLElement>('.close')?.focus();
    vi.advanceTimersByTime(3 * TOAST_MS);
    expect(texts()).toEqual(['Word of a.']);
    root.querySelector<HTMLElement>('.close')?.blur();
    vi.advanceTimersByTime(TOAST_MS);
    expect(texts()).toEqual([]);
  });

  it('show words as text and the way out as a button', () => {
    show('a', { words: EVIL, remedy: 'connect' });
    expect(root.querySelector('img')).toBeNull();
    press('Enter the password');
    expect(onRemedy).toHaveBeenCalledWith('connect');
  });

  it('leave with the script', () => {
    show('a', { stays: true });
    life.abort();
    show('b');
    expect(root.childElementCount).toBe(0);
  });
});

describe('the note beside a picked time', () => {
  const BUSY: PickAnswer = {
    asked: { start: NOON, end: NOON + HOUR },
    free: false,
    conflicts: [{ kind: 'busy', start: NOON, end: NOON + HOUR, calendarName: 'Work', color: '#FF9500', title: EVIL }],
    checkedAt: NOON,
    alternatives: [],
    words: null,
  };

  function anchored() {
    const anchor = document.createElement('div');
    anchor.getBoundingClientRect = () => new DOMRect(100, 100, 200, 40);
    document.body.append(anchor);
    const note = createPickNote(layer(), life.signal);
    return { anchor, note, at: { anchor, zone: 'UTC' } };
  }
  const noted = () => root.querySelector('.pick [role=alert]')?.textContent ?? null;

  it('says at once that the person is busy, as text', () => {
    const { note, at } = anchored();
    note.show(at, BUSY);
    expect(noted()).toBe(`You're busy then: ${EVIL} (Work), 12:00–13:00. We know of no other free time.`);
    expect(root.querySelector('img')).toBeNull();
  });

  it('is none where the time is free, and goes when another time is picked', () => {
    const { note, at } = anchored();
    note.show(at, BUSY);
    note.show(at, { ...BUSY, free: true, conflicts: [] });
    expect(noted()).toBeNull();
    note.show(at, BUSY);
    note.hide();
    expect(noted()).toBeNull();
  });

  it('goes with the slot or dialog it stands beside', () => {
    const { anchor, note, at } = anchored();
    note.show(at, BUSY);
    anchor.remove();
    vi.advanceTimersByTime(300);
    expect(noted()).toBeNull();
  });

  it('can be closed, and leaves with the script', () => {
    const { note, at } = anchored();
    note.show(at, BUSY);
    press('Close');
    expect(noted()).toBeNull();
    note.show(at, BUSY);
    life.abort();
    expect(noted()).toBeNull();
  });
});
