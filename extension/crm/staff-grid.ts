import { gridBySight } from './grid-by-sight.ts';
import { rectOf } from './one-look.ts';
import { find, findAll } from './selectors.ts';
import { dateOf, startOfDay, type WallTime } from './wall-time.ts';

export interface GridColumn {
  readonly element: HTMLElement;
  readonly date: Omit<WallTime, 'minutes'>;
}

/** A line of the grid: the wall time that it means, and where it is now in pixels of the viewport. */
export interface RowEdge {
  readonly minutes: number;
  readonly top: number;
}

export interface StaffGrid {
  readonly root: HTMLElement;
  readonly columns: readonly GridColumn[];
  /** Measures its lines: ascending, the last one is where the grid ends; none once it has left the page. */
  edges(): RowEdge[];
  /** It was found by names that we know; else by what can be seen of it. */
  readonly isNamed: boolean;
  /** What its names say and what can be seen of it are not the same: neither is to be trusted. */
  readonly isAtOdds: boolean;
  /** They are the same: it was read twice. */
  readonly isConfirmed: boolean;
}

interface GridRow {
  readonly element: HTMLElement;
  readonly minutes: number;
}

/** "09:30:00" as minutes since midnight; FullCalendar also counts past 24:00. */
function minutesOf(time: string | undefined): number | null {
  const [, hours, minutes] = /^(\d{2,3}):(\d{2})/.exec(time ?? '') ?? [];
  return hours && minutes ? Number(hours) * 60 + Number(minutes) : null;
}

/** The top edges of the rows, with one more for the end of the last row. */
function measureRows(rows: readonly GridRow[]): RowEdge[] {
  const edges = rows.map(({ element, minutes }) => ({ minutes, top: rectOf(element).top }));
  const [last, before] = [rows.at(-1), rows.at(-2)];
  if (last && before) {
    edges.push({ minutes: 2 * last.minutes - before.minutes, top: rectOf(last.element).bottom });
  }
  return edges;
}

function gridByName(within: Document): StaffGrid | null {
  const root = find('grid', within);
  if (!root) return null;
  const columns = findAll('gridColumn', root).flatMap((element) => {
    const date = dateOf(element.dataset.date);
    return date ? [{ element, date }] : [];
  });
  const rows = findAll('gridRow', root).flatMap((element) => {
    const minutes = minutesOf(element.dataset.time);
    return minutes === null ? [] : [{ element, minutes }];
  });
  rows.sort((a, b) => a.minutes - b.minutes);
  if (columns.length === 0 || rows.length < 2) return null;
  return { root, columns, edges: () => measureRows(rows), isNamed: true, isAtOdds: false, isConfirmed: false };
}

/** A border is drawn at either side of its place, and a scroll bar moves what stands over it. */
const APART_PX = 4;

/** Whether two readings put the same days and hours at the same places. */
function areSame(named: StaffGrid, seen: StaffGrid): boolean {
  const edges = named.edges();
  const isSameDay = ({ element, date }: GridColumn, other: GridColumn | undefined) => {
    const [a, b] = [rectOf(element), other && rectOf(other.element)];
    const isSameDate = JSON.stringify(date) === JSON.stringify(other?.date);
    return b !== undefined && isSameDate && Math.abs(a.left + a.right - b.left - b.right) <= 2 * APART_PX;
  };
  return (
    named.columns.length === seen.columns.length &&
    named.columns.every((column, index) => isSameDay(column, seen.columns[index])) &&
    seen.edges().every(({ minutes, top }) => Math.abs(yOf(minutes, edges) - top) <= APART_PX)
  );
}

/**
 * The week or day grid of the staff calendar; null where there is none, as in the month view. It is read by its names
 * and by what can be seen of it: where only one of these is possible, that one is given.
 */
export function readStaffGrid(within: Document = document): StaffGrid | null {
  const languages = [within.documentElement.lang, ...(within.defaultView?.navigator.languages ?? [])].filter(Boolean);
  const named = gridByName(within);
  const around = named?.root ?? within.body;
  const seen = around ? gridBySight(around, languages) : null;
  if (!named || !seen) return named ?? seen;
  const isConfirmed = areSame(named, seen);
  return { ...named, isConfirmed, isAtOdds: !isConfirmed };
}

/** Where on the screen a wall time stands, in pixels from the viewport's top; held at the grid's first and last line. */
export function yOf(minutes: number, edges: readonly RowEdge[]): number {
  const first = edges[0];
  const last = edges.at(-1);
  if (!first || !last || minutes <= first.minutes) return first?.top ?? 0;
  const above = edges.findLast((edge) => edge.minutes <= minutes) ?? first;
  const below = edges.find((edge) => edge.minutes > above.minutes) ?? last;
  if (below === above) return above.top;
  return above.top + ((minutes - above.minutes) / (below.minutes - above.minutes)) * (below.top - above.top);
}

/** Instants of the column's day that the grid shows, half-open. */
export function dayWindow(date: Omit<WallTime, 'minutes'>, zone: string): { start: number; end: number } {
  const next = new Date(Date.UTC(date.year, date.month - 1, date.day + 1));
  const following = { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
  return { start: startOfDay(date, zone), end: startOfDay(following, zone) };
}

/** The wall minutes at that height of the grid; null beyond its rows. */
export function minutesAt(y: number, edges: readonly RowEdge[]): number | null {
  const below = edges.findIndex((edge) => edge.top > y + 0.5);
  const [above, next] = [edges[below - 1], edges[below]];
  if (!above || !next || next.top <= above.top) return null;
  const share = Math.max(0, (y - above.top) / (next.top - above.top));
  return above.minutes + share * (next.minutes - above.minutes);
}

/** The column in which the middle of that element stands. */
export function columnOf({ columns }: StaffGrid, element: Element): GridColumn | null {
  const { left, right } = rectOf(element);
  const centre = (left + right) / 2;
  const holds = (column: DOMRect) => column.left <= centre && centre < column.right;
  return columns.find((column) => holds(rectOf(column.element))) ?? null;
}

/** The wall time at which the grid itself draws now, when it is in sight. */
export function shownNow(grid: StaffGrid): WallTime | null {
  const line = find('gridNow', grid.root);
  const column = line && columnOf(grid, line);
  const minutes = line && minutesAt(rectOf(line).top, grid.edges());
  return column && minutes !== null ? { ...column.date, minutes: Math.round(minutes) } : null;
}
