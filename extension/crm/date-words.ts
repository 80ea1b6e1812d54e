import { remembered } from './remembered.ts';

export const letters = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}]/gu, '')
    .toLowerCase();

/** The words of a text, letters only; Hebrew writes "in" before a month as its first letter. */
export const wordsIn = (text: string) =>
  text.split(/[\s,/]+/).flatMap((word) => [letters(word), letters(word).replace(/^ב(?=\p{L}{2})/u, '')]);

/** The languages that a text may be in, the likeliest first; English is spoken everywhere. */
export const spoken = (languages: readonly string[]) =>
  [...languages, 'en'].filter((language) => /^[a-zA-Z-]{2,35}$/.test(language));

/** Each month's names in that language, long and short, alone and beside a day. */
export const monthNames = remembered((language: string): readonly string[][] => {
  const forms = [
    { month: 'long' },
    { month: 'short' },
    { month: 'long', day: 'numeric' },
    { month: 'short', day: 'numeric' },
  ] as const;
  const formats = forms.map(
    (form) => new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC', calendar: 'gregory' }),
  );
  return Array.from({ length: 12 }, (_, month) =>
    formats.flatMap((format) =>
      format
        .formatToParts(Date.UTC(2026, month, 15))
        .filter(({ type }) => type === 'month')
        .map(({ value }) => letters(value))
        .filter((name) => name.length > 1),
    ),
  );
});

/** The words of each weekday's names in that language, long and short, from Sunday on. */
export const weekdayNames = remembered((language: string): readonly string[][] => {
  const formats = (['long', 'short'] as const).map(
    (weekday) => new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }),
  );
  // 1 November 2026 is a Sunday.
  const at = (day: number) => Date.UTC(2026, 10, 1 + day);
  return [0, 1, 2, 3, 4, 5, 6].map((day) =>
    formats.flatMap((format) => wordsIn(format.format(at(day)))).filter((word) => word !== ''),
  );
});

/** The weekdays (Sunday is 0) that words name in one of the languages. */
export function weekdaysIn(words: readonly string[], languages: readonly string[]): number[] {
  const names = spoken(languages).map(weekdayNames);
  const isNamed = (day: number) => names.some((known) => words.some((word) => known[day]?.includes(word)));
  return [0, 1, 2, 3, 4, 5, 6].filter(isNamed);
}
