import type { PictureSource } from '../background/picture.ts';
import type { Box } from './box.ts';
import { node } from './layer.ts';
import type { Details, Mark } from './mark.ts';
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

/** The one details panel of the layer: opened for a mark by click, Enter or hover, closed by Escape. */
export function createDetailsPanel(root: HTMLElement) {
  const panel = node('div', 'panel details tone');
  panel.setAttribute('role', 'dialog');
  panel.tabIndex = -1;
  let shownFor: string | null = null;

  function show(mark: Mark): void {
    if (!mark.details || !mark.visible) return hide();
    shownFor = mark.key;
    panel.className = `panel details tone${mark.isDark ? ' dark' : ''}`;
    panel.setAttribute('aria-label', mark.label);
    fill(panel, mark.details);
    if (!panel.isConnected) root.append(panel);
    panel.style.maxHeight = '';
    const view = { width: innerWidth, height: innerHeight };
    const { left, top, maxHeight } = placeBeside(mark.visible, panel.offsetHeight, view);
    panel.style.maxHeight = `${maxHeight}px`;
    panel.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  function hide(): void {
    shownFor = null;
    panel.remove();
  }

  return { panel, show, hide, shownFor: () => shownFor };
}
