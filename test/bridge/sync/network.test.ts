import { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import { networkSignature } from '../../../bridge/sync/network.ts';

it('the network is told by the addresses of this computer in it, and by no others', () => {
  const signature = networkSignature();
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const named = signature.split(' ').map((cidr) => cidr.split('/')[0]);
  for (const { address, internal } of all) expect(named.includes(address), address).toBe(!internal);
  expect(networkSignature()).toBe(signature);
});
