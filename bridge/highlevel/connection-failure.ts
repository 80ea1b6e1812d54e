import { networkFailure, timedOut } from '../caldav/network-failure.ts';
import { BridgeError, type ErrorDetails } from '../errors/bridge-error.ts';

/** HighLevel could not be asked, or its answer cannot be used. `detail` is a sentence for the person. */
export function unreachable(detail: string, more: Omit<ErrorDetails, 'detail'> = {}): BridgeError {
  return new BridgeError('crm-unreachable', { detail, ...more });
}

/** What went wrong on the way. Of the original error nothing but its code is kept: the request carried the token. */
export function failedOnTheWay(error: unknown, host: string): BridgeError {
  const { message, details } = networkFailure(error, host, 'token');
  return unreachable(message, { cause: details.cause });
}

export function tookTooLong(host: string, timeoutMs: number): BridgeError {
  return unreachable(timedOut(host, timeoutMs).message);
}
