import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCalDavClient } from '../../../bridge/caldav/client.ts';
import type { CalDavClient, RemoteCalendar, Traffic } from '../../../bridge/domain/remote.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../../sandbox/icloud/start.ts';
import { event } from './events.ts';

let icloud: ICloud;
let base: string;
let traffic: Traffic;
let client: CalDavClient;

function clientWith(password: string = DEFAULT_ACCOUNT.appPassword): CalDavClient {
  return createCalDavClient({
    serverUrl: icloud.url,
    username: DEFAULT_ACCOUNT.appleId,
    password,
    traffic,
    timeoutMs: 2_000,
  });
}

async function calendars(): Promise<RemoteCalendar[]> {
  return client.listCalendars(await client.discover());
}

async function tokenOf(path: string): Promise<string> {
  return (await calendars()).find(({ href }) => href === `${base}${path}/`)?.syncToken ?? '';
}

function putAt(path: string, day: number): void {
  const date = `202601${String(day).padStart(2, '0')}`;
  icloud.account().put(path, `e${day}.ics`, event(`${path}-${day}`, `${date}T100000Z`, `${date}T110000Z`));
}

beforeAll(async () => {
  icloud = await startICloud();
  base = `/${icloud.account().id}/calendars/`;
  const { create } = icloud.account().calendars;
  create({ name: 'Home', path: 'home', color: '#1BADF8FF' });
  create({ name: '2024', path: 'number', sharedWithOthers: true });
  create({ name: '', path: 'nameless', transparent: true });
  create({ name: 'Family 👪 & friends', path: 'shared', kind: 'shared', access: 'reader' });
  create({ name: 'Club', path: 'club', kind: 'shared', access: 'writer', color: '#aabbcc' });
  create({ name: 'Holidays', path: 'holidays', kind: 'subscription', source: 'webcal://example.org/h.ics' });
  create({ name: 'Reminders', path: 'tasks', kind: 'reminders' });
});
afterAll(() => icloud.stop());
beforeEach(() => {
  icloud.faults.clear();
  traffic = { requests: 0, bytesReceived: 0 };
  client = clientWith();
});

describe('discovery', () => {
  test('leads to the calendar home on the partition host, and names the preferred address first', async () => {
    const account = await client.discover();
    expect(account.homeUrl).toBe(`${icloud.partitionUrl}${base}`);
    expect(account.principalUrl).toBe(`${icloud.url}/${icloud.account().id}/principal/`);
    expect(account.ownerAddresses[0]).toBe('maya.reed@icloud.com');
    expect(traffic.requests).toBe(2);
  });

  test('does not mind a principal that answers under another href', async () => {
    icloud.faults.set('bare-principal-href', true);
    expect((await client.discover()).homeUrl).toBe(`${icloud.partitionUrl}${base}`);
  });

  test('goes by the well-known address, which answers in place, when the server’s own names no account', async () => {
    icloud.faults.set('root-404', true);
    expect((await client.discover()).homeUrl).toBe(`${icloud.partitionUrl}${base}`);
    expect(icloud.requests.slice(-3).map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
      'PROPFIND / 404',
      'PROPFIND /.well-known/caldav 207',
      `PROPFIND /${icloud.account().id}/principal/ 207`,
    ]);
  });

  test('follows the well-known address to the partition when the server’s own is no calendar', async () => {
    icloud.faults.set('html-answer', true, { times: 1 });
    icloud.faults.set('well-known-301', true);
    expect((await client.discover()).homeUrl).toBe(`${icloud.partitionUrl}${base}`);
    expect(icloud.requests.slice(-4).map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
      'PROPFIND / 200',
      'PROPFIND /.well-known/caldav 301',
      'PROPFIND / 207',
      `PROPFIND /${icloud.account().id}/principal/ 207`,
    ]);
  });

  test.each([
    ['a wrong password', 'aaaa-bbbb-cccc-dddd'],
    ['the ordinary Apple password', DEFAULT_ACCOUNT.ordinaryPassword],
  ])('%s is told as such, after one request', async (_, password) => {
    await expect(clientWith(password).discover()).rejects.toMatchObject({
      code: 'invalid-credentials',
      message: expect.stringMatching(/app-specific.*revoked/s),
    });
    expect(traffic.requests).toBe(1);
  });

  test('a home on another server is not asked, and the sentence names that server', async () => {
    icloud.faults.set('home-elsewhere', 'https://calendars.example.net/1/');
    await expect(client.discover()).rejects.toMatchObject({
      code: 'not-caldav',
      message: expect.stringContaining('https://calendars.example.net'),
    });
  });

  test.each([
    ['throttle-503', 7, { code: 'throttled', details: { retryAfterMs: 7_000 } }],
    ['throttle-403', true, { code: 'throttled' }],
    ['error-500', true, { code: 'server-unreachable', message: expect.stringContaining('fault of its own') }],
    ['html-answer', true, { code: 'not-caldav', message: expect.stringContaining('web page') }],
    ['truncated-xml', true, { code: 'not-caldav', message: expect.stringContaining('cannot be read') }],
    ['cut-before', true, { code: 'server-unreachable', message: expect.stringContaining('broke off') }],
    ['hang', true, { code: 'server-unreachable', message: expect.stringContaining('within 2 s') }],
  ] as const)('under %s the right error comes', async (fault, value, expected) => {
    icloud.faults.set(fault, value);
    await expect(client.discover()).rejects.toMatchObject(expected);
  });
});

