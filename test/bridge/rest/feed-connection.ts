import { afterEach, beforeEach } from 'vitest';
import { openMemory } from '../../../bridge/secrets/memory.ts';
import type { BlockedSlots } from '../../../shared/contract/blocked-slots.ts';
import type { Calendar, Connection } from '../../../shared/contract/connection.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { SyncReport } from '../../../shared/contract/sync.ts';
import { startBridge, type TestBridge } from '../../sandbox/bridge.ts';
import { type FeedServer, startFeedServer } from '../../sandbox/feed-server.ts';
import { type ICloud, startICloud } from '../../sandbox/icloud/start.ts';
import { CONNECT } from './connected.ts';

export const TEN = ['ten', '20261202T100000Z', '20261202T110000Z'];
export const TWELVE = ['twelve', '20261202T120000Z', '20261202T130000Z'];
export const TWO = ['two', '20261202T140000Z', '20261202T150000Z'];
export const SHIFTS = '/secret-shifts.ics';

/** For each test an account with the calendar Home, a publisher of feeds, and a bridge that `connect` connects. */
export function withFeeds() {
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
  const restart = async () => {
    await bridge.stop();
    bridge = await startBridge({ caldavUrl: icloud.url, secrets, home: bridge.home });
  };
  const add = (more: object = {}) =>
    call<Calendar & Problem>('POST', '/feeds', { url: feeds.url + SHIFTS, allowHost: true, ...more });
  const calendars = async () =>
    (await call<{ calendars: Calendar[] }>('GET', '/calendars?refresh=true')).body.calendars;
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
  return {
    account: () => icloud.account(),
    faults: () => icloud.faults,
    publisher: () => feeds,
    said: () => bridge.said,
    ...{ call, connect, restart, add, calendars, named, sync, choose, slots, starts },
  };
}
