import { type HeadingText, headingDays } from './heading-days.ts';
import { rectOf } from './one-look.ts';
import type { WallTime } from './wall-time.ts';

/** What stands over one day of a grid. */
export interface DayHeading {
  readonly element: HTMLElement;
  readonly date: Omit<WallTime, 'minutes'>;
}

const TITLE = 'h1, h2, h3, h4, h5, h6, [role="heading"], [aria-live], button, time';
const LONGEST_TITLE = 60;
const LABELS = ['aria-label', 'title', 'datetime'];

/** Its text with a space between what stands in different nodes: "Sun" and "22" are two words. */
const spaced = (element: Element): string =>
  [...element.childNodes]
    .map((node) => (node.nodeType === 1 ? spaced(node as Element) : (node.nodeValue ?? '')))
    .join(' ');

function textOf(element: Element): HeadingText {
  const labelled = [element, ...element.querySelectorAll('[aria-label], [title], [datetime]')];
  const labels = labelled.flatMap((one) => LABELS.flatMap((name) => one.getAttribute(name) ?? []));
  return { text: spaced(element), labels };
}

/** As many numbers as the shortest month has days. */
const MONTH_OF_NUMBERS = 28;
const isDayNumber = ({ childElementCount, textContent }: Element) =>
  childElementCount === 0 && /^\s*\p{Nd}{1,2}\s*$/u.test(textContent ?? '');

/** Whether it belongs to a month of numbers apart from the grid: a small calendar, which is leafed for itself. */
function isOfOtherCalendar(title: Element, heading: Element): boolean {
  let around = title;
  while (around.parentElement && !around.parentElement.contains(heading)) around = around.parentElement;
  const inside = around.getElementsByTagName('*');
  return inside.length > MONTH_OF_NUMBERS && [...inside].filter(isDayNumber).length >= MONTH_OF_NUMBERS;
}

/** What may say which month and year that heading is of: nothing that begins below it. */
function titlesFor(heading: Element, within: ParentNode): string[] {
  const { bottom } = rectOf(heading);
  const titles = [...within.querySelectorAll(TITLE)].filter(({ textContent }) => {
    const text = textContent?.trim() ?? '';
    return text.length <= LONGEST_TITLE && /\p{Nd}{4}/u.test(text);
  });
  const own = titles.filter((title) => rectOf(title).top <= bottom && !isOfOtherCalendar(title, heading));
  return [...new Set(own.map(({ textContent }) => textContent?.trim() ?? ''))];
}

/** The dates of the headings over a grid, from left to right; null where they cannot be read with certainty. */
export function datedHeadings(
  elements: readonly HTMLElement[],
  within: ParentNode,
  languages: readonly string[],
): DayHeading[] | null {
  const [first] = elements;
  const dates = first ? headingDays(elements.map(textOf), titlesFor(first, within), languages) : null;
  return dates && elements.flatMap((element, index) => (dates[index] ? [{ element, date: dates[index] }] : []));
}
