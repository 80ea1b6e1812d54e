import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { REMEMBERED_VALUES, STORED_VALUES } from '../../../extension/options/words.ts';

const EXTENSION = fileURLToPath(new URL('../../../extension/', import.meta.url));

/** Every value that the extension's code stores, with where: [name, "local" or "session"]. */
function storedInCode(): [string, string][] {
  const files = readdirSync(EXTENSION, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  return files.flatMap((file) => {
    const text = readFileSync(EXTENSION + file, 'utf8');
    const calls = text.matchAll(/\bstored\(\s*'(\w+)',[^;]*?('session')?,?\s*\);/g);
    return [...calls].map(([, name = '', session]): [string, string] => [name, session ? 'session' : 'local']);
  });
}

const named = (area: string) =>
  storedInCode()
    .filter(([, where]) => where === area)
    .map(([name]) => name)
    .sort();

it('tells in words of every value that is stored in the browser, and of none that is not', () => {
  expect(named('local').length).toBeGreaterThan(8);
  expect(Object.keys(STORED_VALUES).sort()).toEqual(named('local'));
  expect(Object.keys(REMEMBERED_VALUES).sort()).toEqual(named('session'));
});

it('has one way to the browser’s storage alone', () => {
  const files = readdirSync(EXTENSION, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const direct = files.filter((file) =>
    /\.storage\b|localStorage|indexedDB/.test(readFileSync(EXTENSION + file, 'utf8')),
  );
  expect(direct).toEqual(['state/stored.ts']);
});
