import { BridgeError } from '../errors/bridge-error.ts';

const NOT_FOUND = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME']);
const TLS = /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_|ERR_SSL_|CRL_|HOSTNAME_MISMATCH|EPROTO)/;

/** The sentence names the host alone: the rest of a feed's address is often the only secret that guards it. */
export function unreachable(sentence: string, cause?: unknown): BridgeError {
  return new BridgeError('feed-unreachable', { detail: sentence, ...(cause === undefined ? {} : { cause }) });
}

/** What went wrong on the way to `host`, in words. */
export function networkFailure(error: unknown, host: string): BridgeError {
  const code = codeOf(error);
  return unreachable(sentence(code, host), new Error(code ?? 'no error code'));
}

/** What an answer without a calendar means. Null when it brings one. */
export function statusFailure(status: number, host: string, retryAfterMs: number | undefined): BridgeError | null {
  if (status === 200) return null;
  if (status === 429 || status === 503) {
    const detail = `${host} asks us to wait before it hands out the calendar again.`;
    return new BridgeError('feed-unreachable', { detail, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
  }
  if (status === 401 || status === 403)
    return unreachable(`${host} does not hand the calendar out without signing in. Use its public or secret address.`);
  if (status === 404 || status === 410)
    return unreachable(`${host} has no calendar at this address. Copy the address again from where it is published.`);
  return unreachable(`${host} answers, but not with the calendar (HTTP ${status}). Try again later.`);
}

export function noCalendar(reason: string): BridgeError {
  return new BridgeError('not-a-calendar', {
    detail: `What is at this address is not a complete calendar: ${reason}. Copy the address again from where it is published.`,
  });
}

function sentence(code: string | null, host: string): string {
  if (code !== null && NOT_FOUND.has(code))
    return `No server was found under the name ${host}. Check the internet connection and the address.`;
  if (code === 'ECONNREFUSED') return `${host} refuses the connection. Check the address.`;
  if (code !== null && TLS.test(code))
    return `No safe connection to ${host}: its certificate or encryption is not in order (${code}).`;
  return `The connection to ${host} broke off${code === null ? '' : ` (${code})`}. Try again later.`;
}

/** Nothing of the original error but its code is kept: its message may quote the address. */
function codeOf(error: unknown): string | null {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  const named = error instanceof Error && 'code' in error ? error.code : null;
  return typeof named === 'string' && /^[A-Z0-9_]{2,60}$/.test(named) ? named : null;
}
