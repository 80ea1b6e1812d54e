import { describe, expect, test } from 'vitest';
import { SyncMemory } from '../../../bridge/connections/sync-memory.ts';
import { BridgeError } from '../../../bridge/errors/bridge-error.ts';
import type { Connection } from '../../../shared/contract/connection.ts';
import type { ConnectionHealth, SyncReport } from '../../../shared/contract/sync.ts';
import { booking, pause } from './booked.ts';
import { start } from './fault-case.ts';
import type { OnICloud } from './on-icloud.ts';

const synced = async ({ booked }: OnICloud) =>
  (await booked.bridge.call<SyncReport>('POST', `${booked.path}/sync`)).body;
const status = async ({ booked }: OnICloud) => (await booked.bridge.call<Connection>('GET', booked.path)).body.status;
const lastHour = async ({ booked }: OnICloud) =>
  (await booked.bridge.call<ConnectionHealth>('GET', `${booked.path}/health`)).body.requests.lastHour;

describe.concurrent('a server that asks for patience', () => {
  test('when a booking is written is left alone by readings too', async ({ onTestFinished }) => {
    const on = await start(onTestFinished);
    await synced(on);
    on.icloud.faults.add('throttle-503', 60, { method: 'PUT', nth: 1 });
    await on.booked.put(booking('a'));
    await expect.poll(async () => (await on.booked.list())[0]?.lastError, { timeout: 10_000 }).toBeDefined();
    const before = on.icloud.requests.length;
    expect(await synced(on)).toMatchObject({ requests: 0, error: expect.stringMatching(/\S/) });
    expect(await status(on)).toBe('throttled');
    expect(on.icloud.requests.length).toBe(before);
  });

  test('when a calendar is read is left alone by bookings too, which wait and say so', async ({ onTestFinished }) => {
    const on = await start(onTestFinished);
    on.icloud.faults.add('throttle-503', 60, { method: 'PROPFIND', nth: 1 });
    await synced(on);
    const before = on.icloud.requests.length;
    expect(await on.booked.put(booking('a'))).toMatchObject({
      state: 'queued',
      lastError: expect.stringMatching(/\S/),
    });
    await pause(300);
    expect(on.icloud.requests.length).toBe(before);
    expect(await on.booked.list('queued')).toHaveLength(1);
  });

  test.for([
    ['while it named a time, whatever the person wants', 'throttle-503', 60, 'queued'],
    ['while it named none, unless the person wants it tried', 'throttle-403', true, 'written'],
  ] as const)('is left alone %s', async ([_what, fault, value, state], { onTestFinished }) => {
    const on = await start(onTestFinished);
    await synced(on);
    on.icloud.faults.set(fault, value);
    await on.booked.put(booking('a'));
    await expect.poll(async () => (await on.booked.list())[0]?.lastError, { timeout: 10_000 }).toBeDefined();
    on.icloud.faults.clear(fault);
    await pause(500);
    expect(await on.booked.list('queued')).toHaveLength(1);
    await on.booked.bridge.call('POST', `${on.booked.path}/appointments/a/retry`);
    if (state === 'queued') await pause(1000);
    await on.booked.until('a', state);
  });

  test('is asked again once that is over, by both', async ({ onTestFinished }) => {
    const on = await start(onTestFinished);
    on.icloud.faults.add('throttle-503', 1, { method: 'PUT', nth: 1 });
    await on.booked.put(booking('a'));
    await on.booked.until('a', 'written');
    expect(await synced(on)).not.toHaveProperty('error');
    expect(await status(on)).toBe('connected');
  });
});

describe('the requests of the last hour', () => {
  test('are those to write and those to read', async ({ onTestFinished }) => {
    const on = await start(onTestFinished);
    await synced(on);
    const [counted, seen] = [await lastHour(on), on.icloud.requests.length];
    await on.booked.put(booking('a'));
    await on.booked.until('a', 'written');
    const written = on.icloud.requests.length - seen;
    expect(written).toBeGreaterThanOrEqual(2);
    expect((await lastHour(on)) - counted).toBe(written);
    await synced(on);
    expect((await lastHour(on)) - counted).toBe(on.icloud.requests.length - seen);
  });
});

describe('patience that the server asked for', () => {
  test.for([
    ['goes on when the clock is put right by a moment', 1, 60_001],
    ['is forgotten when the clock is set back by minutes, since nobody knows how long it still is', 300_000, 0],
  ] as const)('%s', ([_what, back, waitMs]) => {
    let now = 1_000_000;
    const memory = new SyncMemory({ now: () => now }, () => undefined);
    memory.noteThrottled(new BridgeError('throttled', { retryAfterMs: 60_000 }), 60_000);
    now -= back;
    expect(memory.waitMs()).toBe(waitMs);
  });
});

describe('a reading that was under way when a booking met the refusal', () => {
  test('does not shorten the patience by going well', () => {
    let now = 0;
    const memory = new SyncMemory({ now: () => now }, () => undefined);
    memory.noteThrottled(new BridgeError('throttled'), 60_000);
    now = 1000;
    memory.noteOutcome({ calendars: [], failure: null });
    expect(memory.waitMs()).toBe(59_000);
    now = 60_000;
    expect(memory.waitMs()).toBe(0);
    memory.noteOutcome({ calendars: [], failure: null });
    expect(memory.accountFailure).toBeNull();
  });
});
