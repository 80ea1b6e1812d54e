import type messages from '../public/_locales/en/messages.json';

/** The name of a sentence that `_locales` holds in every language. */
export type Saying = keyof typeof messages;

/** What the browser said, and who it was: it keeps its language while it runs, and to ask costs more than to say. */
interface Spoken {
  readonly by: typeof chrome.i18n;
  readonly sentences: Map<Saying, string>;
  language: string | null;
}

let spoken: Spoken | null = null;

function spokenSoFar(): Spoken {
  if (spoken?.by !== chrome.i18n) spoken = { by: chrome.i18n, sentences: new Map(), language: null };
  return spoken;
}

/** Signs of no language, which stand in a sentence for what is given; the browser takes nine. */
const FIRST_PLACE = 0xe000;
const PLACES = Array.from({ length: 9 }, (_, index) => String.fromCharCode(FIRST_PLACE + index));
const PLACE = /[\ue000-\ue008]/g;

/** The sentence with a sign in each of its places. */
function sentence(saying: Saying): string {
  const { by, sentences } = spokenSoFar();
  const known = sentences.get(saying);
  if (known !== undefined) return known;
  const words = by.getMessage(saying, PLACES);
  if (words === '') throw new Error(`There are no words for ${saying}.`);
  sentences.set(saying, words);
  return words;
}

/**
 * A sentence in the language of the browser, with what is given in the places of `$1`, `$2`, …
 *
 * @throws Error for one that is in no language: the build lacks it.
 */
export function say(saying: Saying, ...given: readonly (string | number)[]): string {
  return sentence(saying).replace(PLACE, (place) => String(given[place.charCodeAt(0) - FIRST_PLACE] ?? ''));
}

type Counted = Saying extends infer Name ? (Name extends `${infer Stem}_one` ? Stem : never) : never;

/** A sentence about so many, which stand in the place of `$1`: `…_one` or `…_other`, by the rules of the language. */
export function sayCount(counted: Counted, count: number, ...given: readonly (string | number)[]): string {
  const form = new Intl.PluralRules(language()).select(count) === 'one' ? 'one' : 'other';
  return say(`${counted}_${form}` as Saying, formattedNumber(count), ...given);
}

/**
 * The language that is spoken, as BCP 47; dates and numbers are said in it as well. It is the browser's own, with its
 * region, where we have words in it, and else the one that stands in for it, with the browser's clock of 12 or 24 hours.
 */
export function language(): string {
  const so = spokenSoFar();
  so.language ??= languageOf();
  return so.language;
}

function languageOf(): string {
  const ours = say('language');
  const browsers = chrome.i18n.getUILanguage();
  if (browsers === ours || browsers.startsWith(`${ours}-`)) return browsers;
  return `${ours === 'en' ? englishFor(browsers) : ours}-u-hc-${hourCycleOf(browsers)}`;
}

/** Most of the world says the day before its month; the United States say "Wed, Nov 25". */
const englishFor = (language: string) => (new Intl.Locale(language).region === 'US' ? 'en-US' : 'en-GB');

function hourCycleOf(language: string): string {
  const { hourCycle = 'h23' } = new Intl.DateTimeFormat(language, { timeStyle: 'short' }).resolvedOptions();
  return hourCycle;
}

/** A number as it is written there: "1,200", "1200". */
export function formattedNumber(count: number): string {
  return new Intl.NumberFormat(language()).format(count);
}

/** "a, b, and c", "a, b y c" */
export function listed(things: readonly string[]): string {
  return new Intl.ListFormat(language()).format(things);
}
