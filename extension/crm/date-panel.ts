import { isShown } from './dialog-controls.ts';
import { type Day, dayNumber, FEWEST_CELLS, NARROWEST_DAY, numberIn, sameDay } from './month-cells.ts';
import { type CellByNumber, datesByText, languagesOf } from './month-page.ts';
import { find, findAll } from './selectors.ts';
import { dateOf } from './wall-time.ts';

export interface DateCell {
  readonly element: HTMLElement;
  /** Where its number stands. */
  readonly number: HTMLElement;
  readonly date: Day;
}

/** The month that a dialog's date picker shows while it is open. */
export interface DatePanel {
  readonly root: HTMLElement;
  readonly cells: readonly DateCell[];
  /** It cannot be told which days it shows. */
  readonly isAtOdds: boolean;
}

const GRID = '[role="grid"], table';
const CELLS = ['[role="gridcell"]', 'td'];

interface Found {
  readonly root: HTMLElement;
  readonly cells: readonly HTMLElement[];
}

function byName(within: Document): Found | null {
  const root = find('datePanel', within);
  const cells = root && isShown(root) ? findAll('dateCell', root) : [];
  return root && cells.length >= FEWEST_CELLS ? { root, cells } : null;
}

/** Cells of one kind that hold numbers and nothing else, the last such grid of the page: what was opened last. */
function byRoles(within: Document): Found | null {
  for (const root of [...within.querySelectorAll<HTMLElement>(GRID)].reverse()) {
    for (const kind of CELLS) {
      const cells = [...root.querySelectorAll<HTMLElement>(kind)];
      const numbers = cells.filter((cell) => dayNumber(cell.textContent ?? '') !== null);
      const areDays =
        numbers.length >= FEWEST_CELLS && cells.every((cell) => numbers.includes(cell) || !cell.textContent);
      const isSmall = (numbers[0]?.getBoundingClientRect().width ?? 0) < NARROWEST_DAY;
      if (areDays && isSmall && cells.length <= 42 && isShown(root)) return { root, cells };
    }
  }
  return null;
}

/** What the page's own data say, in the attributes that we know. */
const dateInData = ({ dataset }: HTMLElement) => dateOf(dataset.id) ?? dateOf(dataset.date);

const agrees = ({ element, date }: CellByNumber) => {
  const own = dateInData(element);
  return own === null || sameDay(own, date);
};

/** The days of the date picker that is open; null where none is. */
export function readDatePanel(within: Document = document): DatePanel | null {
  const found = byName(within) ?? byRoles(within);
  if (!found) return null;
  const read = datesByText(found.root, found.cells, languagesOf(within));
  if (read === null || read === 'contradictory' || !read.every(agrees))
    return { root: found.root, cells: [], isAtOdds: true };
  const cells = read.flatMap(({ element, date }) => {
    const number = numberIn(element)?.element;
    return date && number ? [{ element, number, date }] : [];
  });
  return { root: found.root, cells, isAtOdds: false };
}
