import { BridgeError } from './bridge-error.ts';

/** What the system says when a file cannot be written or read. */
const STORAGE = new Set([
  'ENOSPC',
  'EDQUOT',
  'EACCES',
  'EPERM',
  'EROFS',
  'EIO',
  'ENOTDIR',
  'EISDIR',
  'ENOENT',
  'EMFILE',
]);

/** Any error as one of the closed set: trouble with the disk by its own name, everything else as a fault of ours. */
export function asBridgeError(error: unknown): BridgeError {
  if (error instanceof BridgeError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (STORAGE.has(code) && error instanceof Error && 'syscall' in error) {
    return new BridgeError('storage-failed', { cause: error });
  }
  return new BridgeError('internal', { cause: error });
}
