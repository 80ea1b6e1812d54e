import { BridgeError } from '../errors/bridge-error.ts';

/**
 * Value of the Authorization header (RFC 7617), in UTF-8.
 *
 * @throws BridgeError `invalid` for a user name with a colon, which Basic authentication cannot carry.
 */
export function basicAuth(username: string, password: string): string {
  if (username.includes(':')) {
    const flaw = 'A user name with a colon cannot be used. Check it.';
    throw new BridgeError('invalid', { detail: flaw, errors: [{ path: 'appleId', message: flaw }] });
  }
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}
