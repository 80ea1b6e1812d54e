import type { BridgeError } from '../errors/bridge-error.ts';

const SECOND = 1000;

/** Longest wait after the nth failure in a row: the whole account, and one appointment alone. */
const LONGEST_ACCOUNT_MS = 60 * SECOND;
const LONGEST_THROTTLED_MS = 15 * 60 * SECOND;
const LONGEST_ENTRY_MS = 10 * 60 * SECOND;

/** Failures of the account as a whole: what waits behind them would fail alike. */
export function concernsAccount({ code }: BridgeError): boolean {
  return ['server-unreachable', 'throttled', 'invalid-credentials', 'needs-password'].includes(code);
}

/** Milliseconds until the account may be asked again, after so many failures in a row. A time the server named is kept. */
export function accountWaitMs({ code, details }: BridgeError, failures: number): number {
  if (details.retryAfterMs !== undefined) return details.retryAfterMs;
  if (code === 'throttled') return doubled(15 * SECOND, failures, LONGEST_THROTTLED_MS);
  return doubled(SECOND, failures, LONGEST_ACCOUNT_MS);
}

export function entryWaitMs({ details }: BridgeError, failures: number): number {
  return details.retryAfterMs ?? doubled(2 * SECOND, failures, LONGEST_ENTRY_MS);
}

function doubled(first: number, failures: number, longest: number): number {
  return Math.min(first * 2 ** Math.min(Math.max(failures, 1) - 1, 20), longest);
}
