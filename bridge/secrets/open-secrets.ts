import { BridgeError } from '../errors/bridge-error.ts';
import { openEncryptedFile } from './encrypted-file.ts';
import { openKeychain } from './keychain.ts';
import { openMemory } from './memory.ts';
import type { SecretStore } from './secret-store.ts';

type SecretsChoice = 'auto' | 'keychain' | 'file' | 'memory';

export interface SecretsOptions {
  readonly choice: SecretsChoice;
  /** The data folder; only `file` writes there. */
  readonly home: string;
  /** For `file`. */
  readonly passphrase?: string | undefined;
}

export interface OpenedSecrets {
  readonly store: SecretStore;
  /** What the person should know about where passwords are kept, and what to do; null when all is well. */
  readonly notice: string | null;
}

const NOT_KEPT = 'Passwords are kept only until the bridge stops';
const HOW_TO_KEEP =
  'To keep them, start the keychain of this computer (on Linux for example gnome-keyring), ' +
  'or set SLOTBRIDGE_SECRETS=file with a SLOTBRIDGE_PASSPHRASE of your choice, then start the bridge again.';

/** With `auto` a keychain that wants a prompt answered may not hold the start up for long. */
const AUTO_PROBE_MS = 20_000;

/**
 * Opens the place for passwords. `auto` takes the keychain and, where there is none, memory, with a notice that says so.
 * A place named outright that does not work throws BridgeError `secrets-unavailable`: never a silent second choice.
 */
export async function openSecrets({ choice, home, passphrase }: SecretsOptions): Promise<OpenedSecrets> {
  switch (choice) {
    case 'keychain':
      return { store: await openKeychain(), notice: null };
    case 'file':
      return { store: await openEncryptedFile(home, needed(passphrase)), notice: null };
    case 'memory':
      return { store: openMemory(), notice: `${NOT_KEPT}, as SLOTBRIDGE_SECRETS=memory says. ${HOW_TO_KEEP}` };
    case 'auto':
      return keychainOrMemory();
  }
}

async function keychainOrMemory(): Promise<OpenedSecrets> {
  try {
    return { store: await openKeychain({ probeWithinMs: AUTO_PROBE_MS }), notice: null };
  } catch (error) {
    if (!(error instanceof BridgeError) || error.code !== 'secrets-unavailable') throw error;
    return { store: openMemory(), notice: `${NOT_KEPT}: this computer has no keychain that answers. ${HOW_TO_KEEP}` };
  }
}

function needed(passphrase: string | undefined): string {
  if (passphrase) return passphrase;
  throw new BridgeError('secrets-unavailable', {
    detail: 'SLOTBRIDGE_SECRETS=file needs a passphrase. Set SLOTBRIDGE_PASSPHRASE and start again.',
  });
}
