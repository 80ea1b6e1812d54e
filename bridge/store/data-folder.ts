import { join } from 'node:path';
import { lockFolder } from './folder-lock.ts';
import { makePrivateFolder } from './modes.ts';

export interface DataFolder {
  /** Its real path. */
  readonly path: string;
  /** A path inside. */
  file(...segments: string[]): string;
  release(): Promise<void>;
}

/**
 * Opens the data folder for the one bridge that may use it: made if it is not there, 0700 with files 0600 (wider ones
 * are tightened), and locked. Sets the process's umask, since some writers make files with the mode that it leaves.
 * Throws FolderInUse when another bridge has it.
 */
export async function openDataFolder(home: string): Promise<DataFolder> {
  process.umask(0o077);
  const path = await makePrivateFolder(home);
  const lock = await lockFolder(path);
  return { path, file: (...segments) => join(path, ...segments), release: () => lock.release() };
}
