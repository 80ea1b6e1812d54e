import type { GridColumn, StaffGrid } from './staff-grid.ts';

interface Person {
  readonly userId: string | null;
  readonly userName: string | null;
}

const dateText = ({ date }: GridColumn) => JSON.stringify(date);

function isOf({ element }: GridColumn, root: HTMLElement, { userId, userName }: Person): boolean {
  const id = element.dataset.resourceId;
  if (id === undefined) return false;
  if (id === userId) return true;
  const heading = [...root.querySelectorAll<HTMLElement>('th[data-resource-id]')].find(
    ({ dataset }) => dataset.resourceId === id,
  );
  return userName !== null && heading?.textContent?.trim() === userName;
}

/** The columns of the user: all of them, unless a day has a column for each person; null where theirs is not known. */
export function ownColumns({ columns, root }: StaffGrid, person: Person): readonly GridColumn[] | null {
  const dates = new Set(columns.map(dateText));
  if (dates.size === columns.length) return columns;
  const own = columns.filter((column) => isOf(column, root, person));
  const isOneADay = own.length === dates.size && new Set(own.map(dateText)).size === dates.size;
  return isOneADay ? own : null;
}
