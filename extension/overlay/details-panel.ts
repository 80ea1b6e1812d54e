import type { PictureSource } from '../background/picture.ts';
import type { Box } from './box.ts';
import type { Layer } from './layer.ts';
import type { Details, Mark } from './mark.ts';
import { node } from './node.ts';
import { DETAILS } from './style/details.ts';
import { PANEL } from './style/panel.ts';
import { spanWords } from './time-words.ts';

const WIDTH = 280;
const GAP = 8;

/** A panel lower than this is of no use. */
const LOWEST = 120;

/**
 * Beside the slot and never over it: right of it, else left, else below or above, where it scrolls if the room is low;
 * held inside the viewport. Only a slot that leaves no room on any side is covered.
 */
export function placeBeside(box: Box, height: number, view: { width: number; height: number }) {
  const whole = view.height - 2 * GAP;
  const top = Math.max(GAP, Math.min(box.top, view.height - height - GAP));
  if (box.right + GAP + WIDTH + GAP <= view.width) return { left: box.right + GAP, top, maxHeight: whole };
  if (box.left - GAP - WIDTH - GAP >= 0) return { left: box.left - GAP - WIDTH, top, maxHeight: whole };
  const left = Math.max(GAP, Math.min(box.left, view.width - WIDTH - GAP));
  const below = view.height - box.bottom - 2 * GAP;
  const above = box.top - 2 * GAP;
  if (Math.max(below, above) < LOWEST) return { left, top, maxHeight: whole };
  if (below >= Math.min(height, above)) return { left, top: box.bottom + GAP, maxHeight: below };
  return { left, top: Math.max(GAP, box.top - GAP - height), maxHeight: above };
}

function entry(source: PictureSource, timeZone: string): HTMLElement {
  const item = node('li');
  const dot = node('span', 'dot');
  dot.style.setProperty('--color', source.color);
  item.append(dot, node('span', '', source.calendarName));
  if (source.title) item.append(node('span', '', source.title));
  item.append(
    node('span', 'soft', `${spanWords(source.start, source.end, timeZone)}`),
    node('span', 'soft', source.why),
  );
  return item;
}

function fill(panel: HTMLElement, details: Details): void {
  const list = node('ul');
  list.append(...details.sources.slice(0, 6).map((source) => entry(source, details.timeZone)));
  panel.replaceChildren(
    node('h2', '', details.heading),
    node('p', '', details.time),
    list,
    node('p', 'soft', details.checked),
    ...(details.note ? [node('p', 'note', details.note)] : []),
  );
}

export interface DetailsListeners {
  onPointer(isOver: boolean): void;
  onClose(): void;
}

export interface DetailsPanel {
  /** Beside the mark; what merely the pointer opened gives way to the note beside a picked time. */
  show(mark: Mark, isPinned: boolean): void;
  hide(): void;
  hasFocus(): boolean;
}

/** The one details panel of the layer. */
export function createDetailsPanel(
  layer: Layer,
  { onPointer, onClose }: DetailsListeners,
  signal: AbortSignal,
): DetailsPanel {
  layer.wear(PANEL);
  layer.wear(DETAILS);
  const panel = node('div');
  panel.setAttribute('role', 'dialog');
  panel.tabIndex = -1;

  function place(at: Box): void {
    if (!panel.isConnected) layer.root.append(panel);
    panel.style.maxHeight = '';
    const view = { width: innerWidth, height: innerHeight };
    const { left, top, maxHeight } = placeBeside(at, panel.offsetHeight, view);
    panel.style.maxHeight = `${maxHeight}px`;
    panel.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  function show(mark: Mark, isPinned: boolean): void {
    if (!mark.details || !mark.visible) return onClose();
    panel.className = `panel details tone${mark.isDark ? ' dark' : ''}`;
    panel.toggleAttribute('data-pinned', isPinned);
    panel.setAttribute('aria-label', mark.label);
    fill(panel, mark.details);
    place(mark.visible);
  }

  panel.addEventListener('pointerenter', () => onPointer(true), { signal });
  panel.addEventListener('pointerleave', () => onPointer(false), { signal });
  return { show, hide: () => panel.remove(), hasFocus: () => panel.matches(':focus-within') };
}
