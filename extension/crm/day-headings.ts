import { dayIn, namesMonth, wordsIn } from './day-text.ts';
import { latinDigits } from './slot-text.ts';
import type { WallTime } from './wall-time.ts';

type Day = Omit<WallTime, 'minutes'>;

/** What stands over one day of a grid. */
export interface DayHeading {
  readonly element: HTMLElement;
  readonly date: Day;
}

const DAY_MS = 86_400_000;
/** "Wednesday, November 25" */
const LONGEST = 40;
const HEADING = 'h1, h2, h3, h4, h5, h6, [role="heading"], [aria-live], button, time';
/** Days of a weekend may be left out between two columns. */
const MOST_LEFT_OUT = 2;

const weekdays = new Map<string, readonly string[][]>();

/** Each weekday's names in that language from Sunday on. */
function weekdayNames(language: string): readonly string[][] {
  const known = weekdays.get(language);
  if (known) return known;
  const formats = (['long', 'short'] as const).map(
    (weekday) => new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }),
  );
  // 1 November 2026 is a Sunday.
  const at = (day: number) => Date.UTC(2026, 10, 1 + day);
  const names = [0, 1, 2, 3, 4, 5, 6].map((day) => formats.flatMap((format) => wordsIn(format.format(at(day)))));
  weekdays.set(language, names);
  return names;
}

interface Head {
  readonly element: HTMLElement;
  /** As its label tells it in full. */
  readonly told: Day | null;
  readonly numbers: readonly number[];
  readonly words: readonly string[];
}

function headOf(element: HTMLElement, languages: readonly string[]): Head | null {
  const text = latinDigits(spaced(element)).trim();
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  if (text.length > LONGEST || numbers.length === 0) return null;
  const labelled = [element, ...element.querySelectorAll('[aria-label], [title], [datetime]')];
  const labels = labelled.flatMap((one) =>
    ['aria-label', 'title', 'datetime'].flatMap((name) => one.getAttribute(name) ?? []),
  );
  const told = [...labels, text].flatMap((label) => dayIn(label.slice(0, 60), languages) ?? [])[0] ?? null;
  return { element, told, numbers, words: wordsIn(text.replace(/\d+/g, ' ')).filter(Boolean) };
}

/** Its text with a space between what stands in different nodes: "Sun" and "22" are two words. */
const spaced = (element: Element): string =>
  [...element.childNodes]
    .map((node) => (node.nodeType === 1 ? spaced(node as Element) : (node.nodeValue ?? '')))
    .join(' ');

const dateAt = (at: number): Day => {
  const date = new Date(at);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};
const instantOf = ({ year, month, day }: Day) => Date.UTC(year, month - 1, day);

/** Whether that day may be the one that the heading means: its number, its weekday where it names one, its label. */
function fits({ told, numbers, words }: Head, at: number, languages: readonly string[]): boolean {
  const date = dateAt(at);
  const names = [...languages, 'en'].filter((language) => /^[a-zA-Z-]{2,35}$/.test(language)).map(weekdayNames);
  const isWeekday = (day: number) => names.some((known) => words.some((word) => known[day]?.includes(word)));
  const named = [0, 1, 2, 3, 4, 5, 6].filter(isWeekday);
  const isNumbered = numbers.every((number) => [date.day, date.month, date.year].includes(number));
  const isTold = told === null || instantOf(told) === at;
  const isNamed = named.length === 0 || named.includes(new Date(at).getUTCDay());
  return isTold && isNamed && isNumbered && numbers.includes(date.day);
}

/** The days of all headings where the first is that one; null where they do not fit. */
function daysFrom(first: number, heads: readonly Head[], languages: readonly string[]): number[] | null {
  const days: number[] = [];
  for (const head of heads) {
    const before = days.at(-1);
    const next =
      before === undefined ? [first] : [1, 2, 3].slice(0, 1 + MOST_LEFT_OUT).map((by) => before + by * DAY_MS);
    const day = next.find((at) => fits(head, at, languages));
    if (day === undefined) return null;
    days.push(day);
  }
  return days;
}

/** The first days that a title such as "Nov 22 – 28, 2026" allows, whose months it all names. */
function readingsOf(title: string, heads: readonly Head[], languages: readonly string[]): number[][] {
  const years = [...new Set(latinDigits(title).match(/(?<!\d)20\d{2}(?!\d)/g) ?? [])].map(Number);
  const numbers = heads[0]?.numbers ?? [];
  const isMonthNamed = (at: number) => namesMonth(title, dateAt(at).month, languages);
  return years.flatMap((year) =>
    Array.from({ length: 12 }, (_, month) => numbers.map((day) => Date.UTC(year, month, day)))
      .flat()
      .flatMap((first) => {
        const days = daysFrom(first, heads, languages);
        return days?.every(isMonthNamed) && days.every((at) => years.includes(dateAt(at).year)) ? [days] : [];
      }),
  );
}

function titlesIn(within: ParentNode): string[] {
  const texts = [...within.querySelectorAll(HEADING)].map(({ textContent }) => textContent?.trim() ?? '');
  return [...new Set(texts)].filter((text) => text.length <= 60 && /\p{Nd}{4}/u.test(text));
}

/**
 * The days that stand over a grid, from left to right, by what can be read of them: a full date, or a number and a
 * weekday under a title of the page that tells month and year. Null where they can be read in no way, or in two.
 */
export function datedHeadings(
  elements: readonly HTMLElement[],
  within: ParentNode,
  languages: readonly string[],
): DayHeading[] | null {
  const heads = elements.flatMap((element) => headOf(element, languages) ?? []);
  const [first] = heads;
  if (!first || heads.length !== elements.length) return null;
  const told = first.told && daysFrom(instantOf(first.told), heads, languages);
  const readings = told ? [told] : titlesIn(within).flatMap((title) => readingsOf(title, heads, languages));
  const distinct = new Map(readings.map((days) => [days.join(), days]));
  const [days] = distinct.values();
  if (!days || distinct.size !== 1) return null;
  return heads.map(({ element }, index) => ({ element, date: dateAt(days[index] ?? 0) }));
}
