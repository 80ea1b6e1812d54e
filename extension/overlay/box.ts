import { rectOf } from '../crm/one-look.ts';

/** A rectangle in pixels of the viewport. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function boxOf(rect: DOMRectReadOnly): Box {
  return { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom };
}

/** What two boxes share, or null when that is nothing. */
export function common(a: Box, b: Box): Box | null {
  const box = {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
  return box.left < box.right && box.top < box.bottom ? box : null;
}

export function grown(box: Box, by: number): Box {
  return { left: box.left - by, top: box.top - by, right: box.right + by, bottom: box.bottom + by };
}

const CLIPS = /auto|scroll|hidden|clip/;

/** The edges between which `element` can be seen: the viewport and every ancestor that clips. */
export function visiblePart(element: Element): Box | null {
  return clippedBy(element, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
}

function clippedBy(element: Element, viewport: Box): Box | null {
  let seen: Box | null = viewport;
  for (let at = element.parentElement; at && seen && at !== document.documentElement; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (at !== document.body && CLIPS.test(style.overflowX + style.overflowY)) {
      seen = common(seen, boxOf(rectOf(at)));
    }
  }
  return seen;
}

/** What of the page can be seen at a point. To ask for all that lies there costs far more than to ask for the topmost. */
export function pageAt(x: number, y: number, ours: Element): Element | null {
  const top = document.elementFromPoint(x, y);
  return top === ours ? (document.elementsFromPoint(x, y).find((one) => one !== ours) ?? null) : top;
}

/** Whether something of the page, a dialog say, lies over the middle of that box of `anchor`. */
export function isCovered(anchor: Element, seen: Box, ours: Element): boolean {
  const top = pageAt((seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2, ours);
  return top !== null && !anchor.contains(top) && !top.contains(anchor);
}

/** Where the text of `element` stands. */
export function textBox(element: Element): Box | null {
  const range = document.createRange();
  range.selectNodeContents(element);
  const rect = range.getBoundingClientRect();
  return rect.width > 0 ? boxOf(rect) : null;
}
