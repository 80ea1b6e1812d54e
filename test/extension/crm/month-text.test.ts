import { describe, expect, it } from 'vitest';
import { firstWeekday, monthOf } from '../../../extension/crm/month-text.ts';

describe('the heading of a month', () => {
  it.each([
    ['November 2026', 'en'],
    ['Nov 2026', 'en'],
    ['noviembre de 2026', 'es'],
    ['2026年11月', 'ja'],
    ['November 2026', 'de'],
  ])('is read: %s', (text, language) => {
    expect(monthOf(text, [language])).toEqual({ year: 2026, month: 11 });
  });

  it.each(['Nov 24, 2026', 'Nov 22 – 28, 2026', '2026', 'November', 'All about November 2026 and what comes after'])(
    'is none: %s',
    (text) => {
      expect(monthOf(text, ['en'])).toBeNull();
    },
  );
});

describe('the names over the columns of a month', () => {
  it.each([
    ['Sun Mon Tue Wed Thu Fri Sat', 'en', 0],
    ['Mo Di Mi Do Fr Sa So', 'de', 1],
    ['S M T W T F S', 'en', 0],
    ['lun mar mié jue vie sáb dom', 'es', 1],
    ['日 月 火 水 木 金 土', 'ja', 0],
  ])('tell the weekday of the first: %s', (words, language, first) => {
    expect(firstWeekday(words.split(' '), [language])).toBe(first);
  });

  it('tell nothing where one of them is out of its place, or no weekday', () => {
    expect(firstWeekday('Mon Mon Tue Wed Thu Fri Sat'.split(' '), ['en'])).toBeNull();
    expect(firstWeekday('A B C D E F G'.split(' '), ['en'])).toBeNull();
  });
});
