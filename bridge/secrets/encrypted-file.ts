import { join } from 'node:path';
import { z } from 'zod';
import { BridgeError } from '../errors/bridge-error.ts';
import { readIfThere, writeDurably } from '../store/durable-write.ts';
import { Sealed, seal, unseal } from './sealed.ts';
import type { SecretStore } from './secret-store.ts';

const Values = z.record(z.string(), z.string());

/**
 * All passwords in one file, `<home>/secrets.json`, sealed under the passphrase; see `sealed.ts`. A wrong passphrase or a
 * damaged file stops with BridgeError `secrets-unavailable`, and the file stays as it is.
 */
export async function openEncryptedFile(home: string, passphrase: string): Promise<SecretStore> {
  const path = join(home, 'secrets.json');
  const values = await readValues(path, passphrase);
  // Written at once, so that a folder that cannot be written shows now and not when a password is given.
  if (values === null) await writeValues(path, new Map(), passphrase);
  return storeOver(values ?? new Map(), (next) => writeValues(path, next, passphrase));
}

type Values = ReadonlyMap<string, string>;

function storeOver(start: Values, write: (values: Values) => Promise<void>): SecretStore {
  let values = start;
  let last: Promise<void> = Promise.resolve();
  // One write after the other, each on what the one before left; memory changes once the disk has.
  const change = (edit: (copy: Map<string, string>) => void): Promise<void> => {
    const work = async () => {
      const copy = new Map(values);
      edit(copy);
      await write(copy);
      values = copy;
    };
    last = last.then(work, work);
    return last;
  };
  return {
    backend: 'file',
    kept: true,
    get: async (name) => values.get(name) ?? null,
    set: (name, value) => change((copy) => copy.set(name, value)),
    delete: (name) => change((copy) => copy.delete(name)),
  };
}

async function readValues(path: string, passphrase: string): Promise<Values | null> {
  const text = await textOf(path);
  if (text === null) return null;
  const file = sealedIn(text);
  if (!file) throw unusable(path, 'is damaged');
  try {
    return new Map(Object.entries(Values.parse(JSON.parse(await unseal(file, passphrase)))));
  } catch {
    // What was wrong inside says nothing more than this sentence, and could quote a password.
    throw unusable(path, 'does not open with this SLOTBRIDGE_PASSPHRASE, or was changed by another program');
  }
}

function sealedIn(text: string): Sealed | null {
  try {
    return Sealed.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Not JSON: damaged all the same, and the caller says so.
    return null;
  }
}

async function writeValues(path: string, values: Values, passphrase: string): Promise<void> {
  const sealed = await seal(JSON.stringify(Object.fromEntries(values)), passphrase);
  try {
    await writeDurably(path, JSON.stringify(sealed));
  } catch (cause) {
    throw new BridgeError('secrets-unavailable', {
      detail: `The passwords cannot be written to ${path}. Check that the disk has room and the folder can be written.`,
      cause,
    });
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readIfThere(path);
  } catch (cause) {
    throw unusable(path, 'cannot be read', cause);
  }
}

function unusable(path: string, what: string, cause?: unknown): BridgeError {
  const detail =
    `The file with the passwords (${path}) ${what}. Start with the right passphrase; ` +
    'if it is lost, move the file away and enter the passwords again in the extension.';
  return new BridgeError('secrets-unavailable', { detail, cause });
}
