import { type DayHeading, datedHeadings } from './day-headings.ts';
import { type HourAxis, type HourLabel, hourAxes } from './hour-axis.ts';
import { rectOf } from './one-look.ts';
import type { GridColumn, RowEdge, StaffGrid } from './staff-grid.ts';

/** Where the line of an hour runs beside its label. */
type LineOf = (label: HourLabel) => number;

const HEADING_CELL = '[role="columnheader"], th:not([role])';
const COLUMN_CELL = '[role="gridcell"], td';
/** A line of one or two pixels is drawn at either side of its place. */
const LINE_PX = 1.6;
const HALF_HOUR = 30;

/** The row that a label stands in: as high as an hour, or a half or a quarter of one. */
function rowOf({ element }: HourLabel, { labels, pitch }: HourAxis): HTMLElement | null {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const { height } = rectOf(at);
    if (labels.some((other) => other.element !== element && at?.contains(other.element))) return null;
    if ([1, 2, 4].some((parts) => Math.abs(height - pitch / parts) <= LINE_PX)) return at;
  }
  return null;
}

/** A label stands below its line, in the row that begins there; on its line; or its own top is the line. */
function linesOf(axis: HourAxis): LineOf[] {
  const rows = new Map(axis.labels.map((label) => [label, rowOf(label, axis)]));
  const middle: LineOf = ({ element }) => (rectOf(element).top + rectOf(element).bottom) / 2;
  const ownTop: LineOf = ({ element }) => rectOf(element).top;
  const rowTop: LineOf = (label) => rectOf(rows.get(label) ?? label.element).top;
  return [...rows.values()].includes(null) ? [middle, ownTop] : [rowTop, middle, ownTop];
}

/** The minutes that a height means by two labels. */
function minutesBy(axis: HourAxis, lineOf: LineOf): (y: number) => number {
  const [first] = axis.labels;
  const origin = first ? lineOf(first) : 0;
  return (y) => (first?.minutes ?? 0) + ((y - origin) / axis.pitch) * 60;
}

/** A column begins and ends at a half hour: that tells how labels stand to their lines. Null where it tells it not. */
function lineBeside(axis: HourAxis, { top, bottom }: DOMRect): LineOf | null {
  const fitting = linesOf(axis).filter((lineOf) => {
    const minutesAt = minutesBy(axis, lineOf);
    return [top, bottom].every((y) => {
      const minutes = minutesAt(y);
      const off = Math.abs(minutes - Math.round(minutes / HALF_HOUR) * HALF_HOUR);
      return (off / 60) * axis.pitch <= LINE_PX && minutes > -1 && minutes < 24 * 60 + 1;
    });
  });
  const [first] = fitting;
  const [label] = axis.labels;
  if (!first || !label) return null;
  const isOne = fitting.every((lineOf) => Math.abs(lineOf(label) - first(label)) <= 2 * LINE_PX);
  return isOne ? first : null;
}

interface Measured {
  readonly element: HTMLElement;
  readonly rect: DOMRect;
}

/** What is as high as all labels together, with where it stands. */
function asHigh(elements: Iterable<HTMLElement>, { labels }: HourAxis): Measured[] {
  const [first, last] = [labels[0], labels.at(-1)];
  if (!first || !last) return [];
  const [from, until] = [rectOf(first.element).bottom, rectOf(last.element).top];
  return [...elements].flatMap((element) => {
    const rect = rectOf(element);
    return rect.width > 0 && rect.top <= from && rect.bottom >= until ? [{ element, rect }] : [];
  });
}

/** Below the heading and about as wide as it. */
function isBelow({ left, right, width }: DOMRect, heading: DOMRect): boolean {
  const centre = (left + right) / 2;
  const isAlike = width <= heading.width * 1.2 && width >= heading.width * 0.6;
  return isAlike && centre >= heading.left && centre <= heading.right;
}

function columnsBelow(root: Element, headings: readonly DayHeading[], axis: HourAxis): GridColumn[] | null {
  for (const among of [COLUMN_CELL, '*']) {
    const high = asHigh(root.querySelectorAll<HTMLElement>(among), axis);
    const columns = headings.flatMap(({ element, date }) => {
      const heading = rectOf(element);
      const cell = high.find(({ rect }) => isBelow(rect, heading));
      return cell ? [{ element: cell.element, date }] : [];
    });
    if (columns.length === headings.length && areAlike(columns)) return columns;
  }
  return null;
}

