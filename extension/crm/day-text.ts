import { monthNames, spoken, weekdaysIn, wordsIn } from './date-words.ts';
import { latinDigits } from './slot-text.ts';
import { dateOf, type WallTime } from './wall-time.ts';

type Day = Omit<WallTime, 'minutes'>;

interface NamedMonth {
  /** 1 to 12 */
  readonly month: number;
  readonly word: string;
  readonly language: string;
}

/** The months that the words name in the first language that knows any of them. */
function monthsAmong(words: readonly string[], languages: readonly string[]): NamedMonth[] {
  for (const language of languages) {
    const found = monthNames(language).flatMap((names, index) => {
      const word = words.find((one) => names.includes(one));
      return word === undefined ? [] : [{ month: index + 1, word, language }];
    });
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * The month that the words before and behind the day's number name; null where they name two. "mar" is Tuesday and March
 * in Spanish, Italian and Romanian: such a word counts only where no other one names a month, and not where it stands in
 * front of the number, as a weekday does there.
 */
function monthIn(before: readonly string[], behind: readonly string[], known: readonly string[]): NamedMonth | null {
  const words = [...before, ...behind];
  const isWeekday = (word: string, languages = known) => weekdaysIn([word], languages).length > 0;
  const sure = monthsAmong(
    words.filter((word) => !isWeekday(word)),
    known,
  );
  const [month, another] = sure.length > 0 ? sure : monthsAmong(words, known);
  if (!month || another) return null;
  return isWeekday(month.word, [month.language]) && !behind.includes(month.word) ? null : month;
}

/** Whether a text names that month (1 to 12), by its word in one of the languages or as `11月`. */
export function namesMonth(text: string, month: number, languages: readonly string[]): boolean {
  const plain = latinDigits(text);
  if ([...plain.matchAll(/(\d{1,2})\s*[月월]/gu)].some(([, number]) => Number(number) === month)) return true;
  const words = wordsIn(plain.replace(/\d+/g, ' '));
  return spoken(languages).some((language) => words.some((word) => monthNames(language)[month - 1]?.includes(word)));
}

/** `2026年11月24日`, `2026년 11월 24일`, `2026/11/24`: a year in front is followed by its month in every language. */
const YEAR_FIRST = /(\d{4})\s*[年년./-]\s*(\d{1,2})\s*[月월./-]\s*(\d{1,2})(?!\d)/u;
/** `24 tháng 11, 2026` */
const VIETNAMESE = /(\d{1,2})\s+(?:thg|tháng)\s+(\d{1,2}),?\s+(\d{4})/iu;

function ofNumbers(text: string): Day | null {
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year && month && day) return { year: Number(year), month: Number(month), day: Number(day) };
  const [, on, of, at] = VIETNAMESE.exec(text.normalize('NFC')) ?? [];
  return on && of && at ? { year: Number(at), month: Number(of), day: Number(on) } : null;
}

/** The Thai calendar counts its years from 543 before: 2569 is 2026. */
const ownYear = (year: number) => (year > 2400 ? year - 543 : year);

/** Whether there is such a day, and it is one of those weekdays where any is named. */
function isSound({ year, month, day }: Day, weekdays: readonly number[]): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCDate() === day && (weekdays.length === 0 || weekdays.includes(date.getUTCDay()));
}

function ofWords(text: string, languages: readonly string[]): Day | null {
  const year = /\b(\d{4})\b/.exec(text)?.[1];
  const rest = text.replace(year ?? '', ' ');
  const number = /(?<!\d)(\d{1,2})(?!\d)/.exec(rest);
  if (!year || !number) return null;
  const [before, behind] = [rest.slice(0, number.index), rest.slice(number.index)].map(wordsIn);
  const known = spoken(languages);
  const named = monthIn(before ?? [], behind ?? [], known);
  if (!named) return null;
  const read = { year: ownYear(Number(year)), month: named.month, day: Number(number[1]) };
  const others = [...(before ?? []), ...(behind ?? [])].filter((word) => word !== named.word);
  return isSound(read, weekdaysIn(others, known)) ? read : null;
}

/**
 * The date that a text names: `2026-11-24`, or one whose month is a word of one of the languages: "Nov 24, 2026",
 * "24 de nov. de 2026", "24. November 2026". 24/11 and 11/24 cannot be told apart for sure: null; so are two months, and
 * a weekday that is not that day's.
 */
export function dayIn(text: string, languages: readonly string[] = []): Day | null {
  // Marks for the direction of writing stand between digits of some languages.
  const plain = latinDigits(text.replace(/[\u200e\u200f\u061c]/g, '').trim());
  return dateOf(plain) ?? ofNumbers(plain) ?? ofWords(plain, languages);
}
