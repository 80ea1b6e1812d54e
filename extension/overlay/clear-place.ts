import { type Box, boxOf, common, pageAt } from './box.ts';

/** A corner at which something of ours may hang: its right end and its top. */
export interface Corner {
  readonly right: number;
  readonly top: number;
}

/** A line of text has air above and below its letters. */
const AIR_PX = 3;
const STEP_PX = 16;
const ROW_PX = 12;
/** No control that somebody can hit is narrower. */
const CONTROL_PX = 16;

/** What is there to be seen or clicked also where it has no text; slots and menus are list items. */
const CONTROL = 'li, button, input, select, textarea, img, svg, canvas, [role="button"]';

/** Rows of points over a box, its edges among them. Every other row stands half a step aside: a letter is two rows high. */
function pointsOf({ left, top, right, bottom }: Box, step: number): [number, number][] {
  const columns = Math.max(1, Math.ceil((right - left) / step));
  const width = (right - left) / columns;
  const whole = Array.from({ length: columns + 1 }, (_, index) => left + width * index);
  const between = [left, ...whole.slice(1).map((x) => x - width / 2), right];
  const rows = Math.max(2, Math.ceil((bottom - top) / ROW_PX));
  const ys = Array.from({ length: rows + 1 }, (_, index) => top + ((bottom - top) * index) / rows);
  return ys.flatMap((y, row) => (row % 2 === 0 ? whole : between).map((x): [number, number] => [x, y]));
}

/** What of the page can be seen below that box, each element once, as it is found. `ours` does not count. */
function* elementsUnder(box: Box, ours: Element, step = STEP_PX): Generator<Element, void> {
  const found = new Set<Element>();
  for (const [x, y] of pointsOf(box, step)) {
    const element = pageAt(x, y, ours);
    if (element === null || found.has(element)) continue;
    found.add(element);
    yield element;
  }
}

function controlAt(element: Element): Element[] {
  const control = element.closest(`${CONTROL}, a, label`);
  if (control) return [control];
  return getComputedStyle(element).cursor === 'pointer' ? [element] : [];
}

/** What of the page can be clicked under that box. */
export function controlsUnder(box: Box, ours: Element): Element[] {
  return [...new Set([...elementsUnder(box, ours, CONTROL_PX)].flatMap(controlAt))];
}

function hasTextIn(element: Element, box: Box): boolean {
  const range = document.createRange();
  const lines = [...element.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE && child.nodeValue?.trim());
  return lines.some((line) => {
    range.selectNodeContents(line);
    return [...range.getClientRects()].some((rect) => common(boxOf(rect), box) !== null);
  });
}

/** Whether text or a control of the page lies under that box. `ours` is our own layer, which does not count. */
export function coversPage(box: Box, ours: Element): boolean {
  const inner = { ...box, top: box.top + AIR_PX, bottom: box.bottom - AIR_PX };
  for (const element of elementsUnder(inner, ours)) {
    if (element.closest(CONTROL) !== null || hasTextIn(element, inner)) return true;
  }
  return false;
}

/** The first corner at which a box of that size is in sight and covers nothing of the page; else the last. */
export function clearPlace(
  corners: readonly Corner[],
  size: { width: number; height: number },
  ours: Element,
): Corner | null {
  const isClear = ({ right, top }: Corner) => {
    const box = { left: right - size.width, right, top, bottom: top + size.height };
    const isInSight = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    return isInSight && !coversPage(box, ours);
  };
  return corners.find(isClear) ?? corners.at(-1) ?? null;
}
