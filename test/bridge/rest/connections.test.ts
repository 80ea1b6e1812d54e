import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMemory } from '../../../bridge/secrets/memory.ts';
import type { SecretStore } from '../../../bridge/secrets/secret-store.ts';
import { type Calendar, Connection } from '../../../shared/contract/connection.ts';
import { DEFAULT_ACCOUNT } from '../../sandbox/icloud/start.ts';
import { CONNECT, type Setting, startSetting } from './connected.ts';

let setting: Setting;
let secrets: SecretStore;
const call: Setting['bridge']['call'] = (...args) => setting.bridge.call(...args);
const connect = (changes: object = {}) =>
  call<Connection & { code: string; detail: string }>('POST', '/v1/connections', { ...CONNECT, ...changes });
const list = async () => (await call<{ connections: Connection[] }>('GET', '/v1/connections')).body.connections;
const homeOf = async (id: string) =>
  (await call<{ calendars: Calendar[] }>('GET', `/v1/connections/${id}/calendars`)).body.calendars.find(
    ({ name }) => name === 'Home',
  )?.id ?? 'no Home';

beforeEach(async () => {
  secrets = openMemory();
  setting = await startSetting({ secrets });
});
afterEach(() => setting.stop());

describe('connecting', () => {
  it('verifies the account, lists its calendars and chooses nothing', async () => {
    const { status, body } = await connect();
    expect(status).toBe(201);
    expect(Connection.parse(body)).toMatchObject({
      locationId: 'loc1',
      userName: 'Ann Porter',
      configured: false,
      status: 'connected',
      linkedCalendarId: null,
      conflictCalendarIds: [],
      settings: { allDay: 'as-marked', showTitles: false },
    });
    expect(JSON.stringify(body)).not.toContain(CONNECT.appPassword);
    const { body: listed } = await call<{ calendars: object[] }>('GET', `/v1/connections/${body.id}/calendars`);
    expect(listed.calendars).toMatchObject([
      { name: 'Home', color: '#FF2968', kind: 'calendar', access: 'writer', canLink: true, canConflict: true },
      { name: 'Work', kind: 'calendar', access: 'writer' },
      { name: 'Family', kind: 'shared', access: 'reader', canLink: false, canConflict: true },
      { name: 'Holidays', kind: 'subscription', access: 'reader', canLink: false },
    ]);
  });

  it.each([
    ['a wrong password', { appPassword: 'aaaa-bbbb-cccc-dddd' }, 401, 'invalid-credentials'],
    ['the ordinary Apple password', { appPassword: DEFAULT_ACCOUNT.ordinaryPassword }, 401, 'invalid-credentials'],
    ['an unknown account', { appleId: 'nobody@icloud.com' }, 401, 'invalid-credentials'],
    ['a server where nothing listens', { serverUrl: 'http://127.0.0.1:9/' }, 502, 'server-unreachable'],
  ])('with %s gets its code and leaves nothing behind', async (_what, changes, status, code) => {
    const answer = await connect(changes);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(await list()).toEqual([]);
    await expect(readdir(path.join(setting.bridge.home, 'cache'))).rejects.toThrow('ENOENT');
  });

  it('tells of the ordinary and of the revoked password', async () => {
    const { detail } = (await connect({ appPassword: 'wrong' })).body;
    expect(detail).toMatch(/app-specific/);
    expect(detail).toMatch(/revoked/);
  });

  it('to a server that is no CalDAV server says so', async () => {
    const website = createServer((_request, response) => response.end('<html>Welcome</html>'));
    await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve));
    const serverUrl = `http://127.0.0.1:${(website.address() as AddressInfo).port}/`;
    expect(await connect({ serverUrl })).toMatchObject({ status: 502, body: { code: 'not-caldav' } });
    website.close();
  });

  it('hears that the server wants patience, and for how long', async () => {
    setting.icloud.faults.set('throttle-503', 7);
    const answer = await connect();
    expect(answer).toMatchObject({ status: 503, body: { code: 'throttled', retryAfter: 7 } });
    expect(answer.headers.get('retry-after')).toBe('7');
  });

  it('happens once per user and sub-account', async () => {
    await connect();
    expect(await connect()).toMatchObject({ status: 409, body: { code: 'already-connected' } });
    expect(await connect({ userId: 'user2' })).toMatchObject({ status: 201 });
    expect(await list()).toHaveLength(2);
  });

  it('happens once even when it is asked twice at the same moment', async () => {
    const statuses = (await Promise.all([connect(), connect()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 409]);
  });

  it('keeps an account to one sub-account when two ask for it at the same moment', async () => {
    const answers = await Promise.all([connect(), connect({ locationId: 'loc2', userId: 'user2' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await list()).toHaveLength(1);
  });

  it('knows a server again however its address is written', async () => {
    await connect();
    const serverUrl = `${setting.icloud.url}/`;
    expect(await connect({ locationId: 'loc2', serverUrl })).toMatchObject({ body: { code: 'connected-elsewhere' } });
  });

  it('tells how long to wait even when the server does not', async () => {
    setting.icloud.faults.set('throttle-403', true);
    expect(await connect()).toMatchObject({ status: 503, body: { code: 'throttled', retryAfter: 60 } });
  });

  it('keeps an account to one sub-account until the person allows several', async () => {
    const { id } = (await connect()).body;
    const elsewhere = { locationId: 'loc2', appleId: CONNECT.appleId.toUpperCase() };
    const refused = await connect(elsewhere);
    expect(refused).toMatchObject({ status: 409, body: { code: 'connected-elsewhere' } });
    expect(refused.body.detail).toContain('Sunrise Dental');
    await call('PATCH', `/v1/connections/${id}`, { settings: { accountInSeveralSubaccounts: true } });
    expect(await connect(elsewhere)).toMatchObject({ status: 201 });
  });

  it.each([
    ['no time zone', { timeZone: undefined }, ['timeZone']],
    ['an unknown time zone', { timeZone: 'Mars/Olympus' }, ['timeZone']],
    ['a field that does not exist', { colour: 'red' }, ['colour']],
    ['an empty password', { appPassword: '' }, ['appPassword']],
    ['a server address that is none', { serverUrl: 'javascript:alert(1)' }, ['serverUrl']],
  ])('with %s names the field', async (_what, changes, paths) => {
    const { status, body } = await call<{ code: string; errors: { path: string }[] }>('POST', '/v1/connections', {
      ...CONNECT,
      ...changes,
    });
    expect([status, body.code]).toEqual([422, 'invalid']);
    expect(body.errors.map((error) => error.path)).toEqual(paths);
  });
});

describe('a connection', () => {
  it('is found by sub-account and user', async () => {
    const { id } = (await connect()).body;
    const found = async (query: string) =>
      (await call<{ connections: Connection[] }>('GET', `/v1/connections?${query}`)).body.connections.map((c) => c.id);
    expect(await found('locationId=loc1&userId=user1')).toEqual([id]);
    expect(await found('locationId=loc2')).toEqual([]);
    expect((await call('GET', `/v1/connections/${id}`)).body).toMatchObject({ id });
  });

  it('takes changed settings and leaves the others', async () => {
    const { id } = (await connect()).body;
    const home = await homeOf(id);
    await call('PATCH', `/v1/connections/${id}`, { settings: { calendars: { [home]: { allDay: 'never' } } } });
    const { body } = await call('PATCH', `/v1/connections/${id}`, {
      timeZone: 'Europe/Berlin',
      settings: { tentative: 'free', calendars: { [home]: { travelTime: false } } },
    });
    const calendars = { [home]: { allDay: 'never', travelTime: false } };
    expect(body).toMatchObject({
      timeZone: 'Europe/Berlin',
      settings: { tentative: 'free', unanswered: 'busy', calendars },
    });
  });

  it("lets the connection's rule hold again where a calendar's own is taken back", async () => {
    const { id } = (await connect()).body;
    const home = await homeOf(id);
    const own = (rules: object) =>
      call('PATCH', `/v1/connections/${id}`, { settings: { calendars: { [home]: rules } } });
    await own({ allDay: 'never', travelTime: false });
    const { body } = await own({ allDay: null });
    expect((body as Connection).settings.calendars).toEqual({ [home]: { travelTime: false } });
    expect((await call('PATCH', `/v1/connections/${id}`, { settings: { allDay: null } })).status).toBe(422);
  });

  it('takes no settings for a calendar that it does not have, and then takes none at all', async () => {
    const { id } = (await connect()).body;
    const patch = { paused: true, settings: { tentative: 'free', calendars: { c1: { allDay: 'never' } } } };
    expect(await call('PATCH', `/v1/connections/${id}`, patch)).toMatchObject({
      status: 422,
      body: { code: 'unknown-calendar', detail: expect.stringMatching(/settings name a calendar/) },
    });
    const { body } = await call<Connection>('GET', `/v1/connections/${id}`);
    expect(body).toMatchObject({ status: 'connected', settings: { tentative: 'busy', calendars: {} } });
  });

  it('takes settings again for a calendar that was removed meanwhile', async () => {
    const { id } = (await connect()).body;
    const patch = { settings: { calendars: { [await homeOf(id)]: { allDay: 'never' } } } };
    await call('PATCH', `/v1/connections/${id}`, patch);
    setting.icloud.account().calendars.remove('home');
    await call('GET', `/v1/connections/${id}/calendars?refresh=true`);
    expect((await call('PATCH', `/v1/connections/${id}`, patch)).status).toBe(200);
  });

  it('was never synced before one of its calendars was read', async () => {
    const { id, lastSyncedAt } = (await connect()).body;
    expect(lastSyncedAt).toBeNull();
    await call('POST', `/v1/connections/${id}/sync`);
    const synced = async () => (await call<Connection>('GET', `/v1/connections/${id}`)).body.lastSyncedAt;
    expect(await synced()).toBeNull();
    setting.icloud.faults.set('error-500', true, { method: 'REPORT' });
    const began = Date.now();
    await call('PUT', `/v1/connections/${id}/configuration`, {
      linkedCalendarId: null,
      conflictCalendarIds: [await homeOf(id)],
    });
    await call('POST', `/v1/connections/${id}/sync`);
    expect(await synced()).toBeNull();
    setting.icloud.faults.clear();
    await call('POST', `/v1/connections/${id}/sync`);
    expect(Date.parse((await synced()) ?? '')).toBeGreaterThanOrEqual(began);
  });

  it('takes a new password only when the server does', async () => {
    const { id } = (await connect()).body;
    const account = setting.icloud.account();
    account.setPassword('aaaa-bbbb-cccc-dddd');
    const put = (appPassword: string) => call('PUT', `/v1/connections/${id}/password`, { appPassword });
    expect(await put('nnnn-nnnn-nnnn-nnnn')).toMatchObject({ status: 401, body: { code: 'invalid-credentials' } });
    expect(await put('aaaa-bbbb-cccc-dddd')).toMatchObject({ status: 200, body: { id, status: 'connected' } });
  });

  it('that is disconnected while its password is changed leaves no password behind', async () => {
    const { id } = (await connect()).body;
    setting.icloud.faults.set('slow', 100);
    const changed = call('PUT', `/v1/connections/${id}/password`, { appPassword: CONNECT.appPassword });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await call('DELETE', `/v1/connections/${id}`)).status).toBe(204);
    expect(await changed).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await secrets.get(`caldav:${id}`)).toBeNull();
  });

  it('goes with everything that was kept of it', async () => {
    const { id } = (await connect()).body;
    const { calendars } = (await call<{ calendars: { id: string }[] }>('GET', `/v1/connections/${id}/calendars`)).body;
    await call('PUT', `/v1/connections/${id}/configuration`, {
      linkedCalendarId: null,
      conflictCalendarIds: [calendars[0]?.id],
    });
    await call('POST', `/v1/connections/${id}/sync`);
    expect(await readdir(path.join(setting.bridge.home, 'cache', id))).toHaveLength(1);
    expect((await call('DELETE', `/v1/connections/${id}`)).status).toBe(204);
    expect(await readdir(path.join(setting.bridge.home, 'cache'))).toEqual([]);
    expect(await readFile(path.join(setting.bridge.home, 'connections.json'), 'utf8')).not.toContain(id);
    expect(await call('GET', `/v1/connections/${id}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await call('DELETE', `/v1/connections/${id}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});

describe('the configuration', () => {
  const configure = async (choose: (id: (name: string) => string) => object) => {
    const { id } = (await connect()).body;
    const { calendars } = (
      await call<{ calendars: { id: string; name: string }[] }>('GET', `/v1/connections/${id}/calendars`)
    ).body;
    const idOf = (name: string) => calendars.find((calendar) => calendar.name === name)?.id ?? 'none';
    const answer = await call<Connection & { code: string }>(
      'PUT',
      `/v1/connections/${id}/configuration`,
      choose(idOf),
    );
    return { ...answer, id, idOf };
  };

  it('adds the linked calendar to the conflict calendars', async () => {
    const { status, body, idOf } = await configure((id) => ({
      linkedCalendarId: id('Work'),
      conflictCalendarIds: [id('Family')],
    }));
    expect(status).toBe(200);
    expect(body).toMatchObject({ configured: true, linkedCalendarId: idOf('Work'), linkedIsConflict: true });
    expect(new Set(body.conflictCalendarIds)).toEqual(new Set([idOf('Family'), idOf('Work')]));
  });

  it('leaves it out on request', async () => {
    const { body } = await configure((id) => ({
      linkedCalendarId: id('Work'),
      conflictCalendarIds: [],
      linkedIsConflict: false,
    }));
    expect(body.conflictCalendarIds).toEqual([]);
  });

  it.each([
    ['not-writable', (id: (name: string) => string) => ({ linkedCalendarId: id('Family'), conflictCalendarIds: [] })],
    ['unknown-calendar', () => ({ linkedCalendarId: null, conflictCalendarIds: ['cal_nowhere'] })],
  ])('that is %s changes nothing', async (code, choose) => {
    const { status, body, id } = await configure(choose);
    expect([status, body.code]).toEqual([422, code]);
    expect((await call('GET', `/v1/connections/${id}`)).body).toMatchObject({ configured: false });
  });
});
