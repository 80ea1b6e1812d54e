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
    expect(performance.now() - woke).toBeLessThan(10_000);
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
    icloud.requests.length = 0;
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

describe('a calendar that is refused without a reason', () => {
  const putOne = (name: string) =>
    icloud.account().put('home', `${name}.ics`, event(name, '20261202T100000Z', '20261202T110000Z'));
  const refuse = () => icloud.faults.set('throttle-403', true, { method: 'REPORT' });
  const requests = async (trigger: 'poll' | 'request') => (await runner.run(trigger)).requests;

  it('is asked for ever more rarely, but at once when somebody waits for the answer', async () => {
    await runner.run('poll');
    putOne('a');
    refuse();
    expect(await requests('poll')).toBe(2);
    now += 19_000;
    expect(await requests('poll')).toBe(1);
    expect(await requests('request')).toBe(2);
    now += 39_000;
    expect(await requests('poll')).toBe(1);
    expect(known()).toBe(false);
    now += 1000;
    expect(await requests('poll')).toBe(2);
    now += 79_000;
    expect(await requests('poll')).toBe(1);
    expect(runner.memory.failuresInARow).toBe(0);
  });

  it('is read like any other again after one good answer', async () => {
    await runner.run('poll');
    putOne('a');
    refuse();
    await runner.run('poll');
    await runner.run('request');
    icloud.faults.clear();
    expect((await runner.run('request')).calendars).toMatchObject([{ added: 1 }]);
    putOne('b');
    refuse();
    expect(await requests('poll')).toBe(2);
    now += 20_000;
    expect(await requests('poll')).toBe(2);
  });

  it('is asked for again after the clock was set back', async () => {
    await runner.run('poll');
    putOne('a');
    refuse();
    await runner.run('poll');
    now -= HOUR;
    expect(await requests('poll')).toBe(2);
  });
});

describe('those who ask while an attempt is under way', () => {
  it('get one attempt for all of them, as thorough as the most impatient wants it', async () => {
    icloud.faults.set('slow', 100, { times: 1 });
    const first = runner.run('poll');
    const waiting = [runner.run('poll'), runner.run('check'), runner.run('visible')];
    const [poll, check, visible] = await Promise.all(waiting);
    expect(await first).toMatchObject({ trigger: 'poll' });
    expect(check).toMatchObject({ trigger: 'check' });
    expect([poll, visible]).toEqual([check, check]);
    expect(runner.memory.reports).toHaveLength(2);
  });

  it('are not overtaken by who asks the moment that it ends', async () => {
    const first = runner.run('poll');
    const late = first.then(() => runner.run('poll'));
    const queued = runner.run('check');
    expect(await late).toBe(await queued);
    expect(await queued).toMatchObject({ trigger: 'check' });
  });
});

describe('a first reading from which the server kept events back', () => {
  it('is compared after five minutes, not after a day', async () => {
    icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
    icloud.faults.set('empty-calendar', true, { path: '/home/' });
    expect((await runner.run('poll')).calendars).toMatchObject([{ mode: 'first', added: 0 }]);
    icloud.faults.clear();
    now += 5 * 60_000 - 1;
    expect((await runner.run('poll')).calendars).toMatchObject([{ mode: 'unchanged' }]);
    now += 1;
    expect((await runner.run('poll')).calendars).toMatchObject([{ mode: 'full', added: 1 }]);
    now += 24 * HOUR - 1;
    expect((await runner.run('poll')).calendars).toMatchObject([{ mode: 'unchanged' }]);
    now += 1;
    expect((await runner.run('poll')).calendars).toMatchObject([{ mode: 'full' }]);
  });
});
