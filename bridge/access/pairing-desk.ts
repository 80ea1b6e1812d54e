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
  readonly onError: (error: unknown) => void;
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
  for (const name of await readdir(control)) await removeIfThere(join(control, name));
  const look = async () => {
    keepCodeShown(options);
    await answerRequests(control, options.pairing);
  };
  await look();
  const timer = setInterval(() => look().catch(options.onError), LOOK_EVERY_MS).unref();
  return { close: () => clearInterval(timer) };
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
