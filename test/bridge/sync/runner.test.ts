import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCalDavClient } from '../../../bridge/caldav/client.ts';
import { newConnection } from '../../../bridge/connections/connect.ts';
import type { StoredConnection } from '../../../bridge/connections/stored-connection.ts';
import { SyncRunner } from '../../../bridge/connections/sync-runner.ts';
import { gapOf } from '../../../bridge/domain/completeness.ts';
import { CalendarCache } from '../../../bridge/sync/calendar-cache.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../../sandbox/icloud/start.ts';
import { CONNECT, event } from '../rest/connected.ts';

const HOUR = 3600_000;

let now: number;
let icloud: ICloud;
let folder: string;
let cache: CalendarCache;
let record: StoredConnection;
let runner: SyncRunner;

const clientFor = (traffic = { requests: 0, bytesReceived: 0 }) =>
  createCalDavClient({
    serverUrl: icloud.url,
    username: DEFAULT_ACCOUNT.appleId,
    password: DEFAULT_ACCOUNT.appPassword,
    traffic,
  });

beforeEach(async () => {
  now = Date.now();
  icloud = await startICloud();
  icloud.account().calendars.create({ name: 'Home', path: 'home' });
  folder = await mkdtemp(path.join(tmpdir(), 'slotbridge-runner-'));
  cache = await CalendarCache.open(folder, (file) => expect.unreachable(file));
  const account = await clientFor().discover();
  const listing = await clientFor().listCalendars(account);
  record = newConnection(CONNECT, icloud.url, { account, listing }, now);
  record.conflictCalendarIds = record.calendars.map(({ id }) => id);
  runner = startRunner();
});

function startRunner(): SyncRunner {
  return new SyncRunner({
    clock: { now: () => now },
    record: () => record,
    cacheOf: async () => cache,
    openClient: async (traffic) => clientFor(traffic),
    saveListing: async () => undefined,
    saveAccount: async () => undefined,
    savePasswordRefused: async () => undefined,
    onProgress: () => undefined,
    tidy: async () => undefined,
    onFault: (error) => {
      throw error;
    },
    onRun: () => undefined,
  });
}

afterEach(async () => {
  icloud.faults.clear();
  await runner.stop();
  await cache.close();
  await rm(folder, { recursive: true });
  await icloud.stop();
});

const home = () => record.calendars[0]?.id ?? '';
const known = () => gapOf(runner.memory.knowledgeOf(home(), cache), now) === null;

describe('a request that hangs over a sleep', () => {
  it('is given up on waking and asked anew, and that alone is no failure', async () => {
    await runner.run('poll');
    icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
    icloud.faults.set('hang', true, { times: 1 });
    const running = runner.run('poll');
    await expect.poll(() => icloud.requests.at(-1)?.status).toBe(0);
    now += 8 * HOUR;
    const woke = performance.now();
    runner.interrupt();
    const report = await running;
    expect(performance.now() - woke).toBeLessThan(2000);
    expect(report.error).toBeUndefined();
    expect(report.calendars).toMatchObject([{ added: 1 }]);
    expect(runner.memory.failuresInARow).toBe(0);
    expect(known()).toBe(true);
  });
});

describe('a clock that is set', () => {
  it('back by a day does not make an old check last a day longer', async () => {
    await runner.run('poll');
    expect(known()).toBe(true);
    now -= 24 * HOUR;
    expect(known()).toBe(false);
    await runner.run('poll');
    expect(known()).toBe(true);
    expect(cache.checkedAt).toBeLessThanOrEqual(now);
  });

  it('on by an hour makes what was known stale until the next look', async () => {
    await runner.run('poll');
    now += HOUR;
    expect(known()).toBe(false);
    await runner.run('poll');
    expect(known()).toBe(true);
  });

  it('back does not stretch what the server asked us to wait', async () => {
    icloud.faults.set('throttle-503', 60, { times: 1 });
    await runner.run('poll');
    expect(await runner.run('request')).toMatchObject({ requests: 0 });
    now -= 24 * HOUR;
    expect((await runner.run('request')).error).toBeUndefined();
  });
});

describe('what is checked', () => {
  it('counts as checked from when the server was asked, not from when it had answered', async () => {
    await runner.run('poll');
    const asked = now;
    icloud.faults.set('slow', 200, { times: 1 });
    const running = runner.run('poll');
    await expect.poll(() => icloud.requests.length).toBeGreaterThan(0);
    now += 5000;
    await running;
    expect(cache.checkedAt).toBe(asked);
  });

  it('is compared as a whole once a day though no token moved', async () => {
    await runner.run('poll');
    expect((await runner.run('poll')).calendars).toMatchObject([{ mode: 'unchanged' }]);
    now += 24 * HOUR;
    expect((await runner.run('poll')).calendars).toMatchObject([{ mode: 'full' }]);
    expect((await runner.run('poll')).calendars).toMatchObject([{ mode: 'unchanged' }]);
  });
});

describe('a calendar that was held back', () => {
  it('is held again after a restart between the two looks', async () => {
    for (const name of ['a', 'b']) {
      icloud.account().put('home', `${name}.ics`, event(name, '20261202T100000Z', '20261202T110000Z'));
    }
    await runner.run('poll');
    icloud.faults.set('empty-calendar', true);
    expect((await runner.run('poll')).calendars).toMatchObject([{ mode: 'held' }]);
    await runner.stop();
    await cache.close();
    cache = await CalendarCache.open(folder, (file) => expect.unreachable(file));
    runner = startRunner();
    expect((await runner.run('poll')).calendars).toMatchObject([{ mode: 'held' }]);
    expect(cache.size).toBe(2);
    expect((await runner.run('poll')).calendars).toMatchObject([{ mode: 'full', removed: 2 }]);
  });
});
