import { type Day, FEWEST_CELLS, leavesOf, NARROWEST_DAY, numberIn, sameDay } from './month-cells.ts';
import { datesByText, languagesOf } from './month-page.ts';
import { rectOf } from './one-look.ts';
import { find, findAll } from './selectors.ts';
import { dateOf } from './wall-time.ts';

export interface MonthDay {
  readonly element: HTMLElement;
  readonly date: Day;
}

export interface StaffMonth {
  readonly root: HTMLElement;
  readonly days: readonly MonthDay[];
  /** The days' own numbers, which stay clear of marks. */
  readonly numbers: readonly HTMLElement[];
  /** What is drawn of appointments. */
  readonly events: readonly HTMLElement[];
  /** What the page's names say and what is to be read in it are not the same: neither is to be trusted. */
  readonly isAtOdds: boolean;
}

const MOST_CELLS = 42;
const DIALOG = '[role="dialog"], [aria-modal="true"]';
const CELLS = ['[role="gridcell"]', 'td'];

/** By the names that we know, as long as what stands there to be read does not say otherwise. */
function byName(within: Document): StaffMonth | null {
  const root = find('monthView', within);
  const days = findAll('monthDay', root ?? within).flatMap((element) => {
    const date = dateOf(element.dataset.date);
    return date ? [{ element, date }] : [];
  });
  // Week and day have a row of whole days on top.
  if (!root || days.length < FEWEST_CELLS) return null;
  const numbers = findAll('monthDayNumber', root);
  const shown = numbers.map((element) => numberIn(element)?.number);
  const isNumbered = shown.length !== days.length || days.every(({ date }, index) => date.day === shown[index]);
  const read = datesByText(root, numbers.length === days.length ? numbers : [], languagesOf(within));
  const isSame =
    read === null ||
    (read !== 'contradictory' && read.every(({ date }, index) => sameDay(date, days[index]?.date ?? null)));
  return { root, days, numbers, events: findAll('monthEvent', root), isAtOdds: !isNumbered || !isSame };
}

const isDay = (cell: HTMLElement) => numberIn(cell) !== null && cell.getBoundingClientRect().width >= NARROWEST_DAY;

/** Cells of that kind in which no other stands; null where they are fewer or more than the days of a month view. */
function cellsOf(root: HTMLElement, kind: string): HTMLElement[] | null {
  const cells: HTMLElement[] = [];
  for (const cell of root.querySelectorAll<HTMLElement>(kind)) {
    if (!cell.querySelector(kind)) cells.push(cell);
    if (cells.length > MOST_CELLS) return null;
  }
  return cells.length < FEWEST_CELLS ? null : cells;
}

/** Cells of that kind in the same grid, as many as a month has. */
function gridOfDays(within: Document): { root: HTMLElement; cells: HTMLElement[] } | null {
  for (const root of within.querySelectorAll<HTMLElement>('[role="grid"], table')) {
    if (root.closest(DIALOG)) continue;
    for (const kind of CELLS) {
      const cells = cellsOf(root, kind);
      if (cells?.every(isDay)) return { root, cells };
    }
  }
  return null;
}

/** By roles, numbers, weekdays and the heading, where the page calls everything by other names. */
function byText(within: Document): StaffMonth | null {
  const found = gridOfDays(within);
  if (!found) return null;
  const { root, cells } = found;
  const read = datesByText(root, cells, languagesOf(within));
  const dated = read === null || read === 'contradictory' ? [] : read;
  const days = dated.flatMap(({ element, date }) => (date ? [{ element, date }] : []));
  const numbers = cells.flatMap((cell) => numberIn(cell)?.element ?? []);
  const events = cells.flatMap(leavesOf).filter((leaf) => !numbers.includes(leaf) && leaf.textContent?.trim());
  return { root, days, numbers, events, isAtOdds: days.length < FEWEST_CELLS };
}

/** The month view of the staff calendar; null where there is none, as beside the columns of a week. */
export function readStaffMonth(within: Document = document): StaffMonth | null {
  const column = find('gridColumn', within);
  if (column && rectOf(column).width > 0 && column.closest(DIALOG) === null) return null;
  return byName(within) ?? byText(within);
}
