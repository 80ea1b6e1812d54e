import { allowedHostsOf } from '../../../bridge/caldav/allowed-hosts.ts';
import { exchange } from '../../../bridge/caldav/exchange.ts';
import { createGuardedFetch, type GuardedFetchOptions } from '../../../bridge/caldav/guarded-fetch.ts';

const NOW = Date.UTC(2026, 0, 5, 12, 0, 0);

export function guard(serverUrl: string, options: Partial<GuardedFetchOptions> = {}) {
  const traffic = { requests: 0, bytesReceived: 0 };
  const guardedFetch = createGuardedFetch({
    allowed: allowedHostsOf(new URL(serverUrl)),
    authorization: 'Basic c2VjcmV0',
    exchange,
    traffic,
    maxBytes: 1_000_000,
    clock: { now: () => NOW },
    ...options,
  });
  const ask = (url = serverUrl, timeoutMs = 1_000, signal?: AbortSignal) =>
    guardedFetch(new URL(url), { method: 'REPORT', headers: { depth: '1' }, body: '<question/>', timeoutMs, signal });
  return { ask, traffic, guardedFetch };
}