describe('listing', () => {
  test('tells own, shared and subscribed calendars apart and leaves reminders and inboxes out', async () => {
    const kept = (await calendars()).map(({ href, name, kind, access }) => [
      href.slice(base.length),
      name,
      kind,
      access,
    ]);
    expect(kept).toEqual([
      ['home/', 'Home', 'calendar', 'writer'],
      ['number/', '2024', 'calendar', 'writer'],
      ['nameless/', 'Untitled calendar', 'calendar', 'writer'],
      ['shared/', 'Family 👪 & friends', 'shared', 'reader'],
      ['club/', 'Club', 'shared', 'writer'],
      ['holidays/', 'Holidays', 'subscription', 'reader'],
    ]);
  });

  test('reads colours, transparency, a subscription’s source and CDATA names', async () => {
    icloud.faults.set('cdata', true);
    const all = await calendars();
    expect(all.map(({ color }) => color)).toEqual(['#1BADF8', null, null, null, '#AABBCC', null]);
    expect(all.map(({ transparent }) => transparent)).toEqual([false, false, true, false, false, false]);
    expect(all.at(-1)?.source).toBe('webcal://example.org/h.ics');
    expect(all.map(({ name }) => name).slice(0, 4)).toEqual([
      'Home',
      '2024',
      'Untitled calendar',
      'Family 👪 & friends',
    ]);
    expect(all[0]?.ctag).toBe(all[0]?.syncToken);
  });

  test('a list that was cut off is an error, never a shorter list', async () => {
    const account = await client.discover();
    icloud.faults.set('truncated-xml', true);
    await expect(client.listCalendars(account)).rejects.toMatchObject({ code: 'bad-answer' });
  });

  test('a client that never discovered asks the host that the account names', async () => {
    const account = await client.discover();
    icloud.faults.set('front-discovery-only', true);
    const fresh = clientWith();
    await fresh.listCalendars(account);
    expect(await fresh.listResources(`${base}club/`)).toEqual([]);
  });
});

describe('changes', () => {
  test('leave out the collection itself and follow the pages to the end', async () => {
    const token = await tokenOf('home');
    for (const day of [1, 2, 3, 4, 5]) putAt('home', day);
    icloud.account().remove('home', 'e1.ics');
    icloud.faults.set('paging-507', 2);
    const changes = await client.changes(`${base}home/`, token);
    expect(changes).toMatchObject({
      kind: 'changes',
      deleted: [`${base}home/e1.ics`],
      syncToken: await tokenOf('home'),
    });
    const names = changes.kind === 'changes' ? changes.changed.map(({ href }) => href.slice(base.length)) : [];
    expect(names).toEqual(['home/e2.ics', 'home/e3.ics', 'home/e4.ics', 'home/e5.ics']);
    expect(icloud.requests.filter(({ asked }) => asked === 'sync-collection')).toHaveLength(3);
  });

  test('from an empty token are the whole calendar', async () => {
    const changes = await client.changes(`${base}home/`, '');
    const refs = changes.kind === 'changes' ? changes.changed : [];
    expect(refs).toHaveLength(4);
    expect(refs).toEqual(await client.listResources(`${base}home/`));
  });

  test('say when the token is refused, and when the report is not known', async () => {
    const token = await tokenOf('home');
    icloud.faults.set('refuse-sync-token', true);
    expect(await client.changes(`${base}home/`, token)).toEqual({ kind: 'token-refused' });
    icloud.faults.clear();
    icloud.faults.set('sync-unsupported', true);
    expect(await client.changes(`${base}home/`, token)).toEqual({ kind: 'unsupported' });
  });

  test('that were cut off are an error', async () => {
    const token = await tokenOf('home');
    icloud.faults.set('truncated-xml', true);
    await expect(client.changes(`${base}home/`, token)).rejects.toMatchObject({ code: 'bad-answer' });
  });
});

describe('events', () => {
  const january = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 1, 1) };

  test('of a window are all found though the server gives three at a time at most', async () => {
    for (let day = 6; day <= 20; day += 1) putAt('club', day);
    icloud.faults.set('number-of-matches-within-limits', 3);
    const refs = await client.listWindow(`${base}club/`, january);
    expect(refs.map(({ href }) => href).sort()).toEqual(
      Array.from({ length: 15 }, (_, index) => `${base}club/e${index + 6}.ics`).sort(),
    );
  });

  test('outside the window are not named', async () => {
    const first = { start: Date.UTC(2026, 0, 6), end: Date.UTC(2026, 0, 7) };
    expect((await client.listWindow(`${base}club/`, first)).map(({ href }) => href)).toEqual([`${base}club/e6.ics`]);
  });

  test('come with their text as it is stored, CDATA or not', async () => {
    const href = `${base}club/e6.ics`;
    const plain = await client.fetchResources(`${base}club/`, [href]);
    icloud.faults.set('cdata', true);
    const wrapped = await client.fetchResources(`${base}club/`, [href]);
    expect(plain).toEqual(wrapped);
    expect(plain.resources[0]?.text.replaceAll('\r\n', '\n')).toBe(
      icloud.account().text('club', 'e6.ics').replaceAll('\r\n', '\n'),
    );
  });

  test('that are listed but answer 404 are gone, one by one', async () => {
    icloud.faults.set('ghost-hrefs', ['ghost.ics']);
    const listed = (await client.listResources(`${base}club/`)).map(({ href }) => href);
    const { resources, gone } = await client.fetchResources(`${base}club/`, listed);
    expect(gone).toEqual([`${base}club/ghost.ics`]);
    expect(resources).toHaveLength(15);
  });

  test('that the answer leaves out without a word are an error, never gone', async () => {
    icloud.faults.set('missing-hrefs', 1);
    const hrefs = [`${base}club/e6.ics`, `${base}club/e7.ics`];
    await expect(client.fetchResources(`${base}club/`, hrefs)).rejects.toMatchObject({
      code: 'bad-answer',
      message: expect.stringContaining('left out'),
    });
  });
});
