import messages from '../../../extension/public/_locales/en/messages.json' with { type: 'json' };

/** The browser's own way from a name to a sentence: `$1` to `$9` stand for what is given, `$$` for the sign itself. */
function getMessage(name: string, given: readonly string[] = []): string {
  const message = (messages as Record<string, { message: string }>)[name]?.message ?? '';
  return message.replace(/\$(\$|[1-9])/g, (_all, place) => (place === '$' ? '$' : (given[Number(place) - 1] ?? '')));
}

/** Outside of a browser an extension speaks English. */
Object.assign(globalThis, { chrome: { i18n: { getMessage, getUILanguage: () => 'en' } } });
