import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCalDavClient } from '../../../bridge/caldav/client.ts';
import type { CalDavClient, Created } from '../../../bridge/domain/remote.ts';
import { DEFAULT_ACCOUNT, startICloud } from '../../sandbox/icloud/start.ts';
import { startRadicale } from '../../sandbox/radicale.ts';
import { startXandikos } from '../../sandbox/xandikos.ts';
import { event } from './events.ts';

/** A server with the two empty calendars `work` and `home` of one person. */
interface Server {
  readonly client: CalDavClient;
  /** Where the calendars are, with a slash at the end. */
  readonly home: string;
  stop(): Promise<void>;
}

const clientAt = (serverUrl: string, username: string, password: string) =>
  createCalDavClient({ serverUrl, username, password, traffic: { requests: 0, bytesReceived: 0 } });

async function radicale(): Promise<Server> {
  const server = await startRadicale({ users: { ann: 'pw' } });
  for (const name of ['work', 'home']) await server.mkcalendar(`/ann/${name}/`, { name });
  return { client: clientAt(server.url, 'ann', 'pw'), home: '/ann/', stop: server.stop };
}

async function xandikos(): Promise<Server> {
  const server = await startXandikos({ user: 'ann', prefix: '/dav' });
  for (const name of ['work', 'home']) await server.mkcalendar(`${server.home}${name}/`, { name });
  return { client: clientAt(server.url, 'ann', 'pw'), home: server.home, stop: server.stop };
}

async function icloud(): Promise<Server> {
  const server = await startICloud();
  const { calendars, id } = server.account();
  for (const name of ['work', 'home']) calendars.create({ name, path: name });
  const client = clientAt(server.url, DEFAULT_ACCOUNT.appleId, DEFAULT_ACCOUNT.appPassword);
  return { client, home: `/${id}/calendars/`, stop: server.stop };
}

/** What the servers answer differently. */
interface Habits {
  /** The same UID under another name of the same calendar. */
  readonly sameUid: Created;
  /** The same UID in another calendar of the account. */
  readonly sameUidElsewhere: Created['kind'];
  readonly namesEtag: boolean;
}

const SERVERS: readonly (readonly [string, () => Promise<Server>, Habits])[] = [
  ['Radicale', radicale, { sameUid: { kind: 'uid-taken', href: null }, sameUidElsewhere: 'written', namesEtag: true }],
  ['Xandikos', xandikos, { sameUid: { kind: 'uid-taken', href: null }, sameUidElsewhere: 'written', namesEtag: true }],
  [
    'the stand-in iCloud',
    icloud,
    { sameUid: { kind: 'refused-as-existing' }, sameUidElsewhere: 'refused-as-existing', namesEtag: false },
  ],
];

const visit = (uid: string, summary = 'Visit') => event(uid, '20260105T100000Z', '20260105T110000Z', summary);

