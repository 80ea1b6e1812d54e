import { describe, expect, it } from 'vitest';
import { dayIn } from '../../../extension/crm/day-text.ts';
import { CRM_LANGUAGES } from './crm-languages.ts';

const DAY_MS = 86_400_000;
/** All of 2026 and 2027. */
const DAYS = Array.from({ length: 730 }, (_, day) => Date.UTC(2026, 0, 1) + day * DAY_MS);
const FORMS = [
  { month: 'short', day: 'numeric', year: 'numeric' },
  { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' },
  { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' },
] as const;
const iso = (text: string, languages: readonly string[]) => {
  const day = dayIn(text, languages);
  return day && new Date(Date.UTC(day.year, day.month - 1, day.day)).toISOString().slice(0, 10);
};

/** The days of two years that are read as another one, and how many are read. */
function readAll(format: Intl.DateTimeFormat, languages: readonly string[]) {
  const read = DAYS.map((at) => ({ text: format.format(at), day: new Date(at).toISOString().slice(0, 10) }))
    .map(({ text, day }) => ({ text, day, read: iso(text, languages) }))
    .filter((one) => one.read !== null);
  return { wrong: read.filter((one) => one.read !== one.day), count: read.length };
}

describe.each(CRM_LANGUAGES)('a date in %s', (language) => {
  it.each(FORMS)('is read as its own day or not at all ($weekday weekday, $month month)', (form) => {
    const format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' });
    const { wrong, count } = readAll(format, [language]);
    expect(wrong).toEqual([]);
    const month = format.formatToParts(DAYS[0]).find(({ type }) => type === 'month')?.value ?? '';
    // Where a month is told in digits behind the day, the two cannot be told apart.
    if (/\p{L}/u.test(month)) expect(count).toBe(DAYS.length);
  });

  it('is read as no other day on a page that says to be English', () => {
    const format = new Intl.DateTimeFormat(language, { ...FORMS[1], timeZone: 'UTC' });
    expect(readAll(format, ['en', language]).wrong).toEqual([]);
  });
});

describe('a word that is a weekday and a month', () => {
  it.each([
    ['mar, 24 nov 2026', 'es', '2026-11-24'],
    ['mar 24 mar 2026', 'it', '2026-03-24'],
    ['lun 23 mar 2026', 'it', '2026-03-23'],
    ['25 mar 2026', 'es', '2026-03-25'],
    ['mar., 24 nov. 2026', 'ro', '2026-11-24'],
  ])('is the one or the other by the words beside it: %s', (text, language, day) => {
    expect(iso(text, [language])).toBe(day);
  });

  it('is the weekday where it stands alone before the day', () => {
    expect(iso('mar 24, 2026', ['es'])).toBeNull();
    expect(iso('Mar 24, 2026', ['en', 'es'])).toBe('2026-03-24');
  });
});

describe('a date is not guessed', () => {
  it.each([
    ['where two months are named', '24 nov – 2 dec 2026', 'en'],
    ['where its weekday is that of another day', 'Mon, Nov 24, 2026', 'en'],
    ['where the month has no such day', 'Nov 31, 2026', 'en'],
  ])('%s', (_why, text, language) => {
    expect(dayIn(text, [language])).toBeNull();
  });
});
