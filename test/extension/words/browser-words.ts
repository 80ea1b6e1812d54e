import en from '../../../extension/public/_locales/en/messages.json' with { type: 'json' };
import es from '../../../extension/public/_locales/es/messages.json' with { type: 'json' };

type Messages = Readonly<Record<string, { readonly message: string }>>;
const LANGUAGES: Readonly<Record<'en' | 'es', Messages>> = { en, es };

/** British English, whose clock has 24 hours. */
const USUAL = 'en-GB';

let browsers: string = USUAL;

/**
 * In which language the browser speaks from now on, as BCP 47; the usual one unless it is given. Screens look most of their words up once, when they are loaded:
 * a test of theirs speaks first and imports them after that.
 */
export function speak(language: string = USUAL): void {
  browsers = language;
  Object.assign(globalThis.chrome, { i18n: { getMessage, getUILanguage: () => browsers } });
}

const spoken = () => (/^es\b/.test(browsers) ? 'es' : 'en');

/** The browser's own way from a name to a sentence: `$1` to `$9` stand for what is given, `$$` for the sign itself. */
function getMessage(name: string, given: readonly string[] = []): string {
  const message = LANGUAGES[spoken()][name]?.message ?? '';
  return message.replace(/\$(\$|[1-9])/g, (_all, place) => (place === '$' ? '$' : (given[Number(place) - 1] ?? '')));
}

Object.assign(globalThis, { chrome: {} });
speak();
