import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '../../../bridge/store/data-folder.ts';
import { makePrivateFolder } from '../../../bridge/store/modes.ts';
import { startChild } from './child.ts';
import { modeOf, temporaryFolder } from './temporary-folder.ts';

const HOLDER = new URL('./hold-folder.ts', import.meta.url);

/** A folder that is open to others, with one executable file in each of the places named. */
async function folderWith(...paths: string[]): Promise<string> {
  const home = await temporaryFolder();
  for (const path of paths) {
    const file = join(home, path);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, '#!/bin/sh\n');
    await chmod(file, 0o755);
  }
  await chmod(home, 0o755);
  return home;
}

describe('a folder that holds other things', () => {
  it.each([
    ['a checkout', ['build.sh', '.git/hooks/pre-commit']],
    ['papers, with a folder of the same name as one of ours', ['letter.txt', 'clients/invoice.sh']],
    ['a program with a cache and secrets of its own', ['run.sh', 'cache/tool', 'secrets.json']],
  ])('is refused and left as it is: %s', async (_, paths) => {
    const home = await folderWith(...paths);
    const refused = makePrivateFolder(home);
    await expect(refused).rejects.toThrow(`${home} cannot be the data folder: it holds other things, such as "`);
    await expect(refused).rejects.toThrow('Set SLOTBRIDGE_HOME to an empty folder, or to one that is not there yet.');
    expect(await modeOf(home)).toBe('755');
    for (const path of paths) expect([path, await modeOf(join(home, path))]).toEqual([path, '755']);
    expect(await readdir(home)).toHaveLength(new Set(paths.map((path) => path.split('/')[0])).size);
  });

  it('beside the data of a bridge keeps their modes, and the data is closed to others', async () => {
    const home = await folderWith('connections.json', 'connections.json.damaged-2026', 'secrets.json', 'backup.sh');
    await mkdir(join(home, 'mine'));
    await chmod(join(home, 'mine'), 0o755);
    await (await openDataFolder(home)).release();
    expect(await modeOf(home)).toBe('700');
    for (const name of ['connections.json', 'connections.json.damaged-2026', 'secrets.json']) {
      expect([name, (await modeOf(join(home, name))).slice(1)]).toEqual([name, '00']);
    }
    expect(await modeOf(join(home, 'backup.sh'))).toBe('755');
    expect(await modeOf(join(home, 'mine'))).toBe('755');
  });

  it.each([
    ['what a file manager leaves in any folder', ['.DS_Store', 'desktop.ini']],
    ['clients made before any bridge ran', ['clients/abcdefgh.json']],
    ['what a bridge leaves before anything is connected, and a note', ['clients/a.json', 'control/b', 'note.txt']],
  ])('is no such thing with %s', async (_, paths) => {
    const home = await folderWith(...paths);
    await (await openDataFolder(home)).release();
    expect(await modeOf(home)).toBe('700');
  });
});

describe('a place that can hold no data is refused in a sentence', () => {
  it('a file, and what would lie in one', async () => {
    const file = join(await folderWith('file'), 'file');
    for (const home of [file, join(file, 'deep', 'er')]) {
      await expect(openDataFolder(home)).rejects.toThrow(
        `${home} cannot be the data folder: it is a file, or lies in one.`,
      );
    }
    expect(await readFile(file, 'utf8')).toBe('#!/bin/sh\n');
  });

  it('a file where a folder of ours would be', async () => {
    const home = await folderWith('connections.json', 'clients');
    await expect(openDataFolder(home)).rejects.toThrow(
      `cannot be the data folder: ${join(home, 'clients')} is a file.`,
    );
  });

  it('a folder that is another account’s, and what would lie in one', async () => {
    const parent = await folderWith('home/connections.json');
    const home = join(parent, 'home');
    await chmod(home, 0o500);
    for (const place of [home, join(home, 'new')]) {
      const line = await startChild(HOLDER, [place], {}, notRoot()).line();
      expect(line).toContain(`${place} cannot be the data folder: your account may not read and write there. Set SLOT`);
    }
    await chmod(home, 0o700);
  });
});

/** The superuser may do everything; nobody may do little. */
function notRoot(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
}
