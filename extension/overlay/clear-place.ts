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

const innerOf = (box: Box): Box => ({ ...box, top: box.top + AIR_PX, bottom: box.bottom - AIR_PX });

const isGround = (element: Element, inner: Box) => element.closest(CONTROL) === null && !hasTextIn(element, inner);

/** What lies under that box where none of it is text or a control of the page; else null. */
function groundUnder(box: Box, ours: Element): Element[] | null {
  const inner = innerOf(box);
  const ground: Element[] = [];
  for (const element of elementsUnder(inner, ours)) {
    if (!isGround(element, inner)) return null;
    ground.push(element);
  }
  return ground;
}

/** Whether text or a control of the page lies under that box. `ours` is our own layer, which does not count. */
export const coversPage = (box: Box, ours: Element): boolean => groundUnder(box, ours) === null;

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly corner: Corner;
  /** What of the page lies there; null where that is covered. */
  readonly ground: readonly Element[] | null;
}

const boxAt = ({ right, top }: Corner, { width, height }: Size): Box => ({
  left: right - width,
  right,
  top,
  bottom: top + height,
});

/** The first corner at which a box of that size is in sight and covers nothing of the page; else the last. */
export function clearPlace(corners: readonly Corner[], size: Size, ours: Element): Place {
  for (const corner of corners) {
    const box = boxAt(corner, size);
    const isInSight = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    const ground = isInSight ? groundUnder(box, ours) : null;
    if (ground) return { corner, ground };
  }
  return { corner: corners.at(-1) ?? { right: 0, top: 0 }, ground: null };
}

/** Few points along the middle: what opens over a box is seldom narrower than this. */
const SPARSE_PX = 64;

/** Whether the box there still covers nothing, by what lay there before: far less is asked than to find a place. */
export function isStillClear({ corner, ground }: Place, size: Size, ours: Element): boolean {
  if (!ground) return false;
  const inner = innerOf(boxAt(corner, size));
  const middle = (inner.top + inner.bottom) / 2;
  const steps = Math.max(1, Math.ceil(size.width / SPARSE_PX));
  const points = Array.from({ length: steps + 1 }, (_, step) => inner.left + (size.width * step) / steps);
  const seen = points.flatMap((x) => pageAt(x, middle, ours) ?? []);
  return [...new Set([...ground, ...seen])].every((element) => !element.isConnected || isGround(element, inner));
}
