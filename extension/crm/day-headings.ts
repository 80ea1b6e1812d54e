import { type HeadingText, headingDays } from './heading-days.ts';
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

/** What may say which month and year are shown. */
function titlesIn(within: ParentNode): string[] {
  const texts = [...within.querySelectorAll(TITLE)].map(({ textContent }) => textContent?.trim() ?? '');
  return [...new Set(texts)].filter((text) => text.length <= LONGEST_TITLE && /\p{Nd}{4}/u.test(text));
}

/** The dates of the headings over a grid, from left to right; null where they cannot be read with certainty. */
export function datedHeadings(
  elements: readonly HTMLElement[],
  within: ParentNode,
  languages: readonly string[],
): DayHeading[] | null {
  const dates = headingDays(elements.map(textOf), titlesIn(within), languages);
  return dates && elements.flatMap((element, index) => (dates[index] ? [{ element, date: dates[index] }] : []));
}