/** Beside each other, and as high as each other. */
function areAlike(columns: readonly GridColumn[]): boolean {
  const rects = columns.map(({ element }) => rectOf(element));
  const [first] = rects;
  if (!first) return false;
  return rects.every((rect, index) => {
    const before = rects[index - 1];
    const isBeside = !before || rect.left >= before.right - LINE_PX;
    return isBeside && Math.abs(rect.top - first.top) <= LINE_PX && Math.abs(rect.bottom - first.bottom) <= LINE_PX;
  });
}

function commonAncestor(elements: readonly Element[]): HTMLElement | null {
  let at = elements[0]?.parentElement ?? null;
  while (at && !elements.every((element) => at?.contains(element))) at = at.parentElement;
  return at;
}

/** The lines at the columns' own ends and beside every label, as they stand now. */
function edgesOf(axis: HourAxis, lineOf: LineOf, columns: readonly GridColumn[]): RowEdge[] {
  const edges = axis.labels.map((label) => ({ minutes: label.minutes, top: lineOf(label) }));
  const [first, second] = edges;
  const last = edges.at(-1);
  const column = columns[0] && rectOf(columns[0].element);
  if (!first || !second || !last || !column || first === last) return edges;
  const perMinute = (last.top - first.top) / (last.minutes - first.minutes);
  const at = (y: number) => Math.round((first.minutes + (y - first.top) / perMinute) / HALF_HOUR) * HALF_HOUR;
  const ends = [column.top, column.bottom].map((top) => ({ minutes: at(top), top }));
  const all = [...edges, ...ends.filter(({ minutes }) => !edges.some((edge) => edge.minutes === minutes))];
  return all.sort((a, b) => a.minutes - b.minutes);
}

/** The cells over the columns: not the one over the hours, which may name the zone. */
function headingCells(within: ParentNode, { labels: [label] }: HourAxis): HTMLElement[] {
  const hours = label ? rectOf(label.element) : null;
  return [...within.querySelectorAll<HTMLElement>(HEADING_CELL)].filter((cell) => {
    const { left, right, height } = rectOf(cell);
    const centre = hours ? (hours.left + hours.right) / 2 : left;
    return height > 0 && (centre < left || centre > right);
  });
}

const hasNumber = ({ textContent }: Element) => /\p{Nd}/u.test(textContent ?? '');

function gridWith(axis: HourAxis, around: HTMLElement, languages: readonly string[]): StaffGrid | null {
  const numbered = headingCells(around, axis).filter(hasNumber);
  const headings = datedHeadings(numbered, around.ownerDocument, languages);
  const labels = axis.labels.map(({ element }) => element);
  const root = headings && commonAncestor([...headings.map(({ element }) => element), ...labels]);
  const columns = headings && root && columnsBelow(root, headings, axis);
  const first = columns?.[0];
  const lineOf = first ? lineBeside(axis, rectOf(first.element)) : null;
  // A day that stands there unread would look free.
  if (!root || !columns || !lineOf || headingCells(root, axis).length > columns.length) return null;
  const edges = () => (labels.every(({ isConnected }) => isConnected) ? edgesOf(axis, lineOf, columns) : []);
  return { root, columns, edges, isNamed: false, isAtOdds: false, isConfirmed: false };
}

/** Times that stand in a column of the grid are of its events. */
function isInColumn({ labels: [label] }: HourAxis, { columns }: StaffGrid): boolean {
  if (!label) return false;
  const { left, right } = rectOf(label.element);
  return columns.some(({ element }) => rectOf(element).left <= left && rectOf(element).right >= right);
}

/**
 * The week or day grid by what can be seen of it: hours in one line with the same distance between them, days over
 * columns of one height, which begin and end at a half hour. Null where nothing or more than one thing looks so.
 */
export function gridBySight(around: HTMLElement, languages: readonly string[]): StaffGrid | null {
  const seen = hourAxes(around, languages).flatMap((axis) => {
    const grid = gridWith(axis, around, languages);
    return grid ? [{ axis, grid }] : [];
  });
  const own = seen.filter(({ axis }) => !seen.some(({ grid }) => isInColumn(axis, grid)));
  return own.length === 1 ? (own[0]?.grid ?? null) : null;
}
