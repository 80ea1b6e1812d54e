import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeIfThere, writeDurably } from '../store/durable-write.ts';
import type { ClientRegistry } from './client-registry.ts';
import type { Pairing, PairingCode } from './pairing.ts';
import { answerPath, CONTROL, REQUEST } from './pairing-control.ts';

const LOOK_EVERY_MS = 200;

export interface PairingDeskOptions {
  /** The data folder. */
  readonly home: string;
  readonly pairing: Pairing;
  readonly clients: ClientRegistry;
  /** Shows a code on the bridge's own terminal. */
  readonly show: (code: PairingCode) => void;
  /** Told when requests can no longer be read or answered: once, and not again before `onMended`. */
  readonly onError: (error: unknown) => void;
  /** Told once when they can be again. */
  readonly onMended: () => void;
}

export interface PairingDesk {
  close(): void;
}

/**
 * The bridge's side of pairing, until closed: while nobody is paired a fresh code is always open and shown, and what
 * `slotbridge pair` asks for through the control folder is answered.
 */
export async function startPairingDesk(options: PairingDeskOptions): Promise<PairingDesk> {
  const control = join(options.home, CONTROL);
  await mkdir(control, { recursive: true, mode: 0o700 });
  // What a killed bridge or command left there is of no use to anybody.
  const left = (await readdir(control)).filter((name) => name.startsWith('pair-'));
  for (const name of left) await removeIfThere(join(control, name));
  const look = async () => {
    keepCodeShown(options);
    await answerRequests(control, options.pairing);
  };
  // The first look, too, ends nothing: the folder may go away in the very moment in which the code is shown.
  const lookAgain = tellingChanges(look, options);
  await lookAgain();
  const timer = setInterval(() => void lookAgain(), LOOK_EVERY_MS).unref();
  return { close: () => clearInterval(timer) };
}

/** A data folder on a disk that was unplugged may be away for long. */
function tellingChanges(look: () => Promise<void>, { onError, onMended }: PairingDeskOptions): () => Promise<void> {
  let broken = false;
  return async () => {
    try {
      await look();
      if (broken) onMended();
      broken = false;
    } catch (error) {
      if (!broken) onError(error);
      broken = true;
    }
  };
}

function keepCodeShown({ pairing, clients, show }: PairingDeskOptions): void {
  const paired = clients.list().some((client) => client.madeBy === 'pairing');
  if (!paired && !pairing.resting && !pairing.current()) show(pairing.open());
}

async function answerRequests(control: string, pairing: Pairing): Promise<void> {
  const requests = (await readdir(control)).filter((name) => REQUEST.test(name));
  for (const name of requests) {
    await removeIfThere(join(control, name));
    await writeDurably(answerPath(join(control, name)), JSON.stringify(pairing.open()));
  }
}
