import english from '../../../extension/public/_locales/en/messages.json' with { type: 'json' };
import spanish from '../../../extension/public/_locales/es/messages.json' with { type: 'json' };

const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? [];
const said = (messages: Record<string, { message: string }>) => Object.values(messages).map(({ message }) => message);

/** Weekdays and months, long and short, as dates have them. */
function daysAndMonths(language: string): string[] {
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 1));
  const days = Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 0, day + 1));
  return (['long', 'short'] as const).flatMap((length) => [
    ...months.map((at) => new Intl.DateTimeFormat(language, { month: length, timeZone: 'UTC' }).format(at)),
    ...days.map((at) => new Intl.DateTimeFormat(language, { weekday: length, timeZone: 'UTC' }).format(at)),
  ]);
}

/** What Spanish sentences quote may be the English name of something in the CRM; one product has no other name, and addresses none. */
const QUOTED = /“[^”]*”|iCloud Calendar|https?:\S+/g;
const SPANISH = new Set(
  [...said(spanish).map((one) => one.replace(QUOTED, '')), ...daysAndMonths('es')].flatMap(wordsOf),
);
const ENGLISH = new Set(
  [...said(english), ...daysAndMonths('en')].flatMap(wordsOf).filter((word) => !SPANISH.has(word)),
);

/** Whether a text has a word that the extension says in English alone. */
export const isEnglish = (text: string): boolean => wordsOf(text.replace(QUOTED, '')).some((word) => ENGLISH.has(word));

const NAMES = ['aria-label', 'title', 'alt', 'placeholder'];

/** All that somebody sees or hears of it, text by text. */
function textsOf(root: HTMLElement): string[] {
  return [root, ...root.querySelectorAll('*')].flatMap((element) => [
    ...NAMES.map((name) => element.getAttribute(name) ?? ''),
    ...[...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ textContent }) => textContent ?? ''),
  ]);
}

/** What of it is said in English, where a person has chosen Spanish. */
export const englishIn = (root: HTMLElement): string[] => textsOf(root).filter(isEnglish);
