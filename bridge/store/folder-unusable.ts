import { errorCode } from './durable-write.ts';

/** The folder cannot hold the data. The message says why in one sentence and what to do in the next. */
export class FolderUnusable extends Error {
  readonly why: string;
  readonly mend: string;

  constructor(folder: string, reason: string, mend: string, cause?: unknown) {
    const why = `${folder} cannot be the data folder: ${reason}`;
    super(`${why}. ${mend}`, { cause });
    this.name = 'FolderUnusable';
    this.why = why;
    this.mend = mend;
  }
}

/** Does the work in the folder; what the system refuses there is thrown as FolderUnusable. */
export async function sayingWhy<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new FolderUnusable(folder, reasonOf(error, folder), mendOf(error), error);
  }
}

function reasonOf(error: Error, folder: string): string {
  const path = 'path' in error && typeof error.path === 'string' ? error.path : folder;
  const it = path === folder ? 'it' : path;
  switch (errorCode(error)) {
    case 'EEXIST':
      return `${it} is a file`;
    case 'ENOTDIR':
      return `${it} is a file, or lies in one`;
    case 'EACCES':
    case 'EPERM':
      return `your account may not read and write ${it === 'it' ? 'there' : it}`;
    case 'EROFS':
      return 'its disk can only be read';
    case 'ENOSPC':
      return 'its disk is full';
    case 'ENOENT':
      return `${it} is not there and cannot be made`;
    default:
      return `the system refuses it (${errorCode(error)})`;
  }
}

function mendOf(error: Error): string {
  if (errorCode(error) === 'ENOSPC') return 'Make room on it, or set SLOTBRIDGE_HOME to another folder.';
  return 'Set SLOTBRIDGE_HOME to a folder of your own, empty or not there yet.';
}
