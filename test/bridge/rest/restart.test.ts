import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openMemory } from '../../../bridge/secrets/memory.ts';
import type { BlockedSlots } from '../../../shared/contract/blocked-slots.ts';
import type { Calendar, Connection } from '../../../shared/contract/connection.ts';
import { startBridge, type TestBridge } from '../../sandbox/bridge.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../../sandbox/icloud/start.ts';
import { CONNECT, event } from './connected.ts';

let icloud: ICloud;
let bridge: TestBridge;
afterEach(async () => {
  await bridge.discard();
  await icloud.stop();
});

const secrets = openMemory();
const RANGE = 'from=2026-12-01T00:00:00Z&to=2026-12-31T00:00:00Z';

async function connected(): Promise<string> {
  icloud = await startICloud();
  icloud.account().calendars.create({ name: 'Home', path: 'home' });
  icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
  bridge = await startBridge({ caldavUrl: icloud.url, secrets });
  const { id } = (await bridge.call<Connection>('POST', '/v1/connections', CONNECT)).body;
  const { calendars } = (await bridge.call<{ calendars: Calendar[] }>('GET', `/v1/connections/${id}/calendars`)).body;
  const conflictCalendarIds = calendars.map((calendar) => calendar.id);
  await bridge.call('PUT', `/v1/connections/${id}/configuration`, { linkedCalendarId: null, conflictCalendarIds });
  await bridge.call('POST', `/v1/connections/${id}/sync`);
  return id;
}

async function restart(options: { secrets?: typeof secrets } = { secrets }): Promise<void> {
  await bridge.stop();
  bridge = await startBridge({ caldavUrl: icloud.url, home: bridge.home, ...options });
}

const slots = async (id: string) =>
  (await bridge.call<BlockedSlots>('GET', `/v1/connections/${id}/blocked-slots?${RANGE}`)).body;

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

describe('after a restart', () => {
  it('the configuration stands and what was known blocks at once, before the server answers', async () => {
    const id = await connected();
    await icloud.stop();
    await restart();
    expect((await slots(id)).slots).toHaveLength(1);
    await icloud.start();
    await bridge.call('POST', `/v1/connections/${id}/sync`);
    const { body } = await bridge.call('GET', `/v1/connections/${id}`);
    expect(body).toMatchObject({ configured: true, status: 'connected' });
    expect((await slots(id)).complete).toBe(true);
  });

  it('one request tells that nothing changed meanwhile', async () => {
    const id = await connected();
    await restart();
    const { body } = await bridge.call('POST', `/v1/connections/${id}/sync`);
    expect(body).toMatchObject({ requests: 1, calendars: [{ mode: 'unchanged' }] });
  });

  it('without the password the person is asked for it, and nothing turns free', async () => {
    const id = await connected();
    await restart({});
    await bridge.call('POST', `/v1/connections/${id}/sync`);
    const { body } = await bridge.call('GET', `/v1/connections/${id}`);
    expect(body).toMatchObject({ status: 'needs-password' });
    const answer = await slots(id);
    expect(answer.complete).toBe(false);
    expect(answer.slots).toHaveLength(1);
    const again = { appPassword: DEFAULT_ACCOUNT.appPassword };
    expect(await bridge.call('PUT', `/v1/connections/${id}/password`, again)).toMatchObject({ status: 200 });
  });
});

describe('the data folder', () => {
  it('holds neither passwords nor tokens, and nobody else may read it', async () => {
    await connected();
    await bridge.stop();
    const files = await filesIn(bridge.home);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const text = await readFile(file, 'utf8');
      expect(text, file).not.toContain(DEFAULT_ACCOUNT.appPassword);
      expect(text, file).not.toContain(bridge.token);
      expect((await stat(file)).mode & 0o777, file).toBe(0o600);
    }
    expect((await stat(bridge.home)).mode & 0o777).toBe(0o700);
    expect(bridge.said.join('\n')).not.toContain(DEFAULT_ACCOUNT.appPassword);
    bridge = await startBridge({ caldavUrl: icloud.url, home: bridge.home, secrets });
  });

  it('that cannot be written is named as the cause, on the terminal too, and nothing turns free', async () => {
    const id = await connected();
    const { rm, writeFile } = await import('node:fs/promises');
    await rm(path.join(bridge.home, 'cache'), { recursive: true });
    await writeFile(path.join(bridge.home, 'cache'), 'in the way', { mode: 0o600 });
    icloud.account().put('home', 'b.ics', event('b', '20261203T100000Z', '20261203T110000Z'));
    const { body } = await bridge.call<{ error: string }>('POST', `/v1/connections/${id}/sync`);
    expect(body.error).toMatch(/could not write to its data folder/);
    expect((await slots(id)).complete).toBe(false);
    expect(bridge.said.join('\n')).toMatch(/A fault of Slotbridge/);
    await rm(path.join(bridge.home, 'cache'));
  });

  it('with a damaged copy of a calendar is read again, and nothing turns free meanwhile', async () => {
    const id = await connected();
    await bridge.stop();
    const [shard = ''] = (await filesIn(bridge.home)).filter((file) => file.endsWith('resources-0.json'));
    const { writeFile } = await import('node:fs/promises');
    await writeFile(shard, '{"version":1,"resou', { mode: 0o600 });
    await icloud.stop();
    bridge = await startBridge({ caldavUrl: icloud.url, home: bridge.home, secrets });
    expect((await slots(id)).complete).toBe(false);
    expect(bridge.said.join('\n')).toMatch(/damaged/);
    await icloud.start();
    await bridge.call('POST', `/v1/connections/${id}/sync`);
    expect(await slots(id)).toMatchObject({ complete: true, slots: [{ start: '2026-12-02T10:00:00Z' }] });
  });
});
