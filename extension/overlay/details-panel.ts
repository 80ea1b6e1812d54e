import type { Box } from './box.ts';
import { type EventActs, eventChoices, eventEntry } from './event-entry.ts';
import type { Layer } from './layer.ts';
import type { Details, Mark } from './mark.ts';
import { node } from './node.ts';
import { DETAILS } from './style/details.ts';
import { PANEL } from './style/panel.ts';

const WIDTH = 280;
const GAP = 8;
const MOST_ENTRIES = 6;

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

function fill(panel: HTMLElement, { heading, time, sources, note, timeZone, isBlocking }: Details, acts: EventActs) {
  const shown = sources.slice(0, MOST_ENTRIES);
  const choices = shown.map((source) => eventChoices(source, isBlocking, acts));
  const isOne = shown.length === 1;
  const list = node('ul');
  list.append(...shown.map((source, index) => eventEntry(source, timeZone, isOne ? null : (choices[index] ?? null))));
  panel.replaceChildren(
    node('h2', '', heading),
    node('p', '', time),
    list,
    node('p', 'soft checked'),
    ...(note ? [node('p', 'note', note)] : []),
    ...(isOne && choices[0] ? [choices[0]] : []),
  );
}

export interface DetailsListeners extends EventActs {
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
export function createDetailsPanel(layer: Layer, listeners: DetailsListeners, signal: AbortSignal): DetailsPanel {
  const { onPointer, onClose } = listeners;
  layer.wear(PANEL);
  layer.wear(DETAILS);
  const panel = node('div');
  panel.setAttribute('role', 'dialog');
  panel.tabIndex = -1;
  let shown = '';

  /** While the age alone changes, whatever has the focus, or was begun, stays. */
  function tell({ checked, ...details }: Details, key: string): void {
    const next = JSON.stringify([key, details]);
    if (next !== shown || !panel.hasChildNodes()) fill(panel, { checked, ...details }, listeners);
    shown = next;
    const age = panel.querySelector('.checked');
    if (age && age.textContent !== checked) age.textContent = checked;
  }

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
    tell(mark.details, mark.key);
    const isNew = !panel.isConnected;
    place(mark.visible);
    if (isNew && isPinned) panel.focus({ preventScroll: true });
  }

  function hide(): void {
    panel.remove();
    panel.replaceChildren();
  }

  panel.addEventListener('pointerenter', () => onPointer(true), { signal });
  panel.addEventListener('pointerleave', () => onPointer(false), { signal });
  return { show, hide, hasFocus: () => panel.matches(':focus-within') };
}
