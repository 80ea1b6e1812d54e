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
  },
  tagAt: 'middle',
  ...change,
});

let root: HTMLElement;
let tag: HTMLElement;
let life: AbortController;
let opening: DetailsOpening;
let isHere: boolean;
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
  opening = createDetailsOpening({ layer: layerOn(root), bring: bring as unknown as BringPart, tagOf }, life.signal);
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
