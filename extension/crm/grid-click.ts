import { gridEvents } from './grid-events.ts';
import { gridZone } from './grid-zone.ts';
import { find } from './selectors.ts';
import { minutesAt, readStaffGrid, shownNow } from './staff-grid.ts';
import { instantsOf } from './wall-time.ts';

const HALF_HOUR = 30;

const holds = (element: Element, x: number, y: number) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return x >= left && x < right && y >= top && y < bottom;
};

/** The time of the grid's empty row that was clicked; null for a click elsewhere, or on an event. */
export function timeAt(
  { target, clientX, clientY }: MouseEvent,
  { locationZone, shownZone: before }: { locationZone: string | null; shownZone: string | null },
): { start: number; zone: string } | null {
  // Most clicks are beside the grid, which is not read for them where its name tells where it is.
  const named = find('gridColumn') && find('grid');
  const isBeside = target instanceof Element && named?.contains(target) === false;
  const grid = target instanceof Element && !isBeside ? readStaffGrid() : null;
  if (!(target instanceof Element) || !grid?.root.contains(target) || grid.isAtOdds) return null;
  const column = grid.columns.find(({ element }) => holds(element, clientX, clientY));
  const edges = grid.edges();
  const at = minutesAt(clientY, edges);
  if (!column || at === null || gridEvents(grid).some(({ element }) => element.contains(target))) return null;
  // Of a grid that labels whole hours alone, half of one was clicked.
  const step = Math.min(HALF_HOUR, (edges[1]?.minutes ?? 0) - (edges[0]?.minutes ?? 0));
  const minutes = Math.floor(at / step) * step;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone =
    gridZone({ candidates: [locationZone, own], before, indicator: shownNow(grid), now: Date.now(), isExact: true })
      ?.zone ?? null;
  const start = zone === null ? undefined : instantsOf({ ...column.date, minutes }, zone)[0];
  return zone === null || start === undefined ? null : { start, zone };
}
