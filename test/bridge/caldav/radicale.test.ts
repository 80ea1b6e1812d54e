import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CalDavClientOptions, createCalDavClient } from '../../../bridge/caldav/client.ts';
import type { CalDavClient, RemoteAccount, ResourceRef, Traffic } from '../../../bridge/domain/remote.ts';
import { type Radicale, startRadicale } from '../../sandbox/radicale.ts';
import { event } from './events.ts';

const USERS = { ann: 'pass:wörd ☂', 'bea@example.com': 'other' };
const HOME = '/ann/home/';
const FIRST_WEEK = { start: Date.UTC(2026, 0, 5), end: Date.UTC(2026, 0, 12) };

let server: Radicale;
let traffic: Traffic;
let client: CalDavClient;

function clientFor(options: Partial<CalDavClientOptions> = {}): CalDavClient {
  return createCalDavClient({ serverUrl: server.url, username: 'ann', password: USERS.ann, traffic, ...options });
}

async function syncTokenOf(href: string): Promise<string> {
  const calendars = await client.listCalendars(await client.discover());
  return calendars.find((calendar) => calendar.href === href)?.syncToken ?? '';
}

const byHref = (a: ResourceRef, b: ResourceRef) => a.href.localeCompare(b.href);

beforeAll(async () => {
  server = await startRadicale({ users: USERS });
  await server.mkcalendar(HOME, { name: 'Home & garden', color: '#FF2968FF' });
  await server.mkcalendar('/ann/2024/', { name: '2024' });
});
afterAll(() => server.stop());
beforeEach(() => {
  traffic = { requests: 0, bytesReceived: 0 };
  client = clientFor();
});

describe('discovery on Radicale', () => {
  test.each(['', 'ann/', 'ann/home/', 'ann', '.well-known/caldav'])(
    'the home is found from the address /%s',
    async (path) => {
      const account: RemoteAccount = await clientFor({ serverUrl: `${server.url}${path}` }).discover();
      expect(account.homeUrl).toBe(`${server.url}ann/`);
      expect(account.principalUrl).toBe(`${server.url}ann/`);
    },
  );

  test('the user name is the owner’s address when it is one', async () => {
    const { ownerAddresses } = await clientFor({ username: 'bea@example.com', password: 'other' }).discover();
    expect(ownerAddresses).toContain('bea@example.com');
  });

  test('a wrong password is told as such', async () => {
    await expect(clientFor({ password: 'wrong' }).discover()).rejects.toMatchObject({ code: 'invalid-credentials' });
  });

  test('a stopped server is unreachable, and the sentence says that it refuses the connection', async () => {
    const gone = await startRadicale({ users: USERS });
    await gone.stop();
    const discovery = clientFor({ serverUrl: gone.url }).discover();
    await expect(discovery).rejects.toMatchObject({
      code: 'server-unreachable',
      message: expect.stringContaining('refuses the connection'),
    });
  });
});

