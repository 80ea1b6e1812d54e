import { BridgeError } from '../errors/bridge-error.ts';

const ICLOUD_HOST = /\.icloud\.com(\.cn)?$/;
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether the password may be sent to `url`. */
export type AllowedHosts = (url: URL) => boolean;

/**
 * Where the password for `server` may go: for iCloud any partition of it on port 443; on this computer any port, also
 * over http; everywhere else that one origin over https.
 *
 * @throws BridgeError `invalid` when the address itself may not be used.
 */
export function allowedHostsOf(server: URL): AllowedHosts {
  const allowed = rule(server);
  const flaw = flawOf(server, allowed);
  if (flaw !== null) throw new BridgeError('invalid', { detail: flaw, errors: [{ path: 'serverUrl', message: flaw }] });
  return allowed;
}

/** Reads the address of a server as a person typed it. */
export function parseServerUrl(text: string): URL {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url !== null) return url;
  const flaw = 'The address of the calendar server is not a web address. Write it like https://caldav.example.com.';
  throw new BridgeError('invalid', { detail: flaw, errors: [{ path: 'serverUrl', message: flaw }] });
}

function rule(server: URL): AllowedHosts {
  if (isICloud(server)) return (url) => withoutCredentials(url) && isICloud(url);
  if (isLoopback(server)) return (url) => withoutCredentials(url) && isLoopback(url);
  return (url) => withoutCredentials(url) && url.protocol === 'https:' && url.origin === server.origin;
}

/** One of Apple's own calendar servers. */
export function isICloud(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && ICLOUD_HOST.test(url.hostname);
}

function isLoopback(url: URL): boolean {
  return (url.protocol === 'http:' || url.protocol === 'https:') && LOOPBACK_HOSTS.has(url.hostname);
}

function withoutCredentials(url: URL): boolean {
  return url.username === '' && url.password === '';
}

function flawOf(server: URL, allowed: AllowedHosts): string | null {
  if (allowed(server)) return null;
  if (!withoutCredentials(server)) return 'Leave the user name and the password out of the server’s address.';
  if (server.protocol === 'http:') {
    return 'The address starts with http, which would show your password on the way. Use https; http works on this computer alone.';
  }
  return 'The address of the calendar server must start with https.';
}
