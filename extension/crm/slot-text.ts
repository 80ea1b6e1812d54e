import { remembered } from './remembered.ts';

/** Words for the halves of the day as calendars write them, letters only, in lower case. */
const BEFORE_NOON = ['am', 'a', 'vorm', 'πμ', 'ص', 'ق', '上午', '午前', '오전', 'öö', 'de', 'vm', 'fm', 'पूर्वाह्न'];
const AFTER_NOON = ['pm', 'p', 'nachm', 'μμ', 'م', 'ب', '下午', '午後', '오후', 'ös', 'du', 'nm', 'em', 'अपराह्न'];
/** Words that stand beside a time on a 24-hour clock. */
const PLAIN = ['', 'h', 'hs', 'hrs', 'uhr', 'ч', 'klo', 'kl', 'น', 'u', 'uur', 'г'];

/** Zeros of the digit blocks that CRM languages write. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];

/** The same with the digits of 0 to 9, whatever digits the language writes. */
export function latinDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((start) => code >= start && code < start + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}

/** The language's word for the half of the day that an hour of 12 stands in. */
const halfWord = remembered((language: string, hour: number): string => {
  const format = new Intl.DateTimeFormat(language, { hour: 'numeric', hourCycle: 'h12', timeZone: 'UTC' });
  return lettersOf(format.formatToParts(hour * 3_600_000).find(({ type }) => type === 'dayPeriod')?.value ?? '');
});

/** The words of the page's languages for morning and afternoon. */
function halvesIn(languages: readonly string[]): { before: string[]; after: string[] } {
  const known = languages.filter((language) => /^[a-zA-Z-]{2,35}$/.test(language));
  return {
    before: known.map((language) => halfWord(language, 9)),
    after: known.map((language) => halfWord(language, 15)),
  };
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}]/gu, '')
    .toLowerCase();
}

function halfOf(words: string, languages: readonly string[]): 'before' | 'after' | 'none' | null {
  if (PLAIN.includes(words)) return 'none';
  const { before, after } = halvesIn(languages);
  if (BEFORE_NOON.includes(words) || before.includes(words)) return 'before';
  if (AFTER_NOON.includes(words) || after.includes(words)) return 'after';
  return null;
}

/**
 * Minutes since midnight that a slot's text names: "09:00 AM", "9:00 a. m.", "09:00", "9h30", "下午2:30", "٠٩:٠٠ ص".
 * Null for a text that cannot be read with certainty.
 */
export function minutesOf(text: string, languages: readonly string[] = []): number | null {
  const match = /^\s*(\D*?)\s*(\d{1,2})\s*(?:[:.h時时]|시)\s*(\d{2})\s*(\D*?)\s*$/u.exec(latinDigits(text));
  if (!match) return null;
  const [, lead = '', hourText, minuteText, trail = ''] = match;
  const hour = Number(hourText);
  const minute = Number(minuteText);
  const half = halfOf(lettersOf(lead + trail), languages);
  if (half === null || hour > 23 || minute > 59) return null;
  if (half === 'none' || hour > 12) return hour * 60 + minute;
  return ((hour % 12) + (half === 'after' ? 12 : 0)) * 60 + minute;
}
