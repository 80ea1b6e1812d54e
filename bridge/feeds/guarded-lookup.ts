import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { BridgeError } from '../errors/bridge-error.ts';
import { isPublicAddress } from './public-address.ts';

/** Every address of a host. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true });

/** Whether a host may be on this computer or its network, because the person allowed that one. */
export type AllowedHost = (hostname: string) => boolean;

/** Throws `feed-not-allowed` for a host that is written as an address; no name is looked up for those. */
export function refusePrivateHost({ hostname }: URL, allowed: AllowedHost): void {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) !== 0 && !allowed(hostname) && !isPublicAddress(address)) throw notPublic(hostname);
}

/**
 * A `lookup` for node:http. The addresses that it checks are the ones the connection is made to, so a name that leads
 * elsewhere when it is looked up a second time gains nothing. One private address among several refuses them all.
 */
export function guardedLookup(resolve: Resolve, allowed: AllowedHost): LookupFunction {
  return (hostname, options, callback) => {
    const give = (addresses: LookupAddress[]) => {
      const [first] = addresses;
      if (first === undefined) callback(notFound(hostname), '', 4);
      else if (!allowed(hostname) && !addresses.every(({ address }) => isPublicAddress(address)))
        callback(notPublic(hostname), '', 4);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    };
    resolve(hostname).then(give, (error) => callback(error, '', 4));
  };
}

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' });
}

function notPublic(hostname: string): BridgeError {
  return new BridgeError('feed-not-allowed', {
    detail: `${hostname} is on this computer or on its own network. Allow that host if the feed really is there.`,
  });
}
