import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openCacheFile } from '../../../bridge/store/cache-file.ts';
import { modeOf, temporaryFolder } from './temporary-folder.ts';

const Shard = z.strictObject({ etags: z.record(z.string(), z.string()) });

async function open(text?: string) {
  const path = join(await temporaryFolder(), 'cache', 'shard-1.json');
  const told: string[] = [];
  const options = { path, schema: Shard, onDamaged: (_: string, reason: string) => told.push(reason) };
  const cache = await openCacheFile(options);
  if (text === undefined) return { path, cache, told };
  await writeFile(path, text);
  return { path, cache: await openCacheFile(options), told };
}

it('is empty at first and holds what was put there, for its owner alone', async () => {
  const { path, cache } = await open();
  expect(cache.data).toBeNull();
  await cache.replace({ etags: { a: '1' } });
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ etags: { a: '1' } });
  expect(await modeOf(path)).toBe('600');
  expect((await openCacheFile({ path, schema: Shard })).data).toEqual({ etags: { a: '1' } });
});

it('ends with the newest of many put there at once', async () => {
  const { path, cache } = await open();
  await Promise.all(Array.from({ length: 50 }, (_, n) => cache.replace({ etags: { a: String(n) } })));
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ etags: { a: '49' } });
});

it('is gone from disk after it was dropped, also while a write is under way', async () => {
  const { path, cache } = await open();
  const written = cache.replace({ etags: {} });
  await cache.drop();
  await written;
  expect(cache.data).toBeNull();
  expect(await readdir(join(path, '..'))).toEqual([]);
});

it('holds what was put there after it was dropped', async () => {
  const { path, cache } = await open();
  await Promise.all([cache.replace({ etags: { a: '1' } }), cache.drop(), cache.replace({ etags: { a: '2' } })]);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ etags: { a: '2' } });
});

it('starts empty when damaged, and says so', async () => {
  const { path, cache, told } = await open('{"etags":{"a":');
  expect(cache.data).toBeNull();
  expect(told).toEqual(['it is not JSON']);
  expect((await readdir(join(path, '..')))[0]).toContain('shard-1.json.damaged-');
});
