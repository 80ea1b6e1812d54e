import { dayIn } from './day-text.ts';

/** A month of the Gregorian calendar; months count from 1. */
export interface Month {
  readonly year: number;
  readonly month: number;
}

/** The longest heading of a month: "septiembre de 2026" with arrows beside it. */
const LONGEST = 30;

/** The month that a heading names: "November 2026", "nov. 2026", "2026年11月"; null for any other text. */
export function monthOf(text: string, languages: readonly string[]): Month | null {
  const plain = text.trim();
  // A day stands in no heading of a month: one that is read beside an added day 1 is the heading's own.
  if (plain.length > LONGEST || !/\d{4}/.test(plain) || dayIn(plain, languages)) return null;
  const day = dayIn(`${plain} 1`, languages);
  return day && day.day === 1 ? { year: day.year, month: day.month } : null;
}

export const daysIn = ({ year, month }: Month): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const letters = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}]/gu, '')
    .toLowerCase();

/** The weekdays' names in that language from Sunday on. */
function weekdayNames(language: string, weekday: 'long' | 'short' | 'narrow'): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
  // 1 November 2026 is a Sunday.
  return Array.from({ length: 7 }, (_, day) => letters(format.format(Date.UTC(2026, 10, 1 + day))));
}

/** Whether seven words are the names, begun at that one, in full or shortened to their first letters. */
const areNames = (words: readonly string[], names: readonly string[], first: number) =>
  words.every((word, index) => word !== '' && names[(first + index) % 7]?.startsWith(word));

/** The weekday (Sunday is 0) of the first of seven headings such as "Sun", "Mo" or "D"; null where they are none. */
export function firstWeekday(texts: readonly string[], languages: readonly string[]): number | null {
  if (texts.length !== 7) return null;
  const words = texts.map(letters);
  for (const language of [...languages, 'en'].filter((one) => /^[a-zA-Z-]{2,35}$/.test(one))) {
    for (const form of ['long', 'short', 'narrow'] as const) {
      const names = weekdayNames(language, form);
      const fitting = [0, 1, 2, 3, 4, 5, 6].filter((first) => areNames(words, names, first));
      if (fitting.length === 1) return fitting[0] ?? null;
    }
  }
  return null;
}