describe('reading Radicale', () => {
  test('calendars come in one request with name, colour, access and the marks of change', async () => {
    const account = await client.discover();
    traffic.requests = 0;
    const calendars = await client.listCalendars(account);
    expect(traffic.requests).toBe(1);
    expect(calendars.map(({ href, name, color }) => ({ href, name, color }))).toEqual(
      expect.arrayContaining([
        { href: HOME, name: 'Home & garden', color: '#FF2968' },
        { href: '/ann/2024/', name: '2024', color: null },
      ]),
    );
    expect(calendars).toHaveLength(2);
    for (const { kind, access, syncToken, ctag } of calendars) {
      expect({ kind, access }).toEqual({ kind: 'calendar', access: 'writer' });
      expect(syncToken).toMatch(/^http/);
      expect(ctag).not.toBeNull();
    }
  });

  test('what was added, changed and deleted since a token is named once, and nothing after the new token', async () => {
    await server.put(`${HOME}kept.ics`, event('kept', '20260105T100000Z', '20260105T110000Z'));
    await server.put(`${HOME}moved.ics`, event('moved', '20260105T120000Z', '20260105T130000Z'));
    const before = await syncTokenOf(HOME);
    await server.put(`${HOME}moved.ics`, event('moved', '20260106T120000Z', '20260106T130000Z'));
    await server.put(`${HOME}a%40b`, event('a@b', '20260107T120000Z', '20260107T130000Z'));
    await server.delete(`${HOME}kept.ics`);
    const changes = await client.changes(HOME, before);
    if (changes.kind !== 'changes') throw new Error(changes.kind);
    expect(changes.changed.map(({ href }) => href).sort()).toEqual([`${HOME}a%40b`, `${HOME}moved.ics`]);
    expect(changes.deleted).toEqual([`${HOME}kept.ics`]);
    expect(await client.changes(HOME, changes.syncToken)).toEqual({ ...changes, changed: [], deleted: [] });
  });

  test('an empty token gives the whole calendar, as a full list does', async () => {
    const all = await client.changes(HOME, '');
    const refs = all.kind === 'changes' ? [...all.changed] : [];
    const listed = await client.listResources(HOME);
    expect(listed.length).toBeGreaterThan(0);
    expect(refs.sort(byHref)).toEqual(listed.sort(byHref));
  });

  test('a token that the server never gave is refused', async () => {
    expect(await client.changes(HOME, 'http://radicale.org/ns/sync/none')).toEqual({ kind: 'token-refused' });
  });

  test('listing, window and multiget agree on hrefs and ETags, and the text comes back as it was put', async () => {
    await server.mkcalendar('/ann/texts/', { name: '' });
    const odd = event('odd@x', '20260105T100000Z', '20260105T110000Z', '<b>Käse & ]]> ☂</b>');
    await server.put('/ann/texts/odd%40x%20(1).ics', odd);
    await server.put('/ann/texts/later.ics', event('later', '20270105T100000Z', '20270105T110000Z'));
    const listed = await client.listResources('/ann/texts/');
    expect(listed.map(({ href }) => href).sort()).toEqual(['/ann/texts/later.ics', '/ann/texts/odd%40x%20%281%29.ics']);
    const inWindow = await client.listWindow('/ann/texts/', FIRST_WEEK);
    expect(inWindow).toEqual(listed.filter(({ href }) => href.includes('odd')));
    const { resources, gone } = await client.fetchResources('/ann/texts/', ['/ann/texts/odd@x%20(1).ics']);
    expect(gone).toEqual([]);
    expect(resources.map(({ href, etag }) => ({ href, etag }))).toEqual(inWindow);
    expect(resources[0]?.text).toContain('SUMMARY:<b>Käse & ]]> ☂</b>');
  });

  test('a deleted resource that is asked for is gone', async () => {
    const { gone } = await client.fetchResources(HOME, [`${HOME}never.ics`]);
    expect(gone).toEqual([`${HOME}never.ics`]);
  });

  test('120 resources are fetched in one request', async () => {
    await server.mkcalendar('/ann/many/', { name: 'Many' });
    const hrefs = Array.from({ length: 120 }, (_, index) => `/ann/many/${index}.ics`);
    for (const href of hrefs) await server.put(href, event(href, '20260105T100000Z', '20260105T110000Z'));
    await client.discover();
    traffic.requests = 0;
    const { resources } = await client.fetchResources('/ann/many/', hrefs);
    expect(resources.map(({ href }) => href)).toEqual(hrefs);
    expect(traffic.requests).toBe(1);
    expect(traffic.bytesReceived).toBeGreaterThan(120 * 200);
  });

  test('a calendar that does not exist is an error in words', async () => {
    await expect(client.listResources('/ann/nowhere/')).rejects.toMatchObject({
      code: 'bad-answer',
      message: expect.stringContaining('no longer has that calendar'),
    });
  });
});