describe.each(SERVERS)('writing to %s', (_, start, habits) => {
  let server: Server;
  let client: CalDavClient;
  const at = (path: string) => `${server.home}${path}`;
  /** The ETag with which `href` stands. */
  const created = async (href: string, text: string) => {
    expect((await client.createResource(href, text)).kind).toBe('written');
    return (await client.readResource(href))?.etag ?? '';
  };

  beforeAll(async () => {
    server = await start();
    client = server.client;
  });
  afterAll(() => server.stop());

  test('a new event is written and read back; only some servers name its ETag at once', async () => {
    const answer = await client.createResource(at('work/new.ics'), visit('new', 'Käse ☂'));
    const read = await client.readResource(at('work/new.ics'));
    expect(read?.text).toContain('SUMMARY:Käse ☂');
    expect(read?.etag).toMatch(/^".+"$/);
    expect(answer).toEqual({ kind: 'written', etag: habits.namesEtag ? read?.etag : null });
  });

  test('a name with characters that need encoding stays the same from writing to listing', async () => {
    const href = at('work/a%20%28b%29%40c.ics');
    await created(href, visit('odd-name'));
    expect((await client.listResources(at('work/'))).map((one) => one.href)).toContain(href);
    expect(await client.deleteResource(href, null)).toEqual({ kind: 'deleted' });
  });

  test('a name that exists is not written over', async () => {
    await created(at('work/taken.ics'), visit('taken', 'First'));
    expect(await client.createResource(at('work/taken.ics'), visit('taken', 'Second'))).toEqual({
      kind: 'refused-as-existing',
    });
    expect((await client.readResource(at('work/taken.ics')))?.text).toContain('First');
  });

  test('a UID that exists is refused in its calendar, and where the server counts by account, in others', async () => {
    await created(at('work/uid.ics'), visit('uid'));
    expect(await client.createResource(at('work/uid-2.ics'), visit('uid'))).toEqual(habits.sameUid);
    const elsewhere = await client.createResource(at('home/uid.ics'), visit('uid'));
    expect(elsewhere.kind).toBe(habits.sameUidElsewhere);
  });

  test('an event is changed on condition of its ETag, and not once something else changed it', async () => {
    const first = await created(at('work/change.ics'), visit('change', 'One'));
    const written = await client.updateResource(at('work/change.ics'), visit('change', 'Two'), first);
    expect(written.kind).toBe('written');
    const second = await client.readResource(at('work/change.ics'));
    expect(second?.text).toContain('SUMMARY:Two');
    expect(await client.updateResource(at('work/change.ics'), visit('change', 'Three'), first)).toEqual({
      kind: 'changed',
    });
    expect(await client.deleteResource(at('work/change.ics'), first)).toEqual({ kind: 'changed' });
    expect((await client.readResource(at('work/change.ics')))?.text).toContain('SUMMARY:Two');
  });

  test('without an ETag it is written over, yet never brought back', async () => {
    await created(at('work/no-etag.ics'), visit('no-etag', 'One'));
    expect((await client.updateResource(at('work/no-etag.ics'), visit('no-etag', 'Two'), null)).kind).toBe('written');
    expect((await client.readResource(at('work/no-etag.ics')))?.text).toContain('SUMMARY:Two');
    expect(await client.deleteResource(at('work/no-etag.ics'), null)).toEqual({ kind: 'deleted' });
    expect(await client.updateResource(at('work/no-etag.ics'), visit('no-etag'), null)).toEqual({ kind: 'gone' });
    expect(await client.readResource(at('work/no-etag.ics'))).toBeNull();
  });

  test('an event that was deleted is gone for every further write', async () => {
    const etag = await created(at('work/gone.ics'), visit('gone'));
    expect(await client.deleteResource(at('work/gone.ics'), etag)).toEqual({ kind: 'deleted' });
    expect(await client.deleteResource(at('work/gone.ics'), etag)).toEqual({ kind: 'gone' });
    expect(['gone', 'changed']).toContain((await client.updateResource(at('work/gone.ics'), visit('gone'), etag)).kind);
    expect(await client.readResource(at('work/gone.ics'))).toBeNull();
    expect((await client.createResource(at('work/gone.ics'), visit('gone'))).kind).toBe('written');
  });

  test('a calendar that is missing is told apart from an event that is missing', async () => {
    const missing = at('nowhere/a.ics');
    await expect(client.createResource(missing, visit('a'))).rejects.toMatchObject({ code: 'calendar-gone' });
    await expect(client.readResource(missing)).rejects.toMatchObject({ code: 'calendar-gone' });
    expect(await client.deleteResource(missing, '"1"')).toEqual({ kind: 'gone' });
  });

  test('a text that is no calendar is refused as a bad answer, not as a conflict', async () => {
    await expect(client.createResource(at('work/bad.ics'), 'garbage')).rejects.toMatchObject({ code: 'bad-answer' });
    expect(await client.readResource(at('work/bad.ics'))).toBeNull();
  });

  test('two that create the same event at once make one', async () => {
    const both = await Promise.all(
      [1, 2].map((n) => client.createResource(at('work/race.ics'), visit('race', `From ${n}`))),
    );
    expect(both.map(({ kind }) => kind).sort()).toEqual(['refused-as-existing', 'written']);
  });
});
