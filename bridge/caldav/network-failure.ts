import { BridgeError } from '../errors/bridge-error.ts';

const NOT_FOUND = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME']);
const NO_WAY = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'EADDRNOTAVAIL']);
const TOO_SLOW = new Set(['ETIMEDOUT', 'ESOCKETTIMEDOUT']);
const TLS = /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_|ERR_SSL_|CRL_|HOSTNAME_MISMATCH|EPROTO)/;

/**
 * What went wrong on the way to `host`, in words. Nothing of the original error but its code is kept: what a library
 * puts into its messages is not ours to vouch for, and the request carried the secret.
 */
export function networkFailure(error: unknown, host: string, secret = 'password'): BridgeError {
  const code = codeOf(error);
  const cause = new Error(code ?? 'no error code');
  return new BridgeError('server-unreachable', { detail: sentence(code, host, secret), cause });
}

export function timedOut(host: string, timeoutMs: number): BridgeError {
  const seconds = Math.max(1, Math.round(timeoutMs / 1000));
  return new BridgeError('server-unreachable', {
    detail: `${host} did not answer within ${seconds} s. Try again later.`,
  });
}

export function stopped(host: string): BridgeError {
  return new BridgeError('server-unreachable', { detail: `The question to ${host} was stopped before it answered.` });
}

export function badEncoding(): BridgeError {
  return new BridgeError('bad-answer', {
    detail: 'The calendar server answered in an encoding that nobody asked for.',
  });
}

function sentence(code: string | null, host: string, secret: string): string {
  if (code === null) return `The connection to ${host} failed. Check the internet connection and the address.`;
  if (NOT_FOUND.has(code)) {
    return `No server was found under the name ${host}. Check the internet connection and the address.`;
  }
  if (code === 'ECONNREFUSED') return `${host} refuses the connection. Check the address, or whether the server runs.`;
  if (NO_WAY.has(code)) return `There is no way to ${host}. Check the internet connection.`;
  if (TOO_SLOW.has(code)) return `${host} did not answer in time. Check the internet connection, then try again.`;
  if (TLS.test(code)) {
    return `No safe connection to ${host}: its certificate or encryption is not in order (${code}). The ${secret} was not sent.`;
  }
  return `The connection to ${host} broke off (${code}). Try again.`;
}

/** The first error code along the chain of causes; a fetch wraps the one that counts. */
function codeOf(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0]);
    if ('code' in at && typeof at.code === 'string' && /^[A-Z0-9_]{2,60}$/.test(at.code)) return at.code;
  }
  return null;
}
