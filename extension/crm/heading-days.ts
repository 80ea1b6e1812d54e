import { weekdaysIn, wordsIn } from './date-words.ts';
import { dayIn, namesMonth } from './day-text.ts';
import { remembered } from './remembered.ts';
import { latinDigits } from './slot-text.ts';
import type { WallTime } from './wall-time.ts';

type Day = Omit<WallTime, 'minutes'>;

/** What can be read over one day: its words, and the labels that tell it to those who do not see. */
export interface HeadingText {
  readonly text: string;
  readonly labels: readonly string[];
}

const DAY_MS = 86_400_000;
/** "Wednesday, November 25" */
const LONGEST = 40;
/** Days of a weekend may be left out between two columns. */
const STEPS = [1, 2, 3];

interface Head {
  /** As its label tells it in full. */
  readonly told: number | null;
  readonly numbers: readonly number[];
  /** The weekdays that it may name; Sunday is 0. */
  readonly weekdays: readonly number[];
}

const dateAt = (at: number): Day => {
  const date = new Date(at);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};
const instantOf = ({ year, month, day }: Day) => Date.UTC(year, month - 1, day);

function headOf({ text, labels }: HeadingText, languages: readonly string[]): Head | null {
  const plain = latinDigits(text).trim();
  const numbers = (plain.match(/\d+/g) ?? []).map(Number);
  if (plain.length > LONGEST || numbers.length === 0) return null;
  const [told] = [...labels, text].flatMap((label) => dayIn(label, languages) ?? []);
  const words = wordsIn(plain.replace(/\d+/g, ' ')).filter(Boolean);
  return { told: told ? instantOf(told) : null, numbers, weekdays: weekdaysIn(words, languages) };
}

/** Whether that day may be the one that the heading means: its number, its weekday where it names one, its label. */
function fits({ told, numbers, weekdays }: Head, at: number): boolean {
  const { year, month, day } = dateAt(at);
  const isNamed = weekdays.length === 0 || weekdays.includes(new Date(at).getUTCDay());
  const isNumbered = numbers.includes(day) && numbers.every((number) => [day, month, year].includes(number));
  return isNamed && isNumbered && (told === null || told === at);
}

/** The days of all headings where the first is that one; null where they do not fit. */
function daysFrom(first: number, heads: readonly Head[]): number[] | null {
  const days: number[] = [];
  for (const head of heads) {
    const before = days.at(-1);
    const next = before === undefined ? [first] : STEPS.map((by) => before + by * DAY_MS);
    const day = next.find((at) => fits(head, at));
    if (day === undefined) return null;
    days.push(day);
  }
  return days;
}

/** All the days that a title such as "Nov 22 – 28, 2026" allows, whose months it all names. */
function readingsOf(title: string, heads: readonly Head[], languages: readonly string[]): number[][] {
  const years = [...new Set(latinDigits(title).match(/(?<!\d)20\d{2}(?!\d)/g) ?? [])].map(Number);
  const months = Array.from({ length: 12 }, (_, month) => month).filter((month) =>
    namesMonth(title, month + 1, languages),
  );
  const isTitled = (at: number) => years.includes(dateAt(at).year) && months.includes(dateAt(at).month - 1);
  const firsts = years.flatMap((year) =>
    months.flatMap((month) => (heads[0]?.numbers ?? []).map((day) => Date.UTC(year, month, day))),
  );
  return firsts.flatMap((first) => {
    const days = daysFrom(first, heads);
    return days?.every(isTitled) ? [days] : [];
  });
}

const daysIn = remembered((headings: string, titles: string, known: string): readonly Day[] | null => {
  const languages = known.split(',').filter(Boolean);
  const texts = JSON.parse(headings) as HeadingText[];
  const heads = texts.flatMap((text) => headOf(text, languages) ?? []);
  const [first] = heads;
  if (!first || heads.length !== texts.length) return null;
  const told = first.told === null ? null : daysFrom(first.told, heads);
  const read = () => (JSON.parse(titles) as string[]).flatMap((title) => readingsOf(title, heads, languages));
  const readings = first.told === null ? read() : told ? [told] : [];
  const distinct = new Map(readings.map((days) => [days.join(), days]));
  const [days] = distinct.values();
  return days && distinct.size === 1 ? days.map(dateAt) : null;
});

/**
 * The days that headings mean, which follow each other: by a full date, or by a number and a weekday under a title of
 * the page that tells month and year. Null where they can be read in no way, or in two.
 */
export function headingDays(
  headings: readonly HeadingText[],
  titles: readonly string[],
  languages: readonly string[],
): readonly Day[] | null {
  return daysIn(JSON.stringify(headings), JSON.stringify(titles), languages.join());
}
