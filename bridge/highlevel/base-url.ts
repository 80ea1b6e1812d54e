import { BridgeError } from '../errors/bridge-error.ts';

const HIGHLEVEL = 'https://services.leadconnectorhq.com';
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Where HighLevel's API is asked: at HighLevel's own address, or on this computer for trying things out. The token goes
 * nowhere else.
 *
 * @throws BridgeError `invalid`, which names `baseUrl`.
 */
export function apiAddress(baseUrl: string = HIGHLEVEL): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url !== null && isAllowed(url)) return new URL(url.origin);
  const message = `The token is sent to ${HIGHLEVEL} alone. Leave this address out.`;
  throw new BridgeError('invalid', { detail: message, errors: [{ path: 'baseUrl', message }] });
}

function isAllowed(url: URL): boolean {
  if (url.username !== '' || url.password !== '' || url.pathname !== '/' || url.search !== '') return false;
  return url.origin === HIGHLEVEL || (/^https?:$/.test(url.protocol) && LOOPBACK_HOSTS.has(url.hostname));
}
