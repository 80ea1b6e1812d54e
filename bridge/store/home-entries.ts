import type { Dirent } from 'node:fs';
import { access, constants, readdir, realpath } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, parse, resolve } from 'node:path';
import { isMissing } from './durable-write.ts';
import { FolderUnusable, sayingWhy } from './folder-unusable.ts';
import { fileInPlaceOfFolder, foreignIn } from './own-entries.ts';

const CHOOSE = 'Set SLOTBRIDGE_HOME to an empty folder, or to one that is not there yet.';

/**
 * What lies in the data folder; null where there is none yet and it can be made. Makes and changes nothing.
 * Throws FolderUnusable for a place that cannot hold the data, or that holds other people's things.
 */
export function homeEntries(home: string): Promise<Dirent[] | null> {
  const folder = resolve(home);
  return sayingWhy(folder, async () => {
    refuseSharedPlace(folder);
    const entries = await entriesIn(folder);
    if (entries === null) {
      await access(await nearestAbove(folder), constants.W_OK | constants.X_OK);
      return null;
    }
    await access(folder, constants.W_OK | constants.X_OK);
    refuseSharedPlace(await realpath(folder));
    refuseForeign(folder, entries);
    return entries;
  });
}

/** Modes are changed there, which would be a disaster for other programs. */
function refuseSharedPlace(path: string): void {
  if (![parse(path).root, homedir(), tmpdir()].includes(path)) return;
  throw new FolderUnusable(path, 'it holds other things too', CHOOSE);
}

function refuseForeign(folder: string, entries: readonly Dirent[]): void {
  const file = fileInPlaceOfFolder(entries);
  if (file !== null) throw new FolderUnusable(folder, `${join(folder, file)} is a file`, CHOOSE);
  const foreign = foreignIn(entries);
  if (foreign === null) return;
  throw new FolderUnusable(folder, `it holds other things, such as ${JSON.stringify(foreign)}`, CHOOSE);
}

async function entriesIn(folder: string): Promise<Dirent[] | null> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function nearestAbove(folder: string): Promise<string> {
  for (let above = dirname(folder); ; above = dirname(above)) {
    if ((await entriesIn(above)) !== null || dirname(above) === above) return above;
  }
}
