import { networkInterfaces } from 'node:os';

/** The addresses of this computer in one line: another one tells that it joined or left a network. */
export function networkSignature(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const own = addresses.filter(({ internal }) => !internal).map(({ cidr, address }) => cidr ?? address);
  return own.sort().join(' ');
}
