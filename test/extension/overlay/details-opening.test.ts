// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDetailsOpening, type DetailsOpening } from '../../../extension/overlay/details-opening.ts';
import { createDetailsPanel } from '../../../extension/overlay/details-panel.ts';
import type { Mark } from '../../../extension/overlay/mark.ts';
import type { BringPart } from '../../../extension/overlay/parts.ts';
import { layerOn } from './layer.ts';
import { NOON, source } from './picture.ts';

const BOX = { left: 10, top: 10, right: 110, bottom: 50 };

const mark = (change: Partial<Mark> = {}): Mark => ({
  key: 'slot',
  kind: 'busy',
  box: BOX,
  visible: BOX,
  radius: '0',
  clear: [],
  isThird: false,
  color: '#FF9500',
  isDark: false,
  tag: 'Busy',
  label: 'Busy',
  details: {
    time: '12:00–13:00',
    heading: 'Busy',
    sources: [source(NOON, NOON + 3_600_000)],
    checked: 'Checked 8 s ago',
    note: null,
    timeZone: 'UTC',
    isBlocking: true,
  },
  tagAt: 'middle',
  ...change,
});

let root: HTMLElement;
let tag: HTMLElement;
let life: AbortController;
let opening: DetailsOpening;
let isHere: boolean;
const acts = { onIgnore: vi.fn(), onStopIgnoring: vi.fn() };
const bring = vi.fn(async () => createDetailsPanel);

beforeEach(() => {
  vi.useFakeTimers();
  bring.mockClear();
  isHere = true;
  root = document.createElement('div');
  tag = document.createElement('button');
  root.append(tag);
  document.body.append(root);
  life = new AbortController();
  const tagOf = () => (isHere ? tag : undefined);
  const parts = { bring: bring as unknown as BringPart, acts };
  opening = createDetailsOpening({ layer: layerOn(root), ...parts, tagOf }, life.signal);
  opening.listen(tag, mark);
});
afterEach(() => {
  life.abort();
  root.remove();
  vi.useRealTimers();
});

function send(target: EventTarget, event: Event, isTrusted = true): Promise<unknown> {
  Object.defineProperty(event, 'isTrusted', { value: isTrusted });
  target.dispatchEvent(event);
  return vi.advanceTimersByTimeAsync(0);
}
const click = (isTrusted?: boolean) => send(tag, new MouseEvent('click'), isTrusted);
const pressEscape = () => send(window, new KeyboardEvent('keydown', { key: 'Escape' }));
const isOpen = () => root.querySelector('.details') !== null;
const isPinned = () => root.querySelector('.details')?.hasAttribute('data-pinned') ?? false;

describe('the details of a blocked slot', () => {
  it('open by a click, and close by another or by Escape, which gives the focus back to the tag', async () => {
    await click();
    expect([isOpen(), isPinned()]).toEqual([true, true]);
    await click();
    expect(isOpen()).toBe(false);
    await click();
    await pressEscape();
    expect([isOpen(), document.activeElement]).toEqual([false, tag]);
  });

  it('close by Escape alone, not by what a script pressed, and leave the focus where it is when none is open', async () => {
    await click();
    await send(window, new KeyboardEvent('keydown', { key: 'Tab' }));
    await send(window, new KeyboardEvent('keydown', { key: 'Escape' }), false);
    expect(isOpen()).toBe(true);
    await pressEscape();
    tag.blur();
    await pressEscape();
    expect([isOpen(), document.activeElement]).toEqual([false, document.body]);
  });

  it('open for nobody but a person: an event that a script made does nothing', async () => {
    await click(false);
    await send(tag, new MouseEvent('pointerenter'), false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(isOpen()).toBe(false);
    expect(bring).not.toHaveBeenCalled();
  });

  it('open after 300 ms of hover, not before, and close when the pointer is gone as long', async () => {
    await send(tag, new MouseEvent('pointerenter'));
    await vi.advanceTimersByTimeAsync(299);
    expect(isOpen()).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect([isOpen(), isPinned()]).toEqual([true, false]);
    await send(tag, new MouseEvent('pointerleave'));
    await vi.advanceTimersByTimeAsync(300);
    expect(isOpen()).toBe(false);
  });

  it('stay for a pointer that moved on to them', async () => {
    await send(tag, new MouseEvent('pointerenter'));
    await vi.advanceTimersByTimeAsync(300);
    await send(tag, new MouseEvent('pointerleave'));
    const panel = root.querySelector('.details');
    if (panel) await send(panel, new MouseEvent('pointerenter'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(isOpen()).toBe(true);
  });

  it('close with a click elsewhere in the page, and when their slot is gone', async () => {
    await click();
    await send(document.body, new MouseEvent('pointerdown', { bubbles: true, composed: true }));
    expect(isOpen()).toBe(false);
    await click();
    opening.lose('slot');
    expect(isOpen()).toBe(false);
  });

  it('are not opened any more where they came too late', async () => {
    let come = (): void => undefined;
    bring.mockImplementationOnce(() => new Promise((resolve) => (come = () => resolve(createDetailsPanel))));
    await click();
    await pressEscape();
    come();
    await vi.advanceTimersByTimeAsync(0);
    expect(isOpen()).toBe(false);
  });
});

describe('what the person may do about an event', () => {
  const button = (words: string) =>
    [...root.querySelectorAll<HTMLElement>('.acts button')].find(({ textContent }) => textContent === words);
  const press = (words: string, isTrusted = true) => {
    const found = button(words);
    if (!found) throw new Error(`There is no button "${words}".`);
    return send(found, new MouseEvent('click'), isTrusted);
  };
  const EVENT = source(NOON, NOON + 3_600_000);

  beforeEach(() => {
    acts.onIgnore.mockClear();
    acts.onStopIgnoring.mockClear();
  });

  it('is to ignore it this once, which closes the details', async () => {
    await click();
    await press('Ignore this event');
    expect(acts.onIgnore.mock.calls).toEqual([[EVENT, false]]);
    expect(isOpen()).toBe(false);
  });

  it('is to ignore it always, once it was told what that means', async () => {
    await click();
    await press('Always ignore…');
    expect(root.querySelector('.acts')?.textContent).toContain('every repeat of it, also when it moves');
    expect(document.activeElement).toBe(button('Always ignore it'));
    await press('Keep it');
    expect(acts.onIgnore).not.toHaveBeenCalled();
    await press('Always ignore…');
    await press('Always ignore it');
    expect(acts.onIgnore.mock.calls).toEqual([[EVENT, true]]);
  });

  it('is nothing that a script of the page could do for them', async () => {
    await click();
    await press('Ignore this event', false);
    button('Ignore this event')?.click();
    expect(acts.onIgnore).not.toHaveBeenCalled();
  });

  it('stays begun while the age of what is known goes on', async () => {
    await click();
    await press('Always ignore…');
    const details = mark().details;
    opening.follow(mark({ details: details && { ...details, checked: 'Checked 9 s ago' } }));
    expect(root.querySelector('.checked')?.textContent).toBe('Checked 9 s ago');
    expect(document.activeElement).toBe(button('Always ignore it'));
  });

  it('is to let an ignored one block again, and nothing for one that is merely free', async () => {
    const details = mark().details;
    const free = details && { ...details, isBlocking: false };
    await click();
    opening.follow(mark({ details: free && { ...free, sources: [{ ...EVENT, isIgnored: true }] } }));
    await press('Let it block again');
    expect(acts.onStopIgnoring).toHaveBeenCalledOnce();
    await click();
    opening.follow(mark({ details: free }));
    expect(root.querySelector('.acts')).toBeNull();
  });
});
