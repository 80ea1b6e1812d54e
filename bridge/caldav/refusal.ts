import { BridgeError } from '../errors/bridge-error.ts';
import { type Answer, throttled } from './guarded-fetch.ts';
import { type Multistatus, preconditionsOf, readMultistatus } from './multistatus.ts';

/** The multistatus of an answer. @throws BridgeError what `refusal` makes of any other answer. */
export async function requireMultistatus(answer: Answer): Promise<Multistatus> {
  const reading = await readMultistatus(answer);
  if (reading.kind === 'multistatus') return reading.multistatus;
  throw refusal(answer, reading.flaw);
}

/**
 * The error that an unwelcome answer stands for. A 403 that names no precondition is how iCloud says "too often".
 */
export function refusal(answer: Answer, flaw = `with HTTP ${answer.status}`): BridgeError {
  const { status, url } = answer;
  const preconditions = preconditionsOf(answer);
  if (status === 403 && preconditions === null) return throttled(answer);
  if (preconditions?.includes('need-privileges')) {
    return badAnswer('This account may not read that calendar. Ask its owner, or choose another one.');
  }
  if (status === 404 || status === 410) return badAnswer(`${url.host} no longer has that calendar. Refresh the list.`);
  if (status > 504 && preconditions === null)
    return badAnswer(`${url.host} has a fault of its own (HTTP ${status}). Try again later.`);
  return badAnswer(`${url.host} answered ${flaw}${namedIn(preconditions)}. What was known stays; we try again.`);
}

/** ` (valid-calendar-data)`, or nothing: what a server says is shown only where it is a plain name. */
export function namedIn(preconditions: readonly string[] | null): string {
  const named = (preconditions ?? []).filter((name) => /^[a-z-]{3,50}$/.test(name)).join(', ');
  return named === '' ? '' : ` (${named})`;
}

export function badAnswer(detail: string): BridgeError {
  return new BridgeError('bad-answer', { detail });
}
