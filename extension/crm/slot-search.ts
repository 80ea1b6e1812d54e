import { dayIn } from './day-text.ts';
import { minutesOf } from './slot-text.ts';
import type { WallTime } from './wall-time.ts';

/** What somebody can press to pick a time, whatever it is called. */
const PRESSABLE = 'li, label, button, [role="button"], [role="option"], [role="radio"], [role="listitem"]';
const HEADING = 'h1, h2, h3, h4, h5, h6, [role="heading"], [aria-live]';
const FEWEST = 2;

const textOf = (element: Element) => (element.querySelector('span') ?? element).textContent?.trim() ?? '';

/** The largest set of pressable neighbours that each say a time and nothing else; none where there is no such set. */
export function searchSlots(root: ParentNode, languages: readonly string[]): HTMLElement[] {
  const groups = new Map<Element | null, HTMLElement[]>();
  for (const element of root.querySelectorAll<HTMLElement>(PRESSABLE)) {
    if (minutesOf(textOf(element), languages) === null) continue;
    const group = groups.get(element.parentElement) ?? [];
    groups.set(element.parentElement, [...group, element]);
  }
  const largest = [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  return largest.length >= FEWEST ? largest : [];
}

/** The date that a heading tells, with the one year that stands in the page: "Tue, Nov 24" beside "November 2026". */
export function searchDate(root: ParentNode, languages: readonly string[]): Omit<WallTime, 'minutes'> | null {
  const years = new Set((root.textContent ?? '').match(/(?<!\d)20\d{2}(?!\d)/g) ?? []);
  const [year] = years;
  if (years.size !== 1 || year === undefined) return null;
  const days = [...root.querySelectorAll(HEADING)].flatMap((heading) => {
    const text = heading.textContent?.trim() ?? '';
    return /\d/.test(text) && text.length < 40 ? (dayIn(`${text}, ${year}`, languages) ?? []) : [];
  });
  return days.length === 1 ? (days[0] ?? null) : null;
}
