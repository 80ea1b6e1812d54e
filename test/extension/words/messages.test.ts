import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import english from '../../../extension/public/_locales/en/messages.json' with { type: 'json' };

const EXTENSION = fileURLToPath(new URL('../../../extension', import.meta.url));
const LOCALES = path.join(EXTENSION, 'public', '_locales');

type Messages = Record<string, { message: string; description?: string }>;
const messagesOf = (language: string): Messages =>
  JSON.parse(readFileSync(path.join(LOCALES, language, 'messages.json'), 'utf8'));
const places = ({ message }: { message: string }) => [...new Set(message.match(/\$[1-9]/g))].sort();

/** The names that the code says, and those of its manifest; a counted one stands for both of its forms. */
function said(): Set<string> {
  const files = readdirSync(EXTENSION, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const code = files.map((file) => readFileSync(path.join(EXTENSION, file), 'utf8')).join('\n');
  const plain = [...code.matchAll(/\bsay\(\s*'(\w+)'|__MSG_(\w+)__/g)].map(
    ([, name, inManifest]) => name ?? inManifest,
  );
  const counted = [...code.matchAll(/\bsayCount\(\s*'(\w+)'/g)].flatMap(([, name]) => [`${name}_one`, `${name}_other`]);
  return new Set([...plain.flatMap((name) => name ?? []), ...counted]);
}

describe('the words of the extension', () => {
  it('are all said somewhere, and all that is said has words', () => {
    expect([...said()].sort()).toEqual(Object.keys(english).sort());
  });

  it.each(readdirSync(LOCALES))('are the same in %s, each with the same places for what is given', (language) => {
    const messages = messagesOf(language);
    expect(messages.language!.message).toBe(language.replace('_', '-'));
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
    for (const [name, message] of Object.entries(english)) {
      const translated = messages[name]!;
      expect([name, places(translated)]).toEqual([name, places(message)]);
      expect([name, translated.message.trim()]).not.toEqual([name, '']);
    }
  });

  it('say no Spanish time with an article, which is another one for one o’clock than for all others', () => {
    const worded = Object.entries(messagesOf('es')).filter(([, { message }]) =>
      /\b(a|hasta|desde|entre) las? \$/.test(message),
    );
    expect(worded).toEqual([]);
    // "desde 1:05" wants the article too.
    const bare = Object.entries(messagesOf('es')).filter(([, { message }]) => /\b(desde|hasta) \$/.test(message));
    expect(bare).toEqual([]);
  });
});
