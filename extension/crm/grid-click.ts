import { find } from './selectors.ts';
import { gridZone, readStaffGrid, shownNow } from './staff-grid.ts';
import { instantsOf } from './wall-time.ts';

const holds = (element: Element, x: number, y: number) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return x >= left && x < right && y >= top && y < bottom;
};

/** The time of the grid's empty row that was clicked; null for a click elsewhere, or on an event. */
export function timeAt(
  { target, clientX, clientY }: MouseEvent,
  locationZone: string | null,
): { start: number; zone: string } | null {
  const root = find('grid');
  if (!(target instanceof Element) || !root?.contains(target) || target.closest('.fc-event')) return null;
  const grid = readStaffGrid();
  const column = grid?.columns.find(({ element }) => holds(element, clientX, clientY));
  const row = grid?.rows.find(({ element }) => {
    const { top, bottom } = element.getBoundingClientRect();
    return clientY >= top && clientY < bottom;
  });
  if (!grid || !column || !row) return null;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = gridZone([locationZone, own], shownNow(grid), Date.now());
  const start = zone === null ? undefined : instantsOf({ ...column.date, minutes: row.minutes }, zone)[0];
  return zone === null || start === undefined ? null : { start, zone };
}
