import { findAll } from './selectors.ts';
import { type GridColumn, measureRows, type RowEdge, type StaffGrid } from './staff-grid.ts';
import { instantsOf } from './wall-time.ts';

/** A row of pixels or two, on a grid that draws an hour in some forty. */
const TOLERANCE_MS = 5 * 60_000;

/** The wall minutes at that height of the grid; null beyond its rows. */
function minutesAt(y: number, edges: readonly RowEdge[]): number | null {
  const below = edges.findIndex((edge) => edge.top > y + 0.5);
  const [above, next] = [edges[below - 1], edges[below]];
  if (!above || !next || next.top <= above.top) return null;
  const share = Math.max(0, (y - above.top) / (next.top - above.top));
  return above.minutes + share * (next.minutes - above.minutes);
}

function startsDrawn({ element, date }: GridColumn, edges: readonly RowEdge[], zone: string): number[] {
  return findAll('gridEventStart', element).flatMap((event) => {
    const minutes = minutesAt(event.getBoundingClientRect().top, edges);
    return minutes === null ? [] : instantsOf({ ...date, minutes: Math.round(minutes) }, zone);
  });
}

/** How the appointments that the grid draws and those that the page was told of stand to each other. */
export interface GridAgreement {
  readonly drawn: number;
  /** Of those told, the ones in the days and hours that are shown. */
  readonly told: number;
  readonly agreeing: number;
}

/** Whether the grid, read in that zone, draws its appointments where the page's own calls say that they are. */
export function gridAgreement(grid: StaffGrid, zone: string, listed: ReadonlySet<number>): GridAgreement {
  const edges = measureRows(grid.rows);
  const drawn = grid.columns.flatMap((column) => startsDrawn(column, edges, zone));
  const [first, last] = [edges[0]?.minutes ?? 0, edges.at(-1)?.minutes ?? 0];
  const windows = grid.columns.flatMap(({ date }) => {
    const [from] = instantsOf({ ...date, minutes: first }, zone);
    return from === undefined ? [] : [{ from, to: from + (last - first) * 60_000 }];
  });
  const told = [...listed].filter((at) => windows.some(({ from, to }) => from <= at && at < to));
  const agreeing = told.filter((at) => drawn.some((start) => Math.abs(start - at) <= TOLERANCE_MS));
  return { drawn: drawn.length, told: told.length, agreeing: agreeing.length };
}

/** Both tell of appointments, and of none the same: one of them is not what we take it for. */
export const disagrees = ({ drawn, told, agreeing }: GridAgreement) => drawn > 0 && told > 0 && agreeing === 0;
