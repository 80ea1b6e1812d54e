import { type Day, datesByNumbers, numberIn, weekdayOf } from './month-cells.ts';
import { firstWeekday, type Month, monthOf } from './month-text.ts';

/** How far above its cells a month's heading may stand, and how far above them anything may be one. */
const MOST_LEVELS = 8;
const NEAR_LEVELS = 3;
const HEADING = 'h1, h2, h3, h4, h5, h6, [role="heading"], [aria-live], caption';
const CELL = 'td, [role="gridcell"]';
const WEEKDAY = '[role="columnheader"], th';

export const languagesOf = (within: Document) =>
  [within.documentElement.lang, ...(within.defaultView?.navigator ?? navigator).languages].filter(Boolean);

/** The one month that texts among those elements name; `several` where they name more. */
function onlyMonth(elements: Iterable<Element>, languages: readonly string[]): Month | 'several' | null {
  const found = new Map<string, Month>();
  for (const element of elements) {
    const month = monthOf(element.textContent ?? '', languages);
    if (month) found.set(`${month.year} ${month.month}`, month);
  }
  if (found.size > 1) return 'several';
  return [...found.values()][0] ?? null;
}

/** What may be a heading in `at`; what stands in a day is none, such as an event that is named after a month. */
function headingsIn(at: Element, level: number): Element[] {
  const all = [...at.querySelectorAll(level <= NEAR_LEVELS ? '*' : HEADING)];
  return all.filter((element) => element.closest(CELL) === null);
}

/** The month that stands over the cells, as near to them as one does. */
function headingAt(root: Element, languages: readonly string[]): Month | null {
  let at: Element | null = root;
  for (let level = 0; at && level <= MOST_LEVELS; level += 1, at = at.parentElement) {
    const found = onlyMonth(headingsIn(at, level), languages);
    if (found) return found === 'several' ? null : found;
  }
  return null;
}

/** Seven elements beside each other that name the weekdays; what they say is asked of the first of them. */
function weekdayAt(root: Element, languages: readonly string[]): number | null {
  const heads = [...root.querySelectorAll(WEEKDAY)].slice(-7).map(({ textContent }) => textContent ?? '');
  const named = firstWeekday(heads, languages);
  if (named !== null) return named;
  for (const element of root.querySelectorAll('*')) {
    if (element.childElementCount !== 7) continue;
    const first = firstWeekday(
      [...element.children].map(({ textContent }) => textContent ?? ''),
      languages,
    );
    if (first !== null) return first;
  }
  return null;
}

export interface CellByNumber {
  readonly element: HTMLElement;
  /** Null where it shows no number. */
  readonly date: Day | null;
}

/** Whether that date stands in the column of its weekday. */
const isInColumn = (date: Day, index: number, first: number) => weekdayOf(date) === (first + index) % 7;

/**
 * The dates of a month's cells by what stands there to be read: the numbers under the heading of a month, whose days
 * fall on the weekdays that the columns name. `contradictory` where these contradict each other, null where one is missing.
 */
export function datesByText(
  root: Element,
  cells: readonly HTMLElement[],
  languages: readonly string[],
): CellByNumber[] | 'contradictory' | null {
  const month = headingAt(root, languages);
  const first = weekdayAt(root, languages);
  if (!month || first === null || cells.length === 0) return null;
  const dates = datesByNumbers(
    cells.map((cell) => numberIn(cell)?.number ?? null),
    month,
  );
  if (!dates?.every((date, index) => date === null || isInColumn(date, index, first))) return 'contradictory';
  return cells.map((element, index) => ({ element, date: dates[index] ?? null }));
}
