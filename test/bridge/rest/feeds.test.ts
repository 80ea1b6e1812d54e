import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMemory } from '../../../bridge/secrets/memory.ts';
import type { BlockedSlots } from '../../../shared/contract/blocked-slots.ts';
import { Calendar, type Connection } from '../../../shared/contract/connection.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { ConnectionHealth, SyncReport } from '../../../shared/contract/sync.ts';
import { startBridge, type TestBridge } from '../../sandbox/bridge.ts';
import { type FeedServer, feedText, startFeedServer } from '../../sandbox/feed-server.ts';
import { type ICloud, startICloud } from '../../sandbox/icloud/start.ts';
import { CONNECT, event } from './connected.ts';

const TEN = ['ten', '20261202T100000Z', '20261202T110000Z'];
const TWELVE = ['twelve', '20261202T120000Z', '20261202T130000Z'];
const TWO = ['two', '20261202T140000Z', '20261202T150000Z'];
const SHIFTS = '/secret-shifts.ics';

let icloud: ICloud;
let feeds: FeedServer;
let bridge: TestBridge;
let id: string;
const secrets = openMemory();

beforeEach(async () => {
  icloud = await startICloud();
  feeds = await startFeedServer();
  icloud.account().calendars.create({ name: 'Home', path: 'home' });
  bridge = await startBridge({ caldavUrl: icloud.url, secrets });
});

afterEach(async () => {
  await bridge.discard();
  await feeds.stop();
  await icloud.stop();
});

const call = <T = Record<string, unknown>>(method: string, path = '', body?: unknown) =>
  bridge.call<T>(method, `/v1/connections/${id}${path}`, body);
const connect = async () => {
  id = (await bridge.call<Connection>('POST', '/v1/connections', CONNECT)).body.id;
};
const add = (more: object = {}) =>
  call<Calendar & Problem>('POST', '/feeds', { url: feeds.url + SHIFTS, allowHost: true, ...more });
const calendars = async () => (await call<{ calendars: Calendar[] }>('GET', '/calendars?refresh=true')).body.calendars;
const named = async (name: string) => (await calendars()).find((calendar) => calendar.name === name) as Calendar;
const sync = async () => (await call<SyncReport>('POST', '/sync')).body;
const choose = async (...conflictCalendarIds: string[]) => {
  const answer = await call('PUT', '/configuration', { linkedCalendarId: null, conflictCalendarIds });
  await sync();
  return answer;
};
const slots = async () =>
  (await call<BlockedSlots>('GET', '/blocked-slots?from=2026-12-01T00:00:00Z&to=2026-12-31T00:00:00Z')).body;
const starts = async () => (await slots()).slots.map(({ start }) => start.slice(11, 13));

