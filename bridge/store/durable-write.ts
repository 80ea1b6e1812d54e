import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const OWNER_ONLY = 0o600;

/**
 * Puts `text` at `path` so that after a crash or a power cut the file holds either the old text or the new one, whole.
 * The new one is there for good when the promise resolves. The file is readable by its owner alone.
 */
export async function writeDurably(path: string, text: string): Promise<void> {
  await writeWhole(path, text);
  await syncFolder(dirname(path));
}

/** The same with a temporary file, fsync and rename alone: until `syncFolder` a power cut may bring the old text back. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeAndSync(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    await removeIfThere(temporary);
    throw error;
  }
}

/** Creates a file that must not exist yet (`O_EXCL`), readable by its owner alone, and waits until it is on disk. */
export async function writeAndSync(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', OWNER_ONLY);
  await closing(file, async () => {
    await file.writeFile(text, 'utf8');
    await file.sync();
  });
}

/** Makes a rename, a new name or a removal in `folder` survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; NTFS keeps its own journal of names.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await closing(handle, () => handle.sync());
}

async function closing(handle: FileHandle, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await handle.close();
  }
}

export async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** The file's text; null where there is no file. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT';
}

/** The system's name of an error, such as `EEXIST`; empty for anything else. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Whether `name` is a temporary file that a writer of `path` left behind when it was killed. */
export function isLeftOver(name: string, path: string): boolean {
  return name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp');
}

export function besidePath(path: string, name: string): string {
  return join(dirname(path), name);
}
