import { rectOf } from './one-look.ts';
import { findAll, isAny } from './selectors.ts';
import { columnOf, type GridColumn, type StaffGrid } from './staff-grid.ts';

/** Something that the grid draws over its rows, such as an appointment. */
export interface GridEvent {
  readonly element: HTMLElement;
  readonly column: GridColumn;
  /** Of an event that goes on from the day before, the later part does not start there. */
  readonly isStart: boolean;
}

const PRESSABLE = 'a, button, [role="button"], [role="link"], [tabindex]';
/** No event is lower, and none is as high as its whole day. */
const LEAST_HEIGHT = 6;

/** What stands in a column, can be pressed or lies over its rows, and has words. */
function looksLikeEvent(element: HTMLElement, column: GridColumn): boolean {
  if (!element.textContent?.trim()) return false;
  const { top, bottom, height, width } = rectOf(element);
  const day = rectOf(column.element);
  const isInside = top >= day.top - 2 && bottom <= day.bottom + 2 && width <= day.width + 2;
  if (!isInside || height < LEAST_HEIGHT || height >= day.height - 2) return false;
  return element.matches(PRESSABLE) || getComputedStyle(element).position === 'absolute';
}

function eventsBySight(grid: StaffGrid): GridEvent[] {
  const inside = grid.columns.flatMap(({ element }) => [...element.querySelectorAll<HTMLElement>('*')]);
  const all = new Set([...inside, ...grid.root.querySelectorAll<HTMLElement>(PRESSABLE)]);
  const found: GridEvent[] = [];
  for (const element of all) {
    if (found.some((event) => event.element.contains(element))) continue;
    const column = columnOf(grid, element);
    if (!column || !looksLikeEvent(element, column)) continue;
    const isStart = rectOf(element).top > rectOf(column.element).top + 1;
    found.push({ element, column, isStart });
  }
  return found;
}

/** Everything that the grid draws over its rows, by its names where these are known. */
export function gridEvents(grid: StaffGrid): GridEvent[] {
  if (!grid.isNamed) return eventsBySight(grid);
  return findAll('gridEvent', grid.root).flatMap((element) => {
    const column = columnOf(grid, element);
    return column ? [{ element, column, isStart: isAny('gridEventStart', element) }] : [];
  });
}
