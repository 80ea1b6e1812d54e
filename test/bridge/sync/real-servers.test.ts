import { afterEach, describe, expect, it } from 'vitest';
import type { BlockedSlots } from '../../../shared/contract/blocked-slots.ts';
import type { Calendar, Connection } from '../../../shared/contract/connection.ts';
import { startBridge, type TestBridge } from '../../sandbox/bridge.ts';
import { startRadicale } from '../../sandbox/radicale.ts';
import { startXandikos } from '../../sandbox/xandikos.ts';
import { CONNECT, event } from '../rest/connected.ts';
import type { SyncAnswer } from './bridge-on.ts';

/** A real server with the calendar Work of ann in it. */
interface Server {
  readonly url: string;
  /** Of the calendar, with a slash at the end. */
  readonly work: string;
  put(path: string, text: string): Promise<void>;
  delete(path: string): Promise<void>;
  stop(): Promise<void>;
}

async function xandikosAt(prefix: string): Promise<Server> {
  const server = await startXandikos({ user: 'ann', prefix });
  const work = `${server.home}work/`;
  await server.mkcalendar(work, { name: 'Work' });
  return { ...server, work };
}

const servers: readonly [string, () => Promise<Server>][] = [
  [
    'Radicale',
    async () => {
      const server = await startRadicale({ users: { ann: 'pw' } });
      await server.mkcalendar('/ann/work/', { name: 'Work' });
      return { ...server, work: '/ann/work/' };
    },
  ],
  ['Xandikos', () => xandikosAt('')],
  ['Xandikos under a path', () => xandikosAt('/dav')],
];

let server: Server;
let bridge: TestBridge;
afterEach(async () => {
  await bridge.discard();
  await server.stop();
});

describe.each(servers)('the whole road on %s', (_, start) => {
  it('leads from connecting over a change to a deletion, through the address that the person gave', async () => {
    server = await start();
    bridge = await startBridge({ caldavUrl: 'https://calendars.example.net' });
    const account = { ...CONNECT, appleId: 'ann', appPassword: 'pw', serverUrl: server.url };
    const { status, body } = await bridge.call<Connection>('POST', '/v1/connections', account);
    expect(status, JSON.stringify(body)).toBe(201);
    const here = `/v1/connections/${body.id}`;
    const { calendars } = (await bridge.call<{ calendars: Calendar[] }>('GET', `${here}/calendars`)).body;
    const work = calendars.find(({ name }) => name === 'Work');
    expect(work).toMatchObject({ kind: 'calendar', access: 'writer', canLink: true, canConflict: true });
    await bridge.call('PUT', `${here}/configuration`, { linkedCalendarId: work?.id, conflictCalendarIds: [] });
    const sync = async () => (await bridge.call<SyncAnswer>('POST', `${here}/sync`)).body;
    const starts = async () => {
      const range = 'from=2026-12-01T00:00:00Z&to=2026-12-31T00:00:00Z';
      const answer = (await bridge.call<BlockedSlots>('GET', `${here}/blocked-slots?${range}`)).body;
      expect(answer.complete).toBe(true);
      return answer.slots.map((slot) => slot.start);
    };
    await sync();
    expect(await starts()).toEqual([]);

    await server.put(`${server.work}a.ics`, event('a', '20261202T100000Z', '20261202T110000Z'));
    await server.put(`${server.work}b.ics`, event('b', '20261203T100000Z', '20261203T110000Z'));
    expect((await sync()).calendars).toMatchObject([{ mode: 'changes', added: 2 }]);
    expect(await starts()).toEqual(['2026-12-02T10:00:00Z', '2026-12-03T10:00:00Z']);

    await server.put(`${server.work}a.ics`, event('a', '20261202T150000Z', '20261202T160000Z'));
    expect((await sync()).calendars).toMatchObject([{ mode: 'changes', updated: 1 }]);
    expect(await starts()).toEqual(['2026-12-02T15:00:00Z', '2026-12-03T10:00:00Z']);

    await server.delete(`${server.work}a.ics`);
    expect((await sync()).calendars).toMatchObject([{ mode: 'changes', removed: 1 }]);
    expect(await starts()).toEqual(['2026-12-03T10:00:00Z']);
    expect(await sync()).toMatchObject({ requests: 1, calendars: [{ mode: 'unchanged' }] });
  });
});
