import type { PictureSource } from '../background/picture.ts';
import type { Box } from './box.ts';
import { node } from './layer.ts';
import type { Details, Mark } from './mark.ts';
import { spanWords } from './time-words.ts';

const WIDTH = 280;
const GAP = 8;

/** Beside the slot and never over it: right of it, else left, else below; held inside the viewport. */
export function placeBeside(box: Box, height: number, view: { width: number; height: number }) {
  const top = Math.max(GAP, Math.min(box.top, view.height - height - GAP));
  if (box.right + GAP + WIDTH <= view.width) return { left: box.right + GAP, top };
  if (box.left - GAP - WIDTH >= 0) return { left: box.left - GAP - WIDTH, top };
  const left = Math.max(GAP, Math.min(box.left, view.width - WIDTH - GAP));
  const below = box.bottom + GAP;
  return { left, top: below + height <= view.height ? below : Math.max(GAP, box.top - GAP - height) };
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
    const { left, top } = placeBeside(mark.visible, panel.offsetHeight, { width: innerWidth, height: innerHeight });
    panel.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  function hide(): void {
    shownFor = null;
    panel.remove();
  }

  return { panel, show, hide, shownFor: () => shownFor };
}
