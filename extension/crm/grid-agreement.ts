import { gridEvents } from './grid-events.ts';
import { rectOf } from './one-look.ts';
import { minutesAt, type StaffGrid } from './staff-grid.ts';
import { instantsOf } from './wall-time.ts';

/** A row of pixels or two, on a grid that draws an hour in some forty. */
const TOLERANCE_MS = 5 * 60_000;

/** How the appointments that the grid draws and those that the page was told of stand to each other. */
export interface GridAgreement {
  readonly drawn: number;
  /** Of those told, the ones in the days and hours that are shown. */
  readonly told: number;
  readonly agreeing: number;
}

/** Whether the grid, read in that zone, draws its appointments where the page's own calls say that they are. */
export function gridAgreement(grid: StaffGrid, zone: string, listed: ReadonlySet<number>): GridAgreement {
  const edges = grid.edges();
  const drawn = gridEvents(grid).flatMap(({ element, column, isStart }) => {
    const minutes = isStart ? minutesAt(rectOf(element).top, edges) : null;
    return minutes === null ? [] : instantsOf({ ...column.date, minutes: Math.round(minutes) }, zone);
  });
  const [first, last] = [edges[0]?.minutes ?? 0, edges.at(-1)?.minutes ?? 0];
  const windows = grid.columns.flatMap(({ date }) => {
    const [from] = instantsOf({ ...date, minutes: first }, zone);
    return from === undefined ? [] : [{ from, to: from + (last - first) * 60_000 }];
  });
  const told = [...listed].filter((at) => windows.some(({ from, to }) => from <= at && at < to));
  const agreeing = told.filter((at) => drawn.some((start) => Math.abs(start - at) <= TOLERANCE_MS));
  return { drawn: drawn.length, told: told.length, agreeing: agreeing.length };
}

/** Both tell of appointments, and of most not the same: one of them is not what we take it for. */
export const disagrees = ({ drawn, told, agreeing }: GridAgreement) => drawn > 0 && 2 * agreeing < told;
