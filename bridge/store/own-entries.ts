import type { Dirent } from 'node:fs';

const FOLDERS = ['clients', 'control', 'lock', 'cache', 'outbox', 'crm'];
const FILES = ['connections.json', 'secrets.json'];
/** What file managers and file systems put into any folder. */
const OF_THE_SYSTEM = ['.DS_Store', '.localized', 'desktop.ini', 'Thumbs.db', 'lost+found'];

/** Whether Slotbridge put it there: its folders, its files, and those beside them (set aside, half written). */
export function isOwn(entry: Dirent): boolean {
  if (FOLDERS.includes(entry.name)) return !entry.isFile();
  return !entry.isDirectory() && FILES.some((name) => entry.name === name || entry.name.startsWith(`${name}.`));
}

/**
 * What in the folder shows that it is somebody else's; null where it may be ours: empty, with our own things alone, or
 * with things that only a bridge leaves. A name such as `cache` or `clients` says nothing by itself among others.
 */
export function foreignIn(entries: readonly Dirent[]): string | null {
  const foreign = entries.find((entry) => !isOwn(entry) && !OF_THE_SYSTEM.includes(entry.name));
  const has = (name: string) => entries.some((entry) => entry.name === name && isOwn(entry));
  if (!foreign || has('connections.json') || (has('clients') && has('control'))) return null;
  return foreign.name;
}

/** The name of a folder of ours in whose place there is a file. */
export function fileInPlaceOfFolder(entries: readonly Dirent[]): string | null {
  return entries.find((entry) => FOLDERS.includes(entry.name) && entry.isFile())?.name ?? null;
}
