import { afterEach, expect, it } from 'vitest';
import { ageInWords } from '../../../extension/ui/age.ts';
import { speak } from '../words/browser-words.ts';

afterEach(() => speak());

it('says an age in the largest unit that fits', () => {
  expect(ageInWords(400)).toBe('just now');
  expect(ageInWords(8_900)).toBe('8 s ago');
  expect(ageInWords(59_999)).toBe('59 s ago');
  expect(ageInWords(60_000)).toBe('1 min ago');
  expect(ageInWords(2 * 3_600_000)).toBe('2 h ago');
  expect(ageInWords(86_400_000)).toBe('a day ago');
  expect(ageInWords(4 * 86_400_000)).toBe('4 days ago');
});

it('does not show a negative age when this clock runs behind the bridge', () => {
  expect(ageInWords(-5_000)).toBe('just now');
});

it('says an age in the language of the browser', () => {
  speak('es-MX');
  const ages = [400, 8_900, 60_000, 2 * 3_600_000, 86_400_000, 4 * 86_400_000].map(ageInWords);
  expect(ages).toEqual(['ahora mismo', 'hace 8 s', 'hace 1 min', 'hace 2 h', 'hace un día', 'hace 4 días']);
});
