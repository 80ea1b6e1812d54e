import { latinDigits } from './slot-text.ts';
import { dateOf, type WallTime } from './wall-time.ts';

type Day = Omit<WallTime, 'minutes'>;

const letters = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}]/gu, '')
    .toLowerCase();

const months = new Map<string, readonly string[][]>();

/** Each month's names in that language, long and short, alone and beside a day. */
function monthNames(language: string): readonly string[][] {
  const known = months.get(language);
  if (known) return known;
  const forms = [
    { month: 'long' },
    { month: 'short' },
    { month: 'long', day: 'numeric' },
    { month: 'short', day: 'numeric' },
  ] as const;
  const formats = forms.map(
    (form) => new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC', calendar: 'gregory' }),
  );
  const names = Array.from({ length: 12 }, (_, month) =>
    formats.flatMap((format) =>
      format
        .formatToParts(Date.UTC(2026, month, 15))
        .filter(({ type }) => type === 'month')
        .map(({ value }) => letters(value))
        .filter((name) => name.length > 1),
    ),
  );
  months.set(language, names);
  return names;
}

/** The month that one of the words names in one of the languages; English is spoken everywhere. */
function monthIn(words: readonly string[], languages: readonly string[]): number | null {
  const known = [...languages, 'en'].filter((language) => /^[a-zA-Z-]{2,35}$/.test(language));
  for (const language of known) {
    const month = monthNames(language).findIndex((names) => words.some((word) => names.includes(word)));
    if (month >= 0) return month + 1;
  }
  return null;
}

/** Whether a text names that month (1 to 12), by its word in one of the languages or as `11月`. */
export function namesMonth(text: string, month: number, languages: readonly string[]): boolean {
  const plain = latinDigits(text);
  if ([...plain.matchAll(/(\d{1,2})\s*[月월]/gu)].some(([, number]) => Number(number) === month)) return true;
  const words = wordsIn(plain.replace(/\d+/g, ' '));
  const known = [...languages, 'en'].filter((language) => /^[a-zA-Z-]{2,35}$/.test(language));
  return known.some((language) => words.some((word) => monthNames(language)[month - 1]?.includes(word)));
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

/** The words of a text, letters only; Hebrew writes "in" before a month as its first letter. */
export const wordsIn = (text: string) =>
  text.split(/[\s,/]+/).flatMap((word) => [letters(word), letters(word).replace(/^ב(?=\p{L}{2})/u, '')]);

/**
 * The date that a text names: `2026-11-24`, or one whose month is a word of one of the languages: "Nov 24, 2026",
 * "24 de nov. de 2026", "24. November 2026". 24/11 and 11/24 cannot be told apart for sure: null.
 */
export function dayIn(text: string, languages: readonly string[] = []): Day | null {
  // Marks for the direction of writing stand between digits of some languages.
  const plain = latinDigits(text.replace(/[\u200e\u200f\u061c]/g, '').trim());
  const inNumbers = dateOf(plain) ?? ofNumbers(plain);
  if (inNumbers) return inNumbers;
  const month = monthIn(wordsIn(plain), languages);
  const year = /\b(\d{4})\b/.exec(plain)?.[1];
  const day = /(?<!\d)(\d{1,2})(?!\d)/.exec(plain.replace(year ?? '', ' '))?.[1];
  return month !== null && year && day ? { year: Number(year), month, day: Number(day) } : null;
}
