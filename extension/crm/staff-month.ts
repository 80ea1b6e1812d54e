import { find, findAll } from './selectors.ts';
import { dateOf, type WallTime } from './wall-time.ts';

export interface MonthDay {
  readonly element: HTMLElement;
  readonly date: Omit<WallTime, 'minutes'>;
}

export interface StaffMonth {
  readonly root: HTMLElement;
  readonly days: readonly MonthDay[];
}

/** The month view of the staff calendar; null where there is none: week and day have a row of whole days on top. */
export function readStaffMonth(within: Document = document): StaffMonth | null {
  const root = find('monthView', within);
  if (!root || find('gridColumn', within)) return null;
  const days = findAll('monthDay', root).flatMap((element) => {
    const date = dateOf(element.dataset.date);
    return date ? [{ element, date }] : [];
  });
  return days.length >= 28 ? { root, days } : null;
}
