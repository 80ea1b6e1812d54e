import { once } from 'node:events';
import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '../../../bridge/store/data-folder.ts';
import { holderOf } from '../../../bridge/store/folder-lock.ts';
import { startChild } from './child.ts';
import { modeOf, temporaryFolder } from './temporary-folder.ts';

const HOLDER = new URL('./hold-folder.ts', import.meta.url);

describe('the data folder', () => {
  it('is made for its owner alone', async () => {
    const home = join(await temporaryFolder(), 'deep', 'Slotbridge');
    const folder = await openDataFolder(home);
    await writeFile(folder.file('note.json'), '{}');
    expect(await modeOf(home)).toBe('700');
    expect(await modeOf(folder.file('note.json'))).toBe('600');
    await folder.release();
  });

  it('takes away what others may do there, all the way down', async () => {
    const home = await temporaryFolder();
    await mkdir(join(home, 'clients'), { mode: 0o755 });
    await writeFile(join(home, 'clients', 'one.json'), '{}');
    await chmod(join(home, 'clients', 'one.json'), 0o644);
    await chmod(join(home, 'clients'), 0o755);
    await chmod(home, 0o777);
    await (await openDataFolder(home)).release();
    expect(await modeOf(home)).toBe('700');
    expect(await modeOf(join(home, 'clients'))).toBe('700');
    expect(await modeOf(join(home, 'clients', 'one.json'))).toBe('600');
  });

  it('leaves alone what a link in it points to', async () => {
    const outside = await temporaryFolder();
    await writeFile(join(outside, 'mine.txt'), 'x');
    await chmod(join(outside, 'mine.txt'), 0o644);
    const home = await temporaryFolder();
    await mkdir(join(home, 'clients'));
    await symlink(outside, join(home, 'clients', 'link'));
    await symlink(outside, join(home, 'cache'));
    await (await openDataFolder(home)).release();
    expect(await modeOf(join(outside, 'mine.txt'))).toBe('644');
  });

  it('is never the home folder, the temporary folder or the root', async () => {
    for (const shared of [homedir(), tmpdir(), '/']) {
      const before = await modeOf(shared);
      await expect(openDataFolder(shared)).rejects.toThrow('cannot be the data folder');
      expect(await modeOf(shared)).toBe(before);
    }
  });
});

/** On a computer that stands still for a second all may take one another for the holder: then they try once more. */
async function winners<T>(start: () => Promise<T[]>): Promise<T[]> {
  const won = await start();
  return won.length > 0 ? won : start();
}

describe('the lock of the data folder', () => {
  it('refuses a second bridge and names the process of the first', async () => {
    const home = await temporaryFolder();
    const first = startChild(HOLDER, [home]);
    expect(await first.line()).toBe('holding');
    await expect(openDataFolder(home)).rejects.toThrow(`process ${first.process.pid}`);
    expect(await holderOf(home)).toEqual({ pid: first.process.pid, port: null });
  });

  it('is not held by one that was just going when it was asked', async () => {
    const home = await temporaryFolder();
    await mkdir(join(home, 'lock'));
    const going = createServer((socket) => {
      socket.destroy();
      going.close();
    }).listen(join(home, 'lock', '00000000.sock'));
    await once(going, 'listening');
    await (await openDataFolder(home)).release();
  });

  it('tells who asks where the bridge of its holder listens', async () => {
    const home = await temporaryFolder();
    const folder = await openDataFolder(home);
    folder.announce(4823);
    expect(await holderOf(home)).toEqual({ pid: process.pid, port: 4823 });
    await folder.release();
  });

  it('is free at once after the holder was killed, and nothing of it stays', async () => {
    const home = await temporaryFolder();
    const first = startChild(HOLDER, [home]);
    expect(await first.line()).toBe('holding');
    await first.kill9();
    expect(await readdir(join(home, 'lock'))).toHaveLength(1);
    expect(await holderOf(home)).toBeNull();
    const began = performance.now();
    const folder = await openDataFolder(home);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await readdir(join(home, 'lock'))).toHaveLength(1);
    await folder.release();
    expect(await readdir(join(home, 'lock'))).toEqual([]);
  });

  it('is still held by a process that is stopped and cannot answer', async () => {
    const home = await temporaryFolder();
    const first = startChild(HOLDER, [home]);
    expect(await first.line()).toBe('holding');
    first.process.kill('SIGSTOP');
    await expect(openDataFolder(home)).rejects.toThrow('already uses the data folder');
  });

  it('can be taken again after it was released', async () => {
    const home = await temporaryFolder();
    const first = startChild(HOLDER, [home]);
    expect(await first.line()).toBe('holding');
    first.process.stdin?.write('release\n');
    expect(await first.line()).toBe('released');
    await (await openDataFolder(home)).release();
  });

  it('goes to exactly one of many that start in the same moment, over the names of dead ones', async () => {
    const home = await temporaryFolder();
    const dead = startChild(HOLDER, [home]);
    await dead.line();
    await dead.kill9();
    for (let round = 0; round < 20; round += 1) {
      const won = await winners(async () => {
        const tries = await Promise.allSettled(Array.from({ length: 8 }, () => openDataFolder(home)));
        return tries.filter((result) => result.status === 'fulfilled');
      });
      expect(won).toHaveLength(1);
      await won[0]!.value.release();
    }
  });

  it('goes to exactly one of six processes', async () => {
    const home = await temporaryFolder();
    const won = await winners(async () => {
      const answers = await Promise.all(Array.from({ length: 6 }, () => startChild(HOLDER, [home]).line()));
      const [held, refused] = ['holding', 'already uses the data folder'].map((words) =>
        answers.filter((answer) => answer.includes(words)),
      );
      expect([...(held ?? []), ...(refused ?? [])]).toHaveLength(6);
      return held ?? [];
    });
    expect(won).toHaveLength(1);
  });

  it('works in a folder whose path is longer than a socket may have', async () => {
    const home = join(await temporaryFolder(), 'long'.repeat(30), 'Slotbridge');
    const first = startChild(HOLDER, [home], { TMPDIR: await temporaryFolder() });
    expect(await first.line()).toBe('holding');
    await expect(openDataFolder(home)).rejects.toThrow(`process ${first.process.pid}`);
    await first.kill9();
    await (await openDataFolder(home)).release();
  });
});