describe('a feed added by its address', () => {
  beforeEach(connect);

  it('is a subscription among the calendars, named as its publisher does', async () => {
    feeds.publish(SHIFTS, { text: feedText([TEN], ['X-WR-CALNAME:Shifts\\, late']) });
    const { status, body } = await add();
    expect(status).toBe(201);
    const shown = { name: 'Shifts, late', kind: 'subscription', access: 'reader', canLink: false, canConflict: true };
    expect(Calendar.parse(body)).toMatchObject(shown);
    expect(body.reason).toMatch(/subscription/);
    expect((await calendars()).map(({ name }) => name)).toEqual(['Home', 'Shifts, late']);
    expect(await named('Shifts, late')).toEqual(body);
  });

  it('bears the name and the colour that it is given, and is the same one when it is added again', async () => {
    feeds.publish(SHIFTS, { text: feedText([]) });
    const first = (await add({ name: 'Duty', color: '#0088FF' })).body;
    expect(first).toMatchObject({ name: 'Duty', color: '#0088FF' });
    expect((await add()).body).toMatchObject({ id: first.id, name: '127.0.0.1' });
    expect(await calendars()).toHaveLength(2);
  });

  it('blocks time once it is chosen, and follows its publisher', async () => {
    feeds.publish(SHIFTS, { text: feedText([TEN, TWELVE]) });
    expect((await choose((await add()).body.id)).status).toBe(200);
    expect(await starts()).toEqual(['10', '12']);
    expect((await slots()).complete).toBe(true);
    feeds.publish(SHIFTS, { text: feedText([TEN, TWO]) });
    expect((await sync()).calendars).toMatchObject([{ mode: 'full', added: 1, updated: 0, removed: 1 }]);
    expect(await starts()).toEqual(['10', '14']);
  });

  it('blocks beside the calendars of the account', async () => {
    feeds.publish(SHIFTS, { text: feedText([TEN]) });
    icloud.account().put('home', 'a.ics', event('a', '20261202T160000Z', '20261202T170000Z'));
    await choose((await named('Home')).id, (await add()).body.id);
    expect(await starts()).toEqual(['10', '16']);
  });

  it('cannot be the linked calendar, and the answer says why', async () => {
    feeds.publish(SHIFTS, { text: feedText([TEN]) });
    const { id: feedId } = (await add()).body;
    const answer = await call('PUT', '/configuration', { linkedCalendarId: feedId, conflictCalendarIds: [] });
    expect(answer).toMatchObject({ status: 422, body: { code: 'not-writable' } });
    expect(answer.body.detail).toMatch(/somebody else publishes it/);
  });

  it('is asked for changes by its marks, and nothing is sent when there are none', async () => {
    feeds.publish(SHIFTS, { text: feedText([TEN]), etag: '"v1"' });
    await choose((await add()).body.id);
    feeds.requests.length = 0;
    const report = await sync();
    expect(report).toMatchObject({ requests: 2, calendars: [{ mode: 'unchanged' }] });
    expect(feeds.requests).toMatchObject([{ status: 304, headers: { 'if-none-match': '"v1"' } }]);
    expect(await starts()).toEqual(['10']);
    expect((await slots()).complete).toBe(true);
    feeds.publish(SHIFTS, { text: feedText([TEN, TWO]), etag: '"v2"' });
    await sync();
    expect(await starts()).toEqual(['10', '14']);
  });

  it('goes on after a restart from what it knew', async () => {
    feeds.publish(SHIFTS, { text: feedText([TEN]), etag: '"v1"' });
    await choose((await add()).body.id);
    await bridge.stop();
    feeds.requests.length = 0;
    bridge = await startBridge({ caldavUrl: icloud.url, secrets, home: bridge.home });
    expect(await starts()).toEqual(['10']);
    await sync();
    expect(feeds.requests.every(({ status }) => status === 304)).toBe(true);
    expect((await slots()).complete).toBe(true);
  });

  it('keeps blocking and counts as not known while it cannot be fetched, and harms no other calendar', async () => {
    feeds.publish(SHIFTS, { text: feedText([TEN]) });
    const { id: feedId } = (await add()).body;
    await choose((await named('Home')).id, feedId);
    feeds.answer(SHIFTS, (_request, response) => void response.writeHead(500).end());
    icloud.account().put('home', 'a.ics', event('a', '20261202T160000Z', '20261202T170000Z'));
    const report = await sync();
    expect(report.error).toBeUndefined();
    expect(report.calendars).toMatchObject([{ added: 1 }, { calendarId: feedId, mode: 'failed' }]);
    expect(await starts()).toEqual(['10', '16']);
    const answer = await slots();
    expect(answer).toMatchObject({ complete: false, unknown: [{ calendarId: feedId }] });
    expect(answer.unknown[0]?.reason).toMatch(/127\.0\.0\.1.*HTTP 500/);
    const health = (await call<ConnectionHealth>('GET', '/health')).body;
    expect(health.calendars.find(({ calendarId }) => calendarId === feedId)).toMatchObject({ state: 'failing' });
    feeds.publish(SHIFTS, { text: feedText([TEN]) });
    await sync();
    expect((await slots()).complete).toBe(true);
  });

  it.each([
    ['a sign-in page', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    ['half of it', feedText([TEN, TWELVE]).slice(0, 250)],
    ['nothing', ''],
  ])('that turns into %s keeps blocking and counts as not known', async (_what, text) => {
    feeds.publish(SHIFTS, { text: feedText([TEN, TWELVE]) });
    await choose((await add()).body.id);
    feeds.publish(SHIFTS, { text });
    expect((await sync()).calendars).toMatchObject([{ mode: 'failed' }]);
    expect(await starts()).toEqual(['10', '12']);
    expect((await slots()).complete).toBe(false);
  });

  it('that suddenly lacks most is held until a second fetch confirms it', async () => {
    feeds.publish(SHIFTS, { text: feedText([TEN, TWELVE, TWO]), etag: '"full"' });
    await choose((await add()).body.id);
    feeds.publish(SHIFTS, { text: feedText([TEN]), etag: '"short"' });
    expect((await sync()).calendars).toMatchObject([{ mode: 'held', removed: 0 }]);
    expect(await starts()).toEqual(['10', '12', '14']);
    expect((await slots()).complete).toBe(false);
    expect((await sync()).calendars).toMatchObject([{ mode: 'full', removed: 2 }]);
    expect(await starts()).toEqual(['10']);
    expect((await slots()).complete).toBe(true);
  });

  it('that lacked most for a moment is as before afterwards', async () => {
    feeds.publish(SHIFTS, { text: feedText([TEN, TWELVE, TWO]), etag: '"full"' });
    await choose((await add()).body.id);
    feeds.publish(SHIFTS, { text: feedText([]), etag: '"empty"' });
    await sync();
    feeds.publish(SHIFTS, { text: feedText([TEN, TWELVE, TWO]), etag: '"full"' });
    await sync();
    expect(await starts()).toEqual(['10', '12', '14']);
    expect((await slots()).complete).toBe(true);
  });

  it('with one event that cannot be read still blocks by the others, and that time is not known', async () => {
    const broken = ['broken', '20261202T160000Z', '20261202T170000Z', 'RRULE:FREQ=SOMETIMES'];
    feeds.publish(SHIFTS, { text: feedText([TEN, broken, TWO]) });
    await choose((await add()).body.id);
    expect(await starts()).toEqual(expect.arrayContaining(['10', '14']));
    const { complete, unknown } = await slots();
    expect(complete).toBe(false);
    expect(unknown).toHaveLength(1);
    expect(unknown[0]?.resource).toMatch(/^feed:/);
  });

  it('is not fetched before the time its server asked for, whoever asks', async () => {
    feeds.publish(SHIFTS, { text: feedText([TEN]) });
    await choose((await add()).body.id);
    feeds.answer(SHIFTS, (_request, response) => void response.writeHead(503, { 'Retry-After': '120' }).end());
    await sync();
    feeds.requests.length = 0;
    const report = await sync();
    expect(report.calendars).toMatchObject([{ mode: 'failed' }]);
    expect(report.calendars[0]?.error).toMatch(/asks us to wait/);
    expect(report.error).toBeUndefined();
    expect(feeds.requests).toEqual([]);
    expect(await starts()).toEqual(['10']);
  });

  it('can be looked at by both readers', async () => {
    feeds.publish(SHIFTS, { text: feedText([TEN, TWELVE]) });
    const { id: feedId } = (await add()).body;
    await choose(feedId);
    const { body } = await call('GET', `/readings?calendarId=${feedId}&uid=twelve`);
    const times = [{ start: '2026-12-02T12:00:00Z', end: '2026-12-02T13:00:00Z', allDay: false }];
    expect(body).toMatchObject({ readings: [{ icalJs: times, nodeIcal: times, agree: true }] });
  });

  it('is forgotten when it is deleted, with its choice and its blocks', async () => {
    feeds.publish(SHIFTS, { text: feedText([TEN]) });
    const { id: feedId } = (await add()).body;
    const home = await named('Home');
    await choose(home.id, feedId);
    expect(await starts()).toEqual(['10']);
    expect(await call('DELETE', `/feeds/${feedId}`)).toMatchObject({ status: 204, body: null });
    expect((await call<Connection>('GET')).body.conflictCalendarIds).toEqual([home.id]);
    expect(await slots()).toMatchObject({ slots: [], complete: true });
    expect((await calendars()).map(({ name }) => name)).toEqual(['Home']);
    expect(await call('DELETE', `/feeds/${feedId}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('is not to be mistaken for a calendar of the account', async () => {
    const { id: home } = await named('Home');
    expect(await call('DELETE', `/feeds/${home}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await calendars()).map(({ name }) => name)).toEqual(['Home']);
  });

  it.each([
    ['of this computer, which nobody allowed', () => ({ allowHost: false }), 422, 'feed-not-allowed'],
    ['that is no web address', () => ({ url: 'file:///etc/hosts' }), 422, 'feed-not-allowed'],
    ['with a password', () => ({ url: `http://u:p@127.0.0.1:${feeds.port}/` }), 422, 'feed-not-allowed'],
    ['of nothing', () => ({ url: `${feeds.url}/nothing` }), 502, 'feed-unreachable'],
    ['of a page', () => ({}), 422, 'not-a-calendar'],
    ['in a form that is not known', () => ({ colour: 'red' }), 422, 'invalid'],
  ])('at an address %s is refused, and nothing is kept', async (_what, more, status, code) => {
    feeds.publish(SHIFTS, { text: '<html>Sign in</html>' });
    expect(await add(more())).toMatchObject({ status, body: { code } });
    expect(await calendars()).toHaveLength(1);
  });

  it('never shows its address again, which may be all that guards it', async () => {
    feeds.publish(SHIFTS, { text: feedText([TEN]) });
    await choose((await add()).body.id);
    feeds.answer(SHIFTS, (_request, response) => void response.writeHead(500).end());
    await sync();
    const shown = [await call('GET'), await call('GET', '/calendars'), await slots(), await call('GET', '/sync')];
    expect(JSON.stringify([...shown, await call('GET', '/health'), bridge.said])).not.toContain('secret-shifts');
  });
});

describe('a subscription that the account lists', () => {
  it('with its source may block time, and cannot be linked', async () => {
    feeds.publish('/h.ics', { text: feedText([TEN]) });
    const { calendars: own } = icloud.account();
    own.create({
      name: 'Holidays',
      path: 'hols',
      kind: 'subscription',
      source: `webcal://127.0.0.1:${feeds.port}/h.ics`,
    });
    await connect();
    const holidays = await named('Holidays');
    expect(holidays).toMatchObject({ canLink: false, canConflict: true, reason: expect.stringMatching(/publishes/) });
    expect((await choose(holidays.id)).status).toBe(200);
    // Nobody allowed a host of this computer, so it is not asked, and nothing counts as free.
    const { complete, unknown } = await slots();
    expect(complete).toBe(false);
    expect(unknown[0]?.reason).toMatch(/on this computer or on its own network/);
    expect(feeds.requests).toEqual([]);
  });

  it('without a source cannot block time, and says what to do', async () => {
    icloud.account().calendars.create({ name: 'Holidays', path: 'hols', kind: 'subscription' });
    await connect();
    const holidays = await named('Holidays');
    expect(holidays).toMatchObject({ canLink: false, canConflict: false });
    expect(holidays.reason).toMatch(/Add it by its address/);
    expect(await choose(holidays.id)).toMatchObject({ status: 422, body: { code: 'not-selectable' } });
  });
});
