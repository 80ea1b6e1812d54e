import { chmod, lstat, mkdir, readdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isMissing } from './durable-write.ts';
import { sayingWhy } from './folder-unusable.ts';
import { homeEntries } from './home-entries.ts';
import { isOwn } from './own-entries.ts';

const FOLDER = 0o700;
const FILE = 0o600;

/**
 * Makes the folder, and takes from group and others whatever they may do with it and with what Slotbridge keeps there;
 * all else in it stays as it is. Links are not followed. Windows has no such modes; there the user's profile keeps
 * others out. Gives the folder's real path. Throws FolderUnusable.
 */
export async function makePrivateFolder(home: string): Promise<string> {
  const folder = resolve(home);
  await homeEntries(folder);
  return sayingWhy(folder, async () => {
    await mkdir(folder, { recursive: true, mode: FOLDER });
    const path = await realpath(folder);
    if (process.platform === 'win32') return path;
    await tightenOne(path);
    for (const own of await ownIn(path)) await tighten(own);
    return path;
  });
}

/** The paths of what Slotbridge keeps in the folder. */
async function ownIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter(isOwn).map((entry) => join(folder, entry.name));
}

async function tighten(path: string): Promise<void> {
  if ((await tightenOne(path)) !== 'folder') return;
  for (const name of await readdir(path)) await tighten(join(path, name));
}

async function tightenOne(path: string): Promise<'folder' | 'other'> {
  const entry = await lstatIfThere(path);
  if (!entry || entry.isSymbolicLink()) return 'other';
  // What the owner may do beyond reading and writing is the owner's business.
  const wanted = entry.isDirectory() ? FOLDER : (entry.mode & FOLDER) | FILE;
  if ((entry.mode & 0o777) !== wanted) await chmod(path, wanted);
  return entry.isDirectory() ? 'folder' : 'other';
}

async function lstatIfThere(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    // Another program, such as "token revoke", may remove a file while we walk.
    if (isMissing(error)) return null;
    throw error;
  }
}

/** What others on this computer may do something with: the folder, and what Slotbridge keeps in it. */
export async function tooOpen(folder: string): Promise<string[]> {
  if (process.platform === 'win32') return [];
  const inside = await Promise.all((await ownIn(folder)).map(openBelow));
  return [...(await openItself(folder)), ...inside.flat()];
}

async function openBelow(path: string): Promise<string[]> {
  const entry = await lstatIfThere(path);
  if (!entry?.isDirectory()) return openItself(path);
  const inside = await Promise.all((await readdir(path)).map((name) => openBelow(join(path, name))));
  return [...(await openItself(path)), ...inside.flat()];
}

async function openItself(path: string): Promise<string[]> {
  const entry = await lstatIfThere(path);
  return !entry || entry.isSymbolicLink() || (entry.mode & 0o077) === 0 ? [] : [path];
}
