import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridge, type TestBridge } from '../../sandbox/bridge.ts';

let bridge: TestBridge;
beforeAll(async () => {
  bridge = await startBridge({ caldavUrl: 'https://caldav.icloud.com' });
});
afterAll(() => bridge.discard());

/** Every other address of this computer: those of its network cards, IPv6 loopback, and one more of IPv4's. */
function otherAddresses(): string[] {
  const cards = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const own = cards.filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address);
  return [...own, '::1', '127.0.0.2'];
}

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

describe('the bridge', () => {
  it('is reached on 127.0.0.1', async () => {
    expect(await reaches('127.0.0.1', bridge.port)).toBe(true);
  });

  it.each(otherAddresses())('is not reached on %s', async (address) => {
    expect(await reaches(address, bridge.port)).toBe(false);
  });
});
