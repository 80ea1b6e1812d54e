import { chmod, lstat, mkdir, readdir, realpath } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, parse, resolve } from 'node:path';
import { isMissing } from './durable-write.ts';

const FOLDER = 0o700;
const FILE = 0o600;

/**
 * Makes the folder, and takes from group and others whatever they may do with it and with all in it. Links are not
 * followed. Windows has no such modes; there the user's profile keeps others out. Gives the folder's real path.
 */
export async function makePrivateFolder(folder: string): Promise<string> {
  await refuseSharedPlaces(resolve(folder));
  await mkdir(folder, { recursive: true, mode: FOLDER });
  const path = await realpath(folder);
  await refuseSharedPlaces(path);
  if (process.platform !== 'win32') await tighten(path);
  return path;
}

/** Modes are changed all the way down, which would be a disaster in a folder that holds other things too. */
async function refuseSharedPlaces(path: string): Promise<void> {
  if ([parse(path).root, homedir(), tmpdir()].includes(path)) {
    throw new Error(
      `${path} cannot be the data folder: it holds other things too. Set SLOTBRIDGE_HOME to one of its own.`,
    );
  }
}

async function tighten(path: string): Promise<void> {
  const entry = await lstatIfThere(path);
  if (!entry || entry.isSymbolicLink()) return;
  const wanted = entry.isDirectory() ? FOLDER : FILE;
  if ((entry.mode & 0o777 & ~wanted) !== 0 || (entry.isDirectory() && (entry.mode & FOLDER) !== FOLDER)) {
    await chmod(path, wanted);
  }
  if (!entry.isDirectory()) return;
  for (const name of await readdir(path)) await tighten(join(path, name));
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

/** What others may do there that they should not: paths whose mode is wider than 0700 for folders and 0600 for files. */
export async function tooOpen(path: string): Promise<string[]> {
  if (process.platform === 'win32') return [];
  const entry = await lstatIfThere(path);
  if (!entry || entry.isSymbolicLink()) return [];
  const own = (entry.mode & 0o077) === 0 ? [] : [path];
  if (!entry.isDirectory()) return own;
  const inside = await Promise.all((await readdir(path)).map((name) => tooOpen(join(path, name))));
  return [...own, ...inside.flat()];
}
