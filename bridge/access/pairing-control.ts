import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { readIfThere, removeIfThere, writeAndSync } from '../store/durable-write.ts';
import type { PairingCode } from './pairing.ts';

/** In the data folder: whoever can write there is the person whose bridge it is. */
export const CONTROL = 'control';
export const REQUEST = /^pair-[0-9a-f]{16}\.request$/;
export const answerPath = (request: string) => request.replace(/\.request$/, '.answer');

const Answer = z.strictObject({ code: z.string(), expiresAt: z.number() });
const LOOK_EVERY_MS = 50;

/**
 * Asks the running bridge, from another process, to open a pairing; gives its code, which is the one already open if
 * there is one. Null when no answer comes in time (milliseconds).
 */
export async function requestPairing(home: string, withinMs = 5_000): Promise<PairingCode | null> {
  const control = join(home, CONTROL);
  await mkdir(control, { recursive: true, mode: 0o700 });
  const request = join(control, `pair-${randomBytes(8).toString('hex')}.request`);
  await writeAndSync(request, '');
  try {
    return await awaitAnswer(answerPath(request), Date.now() + withinMs);
  } finally {
    await removeIfThere(request);
    await removeIfThere(answerPath(request));
  }
}

async function awaitAnswer(path: string, until: number): Promise<PairingCode | null> {
  while (Date.now() < until) {
    const text = await readIfThere(path);
    if (text !== null) return Answer.parse(JSON.parse(text));
    await pause(LOOK_EVERY_MS);
  }
  return null;
}
