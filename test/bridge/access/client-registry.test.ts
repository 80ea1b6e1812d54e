import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Client } from '../../../bridge/access/client-file.ts';
import { type ClientRegistry, openClientRegistry } from '../../../bridge/access/client-registry.ts';
import { filesIn, modeOf, temporaryFolder } from '../store/temporary-folder.ts';

const SCRIPT = { name: 'curl', madeBy: 'command', origin: null } as const;

/** The running bridge's registry and that of a command in another process, on one folder. */
async function twoOnOneFolder() {
  const home = await temporaryFolder();
  return { home, bridge: await openClientRegistry({ home }), command: await openClientRegistry({ home }) };
}

function whenRevoked(registry: ClientRegistry): Promise<Client> {
  onTestFinished(() => registry.close());
  registry.watch();
  return new Promise((resolve) => registry.onRevoked(resolve));
}

describe('the clients', () => {
  it('are found by their token, in this bridge and after a restart', async () => {
    const { home, bridge } = await twoOnOneFolder();
    const { client, token } = await bridge.create(SCRIPT);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await bridge.find(token)).toEqual(client);
    expect(await (await openClientRegistry({ home })).find(token)).toEqual(client);
    expect(await bridge.find(`${token}x`)).toBeNull();
    expect(await bridge.find('')).toBeNull();
  });

  it('have a file each, for the owner alone, in which the token cannot be found', async () => {
    const { home, bridge } = await twoOnOneFolder();
    const { client, token } = await bridge.create(SCRIPT);
    expect(await readdir(join(home, 'clients'))).toEqual([`${client.id}.json`]);
    expect(await modeOf(join(home, 'clients'))).toBe('700');
    expect(await modeOf(join(home, 'clients', `${client.id}.json`))).toBe('600');
    for (const { text } of await filesIn(home)) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
    }
  });

  it('that another process makes are let in at their first request', async () => {
    const { bridge, command } = await twoOnOneFolder();
    for (let index = 0; index < 20; index += 1) {
      const { token } = await command.create({ ...SCRIPT, name: `curl ${index}` });
      expect((await bridge.find(token))?.name).toBe(`curl ${index}`);
    }
  });

  it('are let in although their folder’s time stamp was the same before they came, as with a coarse clock', async () => {
    const { home, bridge, command } = await twoOnOneFolder();
    const stamp = new Date(Date.now() + 10_000);
    await utimes(join(home, 'clients'), stamp, stamp);
    await bridge.find('reads the folder');
    const { token } = await command.create(SCRIPT);
    await utimes(join(home, 'clients'), stamp, stamp);
    expect(await bridge.find(token)).not.toBeNull();
  });

  it('that another process revokes are refused at their next request', async () => {
    const { bridge, command } = await twoOnOneFolder();
    for (let index = 0; index < 20; index += 1) {
      const { client, token } = await bridge.create(SCRIPT);
      await command.revoke(client.id);
      expect(await bridge.find(token)).toBeNull();
    }
  });

  it('that are revoked while nobody asks are told of within seconds', async () => {
    const { bridge, command } = await twoOnOneFolder();
    const { client } = await bridge.create(SCRIPT);
    const other = await bridge.create({ ...SCRIPT, name: 'stays' });
    const revoked = whenRevoked(bridge);
    await command.revoke(client.id);
    const began = performance.now();
    expect((await revoked).id).toBe(client.id);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(bridge.list()).toEqual([other.client]);
  });

  it('are all revoked when the folder is removed by hand', async () => {
    const { home, bridge } = await twoOnOneFolder();
    const { token } = await bridge.create(SCRIPT);
    await rm(join(home, 'clients'), { recursive: true });
    expect(await bridge.find(token)).toBeNull();
    expect(await bridge.find((await bridge.create(SCRIPT)).token)).not.toBeNull();
  });

  it('are not read again for unknown tokens while nothing has changed', async () => {
    const home = await temporaryFolder();
    let readings = 0;
    await openClientRegistry({ home });
    await writeFile(join(home, 'clients', 'not-a-client.json'), '{}');
    const registry = await openClientRegistry({ home });
    await pause(100);
    await registry.find('settle');
    const read = registry.refresh.bind(registry);
    registry.refresh = () => {
      readings += 1;
      return read();
    };
    for (let index = 0; index < 200; index += 1) await registry.find(`unknown-${index}`);
    expect(readings).toBe(0);
  });

  it('whose file is damaged are reported once and harm no other', async () => {
    const home = await temporaryFolder();
    const told: string[] = [];
    const registry = await openClientRegistry({ home, onLeftOut: (path) => told.push(path) });
    const { token } = await registry.create(SCRIPT);
    const damaged = join(home, 'clients', 'broken.json');
    await writeFile(damaged, '{"version":1');
    await registry.find('unknown');
    await registry.find('unknown');
    expect(await registry.find(token)).not.toBeNull();
    expect(told).toEqual([damaged]);
  });

  it('made by many at once are all kept', async () => {
    const { bridge, command, home } = await twoOnOneFolder();
    const made = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? bridge : command).create(SCRIPT)));
    const fresh = await openClientRegistry({ home });
    for (const { token } of made) expect(await fresh.find(token)).not.toBeNull();
  });
});
