import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { BridgeError } from '../errors/bridge-error.ts';
import { isPublicAddress } from './public-address.ts';

/** Every address of a host. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true });

/** The one host that may be on this computer or its network, once the person allows it. */
export interface OwnHost {
  /** The host of the address that the person gave. */
  readonly hostname: string;
  readonly allowed: boolean;
}

/** Throws `feed-not-allowed` for a host that is written as an address; no name is looked up for those. */
export function refusePrivateHost({ hostname }: URL, own: OwnHost): void {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) !== 0 && !isAllowed(hostname, own) && !isPublicAddress(address)) throw notPublic(hostname, own);
}

/**
 * A `lookup` for node:http. The addresses that it checks are the ones the connection is made to, so a name that leads
 * elsewhere when it is looked up a second time gains nothing. One private address among several refuses them all.
 */
export function guardedLookup(resolve: Resolve, own: OwnHost): LookupFunction {
  return (hostname, options, callback) => {
    const give = (addresses: LookupAddress[]) => {
      const [first] = addresses;
      if (first === undefined) callback(notFound(hostname), '', 4);
      else if (!isAllowed(hostname, own) && !addresses.every(({ address }) => isPublicAddress(address)))
        callback(notPublic(hostname, own), '', 4);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    };
    resolve(hostname).then(give, (error) => callback(error, '', 4));
  };
}

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' });
}

function isAllowed(hostname: string, own: OwnHost): boolean {
  return own.allowed && hostname === own.hostname;
}

/** Only the host that the person named can be allowed; where others redirect to is never theirs to open. */
function notPublic(hostname: string, own: OwnHost): BridgeError {
  const where = `${hostname} is on this computer or on its own network.`;
  if (hostname !== own.hostname) {
    const detail = `${where} Another server leads there, which is not followed. Use the calendar's own address.`;
    return new BridgeError('feed-not-allowed', { detail });
  }
  return new BridgeError('feed-not-allowed', {
    detail: `${where} Allow that host if the feed really is there.`,
    errors: [{ path: 'allowHost', message: 'must be true for an address in your own network' }],
  });
}
