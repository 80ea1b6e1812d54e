import { randomBytes } from 'node:crypto';
import type { AsyncEntry, EntryOptions } from '@napi-rs/keyring';
import { BridgeError } from '../errors/bridge-error.ts';
import type { SecretStore } from './secret-store.ts';

const SERVICE = 'Slotbridge';

/** Left to choose, the library falls back to the kernel's memory without a word, and the password is gone on a reboot. */
const PINNED: EntryOptions = { linux: { store: 'secret-service' } };

/** A locked keychain asks the person, who needs time to type; a hung one must not stop the bridge for good. */
const ANSWER_WITHIN_MS = 60_000;

export interface KeychainOptions {
  readonly probeWithinMs?: number;
}

/**
 * The system's keychain: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux.
 * Tried with a throw-away value first. Throws BridgeError `secrets-unavailable`.
 */
export async function openKeychain({ probeWithinMs = ANSWER_WITHIN_MS }: KeychainOptions = {}): Promise<SecretStore> {
  const library = await loadLibrary();
  const store = keychainStore((name) => new library.AsyncEntry(SERVICE, name, PINNED));
  await withinTime(probeWithinMs, probe(store));
  return store;
}

type EntryOf = (name: string) => AsyncEntry;

function keychainStore(entry: EntryOf): SecretStore {
  const answered = <T>(work: () => Promise<T>) => withinTime(ANSWER_WITHIN_MS, inKeychain(work));
  return {
    backend: 'keychain',
    kept: true,
    get: (name) => answered(async () => (await entry(name).getPassword()) ?? null),
    set: (name, value) => answered(() => entry(name).setPassword(value)),
    delete: async (name) => {
      await answered(() => entry(name).deletePassword());
    },
  };
}

async function probe(store: SecretStore): Promise<void> {
  const name = `check-${randomBytes(8).toString('hex')}`;
  const value = randomBytes(8).toString('hex');
  await store.set(name, value);
  const found = await store.get(name);
  await store.delete(name);
  if (found !== value) throw unavailable('The keychain does not give back what was put into it.');
}

/** The library is compiled for each system; where there is none for this one it fails to load. */
async function loadLibrary(): Promise<typeof import('@napi-rs/keyring')> {
  try {
    return await import('@napi-rs/keyring');
  } catch (cause) {
    throw unavailable('The keychain of this system is not supported.', cause);
  }
}

async function inKeychain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw unavailable('The keychain of this computer does not answer.', cause);
  }
}

async function withinTime<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable('The keychain took too long to answer; is it locked?')), limitMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

const WAY_OUT =
  'Unlock or start it (on Linux for example gnome-keyring), or set SLOTBRIDGE_SECRETS=file with a SLOTBRIDGE_PASSPHRASE.';

function unavailable(what: string, cause?: unknown): BridgeError {
  return new BridgeError('secrets-unavailable', { detail: `${what} ${WAY_OUT}`, cause });
}
