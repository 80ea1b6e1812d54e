import { type Box, boxOf, common } from './box.ts';

/** A corner at which something of ours may hang: its right end and its top. */
export interface Corner {
  readonly right: number;
  readonly top: number;
}

/** A line of text has air above and below its letters. */
const AIR_PX = 3;
const STEP_PX = 8;
const ROW_PX = 12;
/** No control that somebody can hit is narrower. */
const CONTROL_PX = 16;

/** What is there to be seen or clicked also where it has no text; slots and menus are list items. */
const CONTROL = 'li, button, input, select, textarea, img, svg, canvas, [role="button"]';

function pointsOf({ left, top, right, bottom }: Box, step: number): [number, number][] {
  const columns = Math.max(1, Math.ceil((right - left) / step));
  const xs = Array.from({ length: columns + 1 }, (_, index) => left + ((right - left) * index) / columns);
  const rows = Math.max(2, Math.ceil((bottom - top) / ROW_PX));
  const ys = Array.from({ length: rows + 1 }, (_, index) => top + ((bottom - top) * index) / rows);
  return ys.flatMap((y) => xs.map((x): [number, number] => [x, y]));
}

/** What of the page can be seen below that box, each element once. `ours` is our own layer, which does not count. */
function elementsUnder(box: Box, ours: Element, step = STEP_PX): Element[] {
  const found = pointsOf(box, step).flatMap(
    ([x, y]) => document.elementsFromPoint(x, y).find((one) => one !== ours) ?? [],
  );
  return [...new Set(found)];
}

function controlAt(element: Element): Element[] {
  const control = element.closest(`${CONTROL}, a, label`);
  if (control) return [control];
  return getComputedStyle(element).cursor === 'pointer' ? [element] : [];
}

/** What of the page can be clicked under that box. */
export function controlsUnder(box: Box, ours: Element): Element[] {
  return [...new Set(elementsUnder(box, ours, CONTROL_PX).flatMap(controlAt))];
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
  return elementsUnder(inner, ours).some((element) => element.closest(CONTROL) !== null || hasTextIn(element, inner));
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
