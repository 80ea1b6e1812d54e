import { BlockList, isIP } from 'node:net';

type Subnet = readonly [network: string, prefix: number];

/** IPv4 that leads to this computer, its own network or nowhere (RFC 6890 and the registry that follows it). */
const NOT_PUBLIC_IPV4: readonly Subnet[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** The same for IPv6. Teredo and 6to4 can carry any IPv4 address and are no longer in use. */
const NOT_PUBLIC_IPV6: readonly Subnet[] = [
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

/** Under these an IPv6 address means the IPv4 address in its last 32 bits: mapped (RFC 4291) and NAT64 (RFC 6052). */
const IPV4_WITHIN_IPV6 = ['::ffff:', '64:ff9b::'];

const notPublic = buildList();

/** Whether an IP address lies on the public internet. What is no IP address does not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  return !notPublic.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

function buildList(): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of NOT_PUBLIC_IPV6) list.addSubnet(network, prefix, 'ipv6');
  for (const [network, prefix] of NOT_PUBLIC_IPV4) {
    list.addSubnet(network, prefix, 'ipv4');
    for (const carrier of IPV4_WITHIN_IPV6) list.addSubnet(`${carrier}${network}`, 96 + prefix, 'ipv6');
  }
  return list;
}
