import type { IncomingMessage } from 'node:http';
import { BridgeError } from '../errors/bridge-error.ts';

type Request = Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'url'>;

export interface GuardOptions {
  /** The port that is listened on; asked at each request, since it is known only then. */
  readonly port: () => number;
  readonly isPairedOrigin: (origin: string) => boolean;
}

const PAIRING_PATH = '/v1/pair';
const EXTENSION_ORIGIN = /^chrome-extension:\/\/[a-p]{32}$/;

/**
 * `Host` is one of the two strings that lead here, once. Compared as text and never parsed: a page of any other name
 * that its owner points at 127.0.0.1 (DNS rebinding) still sends that name. Gives the error, or null.
 */
export function checkHost(request: Request, { port }: GuardOptions): BridgeError | null {
  const given = request.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  const host = request.headers.host ?? '';
  const own = given === 1 && ownHosts(port()).includes(host);
  return own && !isAbsolute(request) ? null : new BridgeError('wrong-host');
}

/**
 * Who may ask from a browser: a paired extension, and our own page; for pairing any extension and nobody else's page.
 * A request without `Origin` passes when no browser sent it, or when the browser says (Fetch Metadata) that our own
 * page or the person at the address bar did; a navigation leads to `/` alone. Gives the error, or null.
 */
export function checkOrigin(request: Request, options: GuardOptions): BridgeError | null {
  const { origin } = request.headers;
  const allowed = origin === undefined ? withoutOrigin(request) : originAllowed(origin, request, options);
  return allowed ? null : new BridgeError('wrong-origin');
}

/** The same two rules for a WebSocket's upgrade request, which no middleware sees. */
export function checkUpgrade(request: Request, options: GuardOptions): BridgeError | null {
  return checkHost(request, options) ?? checkOrigin(request, options);
}

function originAllowed(origin: string, request: Request, options: GuardOptions): boolean {
  if (pathOf(request) === PAIRING_PATH) return EXTENSION_ORIGIN.test(origin);
  return ownHosts(options.port()).some((host) => origin === `http://${host}`) || options.isPairedOrigin(origin);
}

function withoutOrigin(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'none' && site !== 'same-origin') return false;
  return !isNavigation(request) || pathOf(request) === '/';
}

function isNavigation(request: Request): boolean {
  return request.headers['sec-fetch-mode'] === 'navigate';
}

/** RFC 9112 3.2.2: an absolute request target names a host of its own, which counts in place of `Host`. No client of ours sends one. */
const isAbsolute = ({ url = '' }: Request) => /^[^/?#]+:/.test(url);

const ownHosts = (port: number) => [`127.0.0.1:${port}`, `localhost:${port}`];

const pathOf = ({ url = '' }: Request) => url.split('?', 1)[0];
