import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type DurableFileOptions, openDurableFile } from '../../../bridge/store/durable-file.ts';
import { startChild } from './child.ts';
import { modeOf, temporaryFolder } from './temporary-folder.ts';

const Notes = z.strictObject({ version: z.literal(1), notes: z.array(z.string().max(20)) });
type Notes = z.infer<typeof Notes>;

const optionsFor = (path: string): DurableFileOptions<Notes> => ({
  path,
  schema: Notes,
  empty: () => ({ version: 1, notes: [] }),
});

async function open(more: Partial<DurableFileOptions<Notes>> = {}) {
  const path = join(await temporaryFolder(), 'data', 'notes.json');
  const file = await openDurableFile({ ...optionsFor(path), ...more });
  const onDisk = async () => JSON.parse(await readFile(path, 'utf8')) as Notes;
  return { path, file, onDisk };
}

describe('a durable file', () => {
  it('starts empty, and gives back after a restart what was saved', async () => {
    const { path, file } = await open();
    expect(file.data).toEqual({ version: 1, notes: [] });
    await file.update((draft) => void draft.notes.push('milk'));
    await file.close();
    expect((await openDurableFile(optionsFor(path))).data.notes).toEqual(['milk']);
  });

  it('is on disk, readable by its owner alone, when the promise resolves', async () => {
    const { path, file, onDisk } = await open();
    for (const note of ['a', 'b']) {
      await file.update((draft) => void draft.notes.push(note));
      expect((await onDisk()).notes).toContain(note);
      expect(await modeOf(path)).toBe('600');
    }
    expect(await readdir(join(path, '..'))).toEqual(['notes.json']);
  });

  it('loses none of 200 updates made at once, and keeps their order', async () => {
    const { file, onDisk } = await open();
    const wanted = Array.from({ length: 200 }, (_, index) => String(index));
    await Promise.all(wanted.map((note) => file.update((draft) => void draft.notes.push(note))));
    expect((await onDisk()).notes).toEqual(wanted);
  });

  it('resolves each update only when it is on disk, also while others keep coming', async () => {
    const { file, onDisk } = await open();
    const first = file.update((draft) => void draft.notes.push('first'));
    await pause(1);
    const second = file.update((draft) => void draft.notes.push('second')).then(onDisk);
    await first;
    expect((await second).notes).toEqual(['first', 'second']);
  });

  it('shows only what is on disk', async () => {
    const { file } = await open();
    const saved = file.update((draft) => void draft.notes.push('a'));
    expect(file.data.notes).toEqual([]);
    await saved;
    expect(file.data.notes).toEqual(['a']);
  });

  it('rejects a change that throws or that the schema refuses, and saves its neighbours', async () => {
    const { file, onDisk } = await open();
    const results = await Promise.allSettled([
      file.update((draft) => void draft.notes.push('good')),
      file.update((draft) => {
        draft.notes.push('half');
        throw new Error('changed my mind');
      }),
      file.update((draft) => void draft.notes.push('far longer than twenty letters')),
      file.update((draft) => void draft.notes.push('fine')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect((await onDisk()).notes).toEqual(['good', 'fine']);
    expect(file.data.notes).toEqual(['good', 'fine']);
  });

  it('rejects and keeps the old data when the disk refuses, and works again when it no longer does', async () => {
    const { path, file, onDisk } = await open();
    await file.update((draft) => void draft.notes.push('kept'));
    await rm(join(path, '..'), { recursive: true });
    await expect(file.update((draft) => void draft.notes.push('lost'))).rejects.toThrow('ENOENT');
    expect(file.data.notes).toEqual(['kept']);
    await mkdir(join(path, '..'));
    await file.update((draft) => void draft.notes.push('more'));
    expect((await onDisk()).notes).toEqual(['kept', 'more']);
  });

  it('finishes what was asked for before it closes, and refuses what comes after', async () => {
    const { file, onDisk } = await open();
    const saved = file.update((draft) => void draft.notes.push('last'));
    await file.close();
    expect((await onDisk()).notes).toEqual(['last']);
    await saved;
    await expect(file.update(() => {})).rejects.toThrow('stopping');
  });
});

describe('a damaged file', () => {
  it.each([
    ['cut off', '{"version":1,"notes":["a'],
    ['empty', ''],
    ['of another shape', '{"version":1,"notes":"secret-value"}'],
    ['no object', 'null'],
  ])('that is %s is set aside as it was, and told of without its contents', async (_, text) => {
    const path = join(await temporaryFolder(), 'notes.json');
    await writeFile(path, text);
    const told: string[][] = [];
    const file = await openDurableFile({ ...optionsFor(path), onDamaged: (...what) => told.push(what) });
    await file.update((draft) => void draft.notes.push('new'));
    expect(told).toHaveLength(1);
    const [aside = '', reason] = told[0] ?? [];
    expect(aside).toMatch(/notes\.json\.damaged-\d{4}-/);
    expect(await readFile(aside, 'utf8')).toBe(text);
    expect(reason).not.toContain('secret-value');
  });

  it('is left where it is when it cannot be read at all', async () => {
    const path = join(await temporaryFolder(), 'notes.json');
    await mkdir(path);
    await expect(openDurableFile(optionsFor(path))).rejects.toThrow('EISDIR');
    expect(await readdir(join(path, '..'))).toEqual(['notes.json']);
  });
});

describe('a file of another version', () => {
  const Now = z.strictObject({ version: z.literal(3), names: z.array(z.string()) });
  const options = (path: string) => ({
    path,
    schema: Now,
    empty: () => ({ version: 3 as const, names: [] }),
    migrations: {
      current: 3,
      from: {
        1: ({ name, ...rest }: Record<string, unknown>) => ({ ...rest, list: [name] }),
        2: ({ list, ...rest }: Record<string, unknown>) => ({ ...rest, names: list }),
      },
    },
  });

  it('is brought up step by step', async () => {
    const path = join(await temporaryFolder(), 'names.json');
    await writeFile(path, '{"version":1,"name":"Ada"}');
    expect((await openDurableFile(options(path))).data).toEqual({ version: 3, names: ['Ada'] });
  });

  it('stops with a sentence when it is newer, and stays as it is', async () => {
    const path = join(await temporaryFolder(), 'names.json');
    await writeFile(path, '{"version":4}');
    await expect(openDurableFile(options(path))).rejects.toThrow('newer Slotbridge');
    expect(await readFile(path, 'utf8')).toBe('{"version":4}');
  });

  it('is set aside when a step fails', async () => {
    const path = join(await temporaryFolder(), 'names.json');
    await writeFile(path, '{"version":0}');
    const told: string[] = [];
    await openDurableFile({ ...options(path), onDamaged: (_, reason) => told.push(reason) });
    expect(told).toEqual(['it could not be brought to this version: Error: there is no step from version 0']);
  });
});

describe('a process killed while it writes', () => {
  it('leaves a whole file with everything it had said was saved, and its temporary file is cleared away', async () => {
    const path = join(await temporaryFolder(), 'count.json');
    for (let round = 0; round < 5; round += 1) {
      const writer = startChild(new URL('./kill-while-writing.ts', import.meta.url), [path]);
      let said = 0;
      const until = performance.now() + 60 + round * 17;
      do said = Number(await writer.line());
      while (performance.now() < until);
      await writer.kill9();
      const { count, filler } = JSON.parse(await readFile(path, 'utf8')) as { count: number; filler: string };
      expect(filler).toHaveLength(300_000);
      expect(count).toBeGreaterThanOrEqual(said);
    }
    await writeFile(`${path}.123-abc.tmp`, '{"count":');
    await openDurableFile({ path, schema: z.looseObject({}), empty: () => ({}) });
    expect(await readdir(join(path, '..'))).toEqual(['count.json']);
  });

  it('leaves the old data when it dies between the temporary file and the rename', async () => {
    const { path, file } = await open();
    await file.update((draft) => void draft.notes.push('old'));
    await writeFile(`${path}.4242-0011aabbccdd.tmp`, '{"version":1,"notes":["new"]}');
    await chmod(`${path}.4242-0011aabbccdd.tmp`, 0o600);
    expect((await openDurableFile(optionsFor(path))).data.notes).toEqual(['old']);
    expect(await readdir(join(path, '..'))).toEqual(['notes.json']);
  });
});
