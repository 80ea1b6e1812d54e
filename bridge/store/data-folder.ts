import { join } from 'node:path';
import { lockFolder } from './folder-lock.ts';
import { sayingWhy } from './folder-unusable.ts';
import { makePrivateFolder } from './modes.ts';

export interface DataFolder {
  /** Its real path. */
  readonly path: string;
  /** A path inside. */
  file(...segments: string[]): string;
  /** Tells other processes that ask for the folder's bridge where it listens. */
  announce(port: number): void;
  release(): Promise<void>;
}

/**
 * Opens the data folder for the one bridge that may use it: made if it is not there, 0700 with files 0600 (wider ones
 * of ours are tightened), and locked. Sets the process's umask, since some writers make files with the mode that it
 * leaves. Throws FolderInUse when another bridge has it, and FolderUnusable.
 */
export async function openDataFolder(home: string): Promise<DataFolder> {
  process.umask(0o077);
  const path = await makePrivateFolder(home);
  const { announce, release } = await sayingWhy(path, () => lockFolder(path));
  return { path, file: (...segments) => join(path, ...segments), announce, release };
}
