import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import manifest from '../../../extension/manifest.ts';
import { wordsInCode } from './unsaid.ts';

const EXTENSION = fileURLToPath(new URL('../../../extension', import.meta.url));

/** What reads like words and is the same in every language, or is read by no person. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'the name of the product, and a command': ['Slotbridge', 'npm start'],
  'keys of the keyboard': ['Enter', 'Escape'],
  'headers of a request': ['Authorization', 'Bearer …'],
  'a browser’s name where it tells none': ['Browser'],
  'the report, which goes to whoever mends a fault': ['another server'],
  'selectors and styles': ['main table', 'tbody tr', 'tone dark', 'path(evenodd, "…")'],
  'keys of marks': ['free …', 'not known', 'row … … …'],
  'classes of an element': ['mark tone ……………', 'chip tone ……', 'banner tone…'],
};
const allowed = new Set(Object.values(ALLOWED).flat());

const files = readdirSync(EXTENSION, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

describe('words for a person', () => {
  it('are in the messages of every language, and none in the code', () => {
    const found = files.flatMap((file) =>
      wordsInCode(file, readFileSync(path.join(EXTENSION, file), 'utf8'))
        .filter((words) => !allowed.has(words))
        .map((words) => `${file}: ${words}`),
    );
    expect(found).toEqual([]);
  });

  it('are told apart from what programs read', () => {
    const code = `
      import one from './two three.ts';
      const LATE = 'Try again in a moment.';
      const row = <p class="row spread">{busy ? 'Busy' : \`until \${time}\`} of <b title="Your own time">two</b></p>;
      element.className = \`mark tone \${tone}\`;
      const made = node('p', 'soft checked', 'as of now');
      if (!made) throw new TypeError('Nothing was made.');
      throw new BridgeFailure('not-found', 'It is gone.');
      find('button, [role="button"]');
    `;
    expect(wordsInCode('some.tsx', code)).toEqual([
      'Try again in a moment.',
      'Busy',
      'until …',
      'of',
      'Your own time',
      'two',
      'as of now',
      'It is gone.',
    ]);
  });

  it('of the browser’s own lists are messages too', () => {
    const { name, description, commands } = manifest as {
      name: string;
      description: string;
      commands: Record<string, { description: string }>;
    };
    const told = [name, description, ...Object.values(commands).map((command) => command.description)];
    for (const words of told) expect(words).toMatch(/^__MSG_\w+__$/);
  });
});
