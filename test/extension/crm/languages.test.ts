import { describe, expect, it } from 'vitest';
import { dayIn } from '../../../extension/crm/day-text.ts';
import { minutesOf } from '../../../extension/crm/slot-text.ts';
import { CRM_LANGUAGES } from './crm-languages.ts';

const TIMES = [
  0,
  30,
  60 * 7 + 5,
  60 * 9,
  60 * 11 + 45,
  60 * 12,
  60 * 12 + 30,
  60 * 13,
  60 * 14 + 30,
  60 * 18,
  60 * 23 + 59,
];

function textOf(minutes: number, language: string, hourCycle: 'h12' | 'h23'): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle, timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language, options).format(minutes * 60_000);
}

describe.each(CRM_LANGUAGES)('a page in %s', (language) => {
  it.each(['h12', 'h23'] as const)('tells its times on a clock of %s', (hourCycle) => {
    const texts = TIMES.map((minutes) => textOf(minutes, language, hourCycle));
    const read = texts.map((text) => minutesOf(text, [language]));
    expect(Object.fromEntries(texts.map((text, index) => [text, read[index]]))).toEqual(
      Object.fromEntries(texts.map((text, index) => [text, TIMES[index]])),
    );
  });

  it.each(['medium', 'long', 'full'] as const)('tells its dates in their %s form', (dateStyle) => {
    const format = new Intl.DateTimeFormat(language, { dateStyle, timeZone: 'UTC', calendar: 'gregory' });
    const dates = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => ({ year: 2026, month, day: 24 }));
    const texts = dates.map(({ year, month, day }) => format.format(Date.UTC(year, month - 1, day)));
    const read = texts.map((text) => dayIn(text, [language]));
    // A date in digits alone may have its day or its month in front: it is not guessed.
    const isAmbiguous = (text = '') => /^\d{1,2}(?!\d)\P{L}+$/u.test(text);
    const expected = dates.map((date, index) => (isAmbiguous(texts[index]) ? null : date));
    expect(read).toEqual(expected);
  });
});
