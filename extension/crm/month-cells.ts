import { daysIn, type Month } from './month-text.ts';
import { latinDigits } from './slot-text.ts';
import type { WallTime } from './wall-time.ts';

export type Day = Omit<WallTime, 'minutes'>;

/** A month's page of a calendar shows four to six whole weeks. */
export const FEWEST_CELLS = 28;
/** A day of the calendar's month is as wide as an event's name; that of a date picker holds a number. */
export const NARROWEST_DAY = 56;

const NUMBER = /^(\d{1,2})[日일.]?$/u;

/** "24" or "24日"; null for any other text. */
export function dayNumber(text: string): number | null {
  const found = NUMBER.exec(latinDigits(text.trim()))?.[1];
  const number = found === undefined ? 0 : Number(found);
  return number >= 1 && number <= 31 ? number : null;
}

/** The innermost elements of that one, itself where it has none. */
export function leavesOf(element: HTMLElement): HTMLElement[] {
  if (element.childElementCount === 0) return [element];
  return [...element.querySelectorAll<HTMLElement>('*')].filter((one) => one.childElementCount === 0);
}

const ownText = (element: Element) =>
  [...element.childNodes].map((child) => (child.nodeType === 3 ? child.nodeValue : '')).join('');

/** The number of the day that a cell shows, with the element in which it stands; events in the cell come after it. */
export function numberIn(cell: HTMLElement): { element: HTMLElement; number: number } | null {
  const own = dayNumber(ownText(cell));
  if (own !== null) return { element: cell, number: own };
  for (const element of leavesOf(cell)) {
    const number = dayNumber(element.textContent ?? '');
    if (number !== null) return { element, number };
  }
  return null;
}

function dayAfter({ year, month }: Month, days: number): Day {
  const at = new Date(Date.UTC(year, month - 1, 1 + days));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** Where all the numbers of that month stand one after the other; -1 where they do so nowhere or twice. */
function firstOf(numbers: readonly (number | null)[], length: number): number {
  const starts = numbers.flatMap((_, start) => {
    const run = numbers.slice(start, start + length);
    return run.length === length && run.every((number, index) => number === index + 1) ? [start] : [];
  });
  return starts.length === 1 ? (starts[0] ?? -1) : -1;
}

/**
 * The dates of a calendar page's cells by the numbers in them, of which those of the named month are complete; null for
 * a cell without a number. Null as a whole where a number stands in another place than in that month's page.
 */
export function datesByNumbers(numbers: readonly (number | null)[], month: Month): (Day | null)[] | null {
  const first = firstOf(numbers, daysIn(month));
  if (first < 0) return null;
  const dates = numbers.map((number, index) => (number === null ? null : dayAfter(month, index - first)));
  return dates.every((date, index) => date === null || date.day === numbers[index]) ? dates : null;
}

export const sameDay = (a: Day | null, b: Day | null) =>
  a?.year === b?.year && a?.month === b?.month && a?.day === b?.day;

/** Sunday is 0. */
export const weekdayOf = ({ year, month, day }: Day): number => new Date(Date.UTC(year, month - 1, day)).getUTCDay();
