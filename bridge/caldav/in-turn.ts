import { BridgeError } from '../errors/bridge-error.ts';
import type { GuardedFetch } from './guarded-fetch.ts';

/**
 * Lets at most so many requests go at the same time; the others wait in the order they came. Once the server refused the
 * password or asked for patience, those that wait get the same answer without being sent.
 */
export function inTurn(fetch: GuardedFetch, atOnce: number): GuardedFetch {
  let free = atOnce;
  let refusal: BridgeError | null = null;
  const waiting: (() => void)[] = [];
  const turn = async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const release = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return async (url, request) => {
    await turn();
    try {
      if (refusal) throw refusal;
      return await fetch(url, request);
    } catch (error) {
      if (concernsAll(error)) refusal = error;
      throw error;
    } finally {
      release();
    }
  };
}

function concernsAll(error: unknown): error is BridgeError {
  return error instanceof BridgeError && (error.code === 'invalid-credentials' || error.code === 'throttled');
}
