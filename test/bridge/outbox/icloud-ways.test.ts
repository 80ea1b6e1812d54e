import { describe, expect, test } from 'vitest';
import { openMemory } from '../../../bridge/secrets/memory.ts';
import { booking, pause } from './booked.ts';
import { cancel, expectNone, expectOnly, LATER, NOON, start, startWritten, TEN } from './fault-case.ts';
import { bookedOn, startOnICloud } from './on-icloud.ts';

describe.concurrent('a UID that iCloud counts once in an account', () => {
  test.for([403, 409] as const)(
    'a booking changes its calendar although the server refuses with %i and names the old event',
    async (status, { onTestFinished }) => {
      const on = await startWritten(onTestFinished);
      on.icloud.faults.set('uid-conflict-named', status);
      await on.booked.link('Home');
      await on.settled('a', 'written');
      expectOnly(on, 'home', TEN);
    },
  );

  test('a booking goes to another calendar and comes back, and stands once each time', async ({ onTestFinished }) => {
    const on = await startWritten(onTestFinished);
    on.icloud.faults.set('deleted-uid-412', true);
    for (const name of ['Home', 'Work', 'Home']) {
      on.icloud.requests.length = 0;
      await on.booked.link(name);
      await on.settled('a', 'written');
      expectOnly(on, name.toLowerCase(), TEN);
    }
  });

  test('a booking that was cancelled and is confirmed again stands once, though its UID is used up', async ({
    onTestFinished,
  }) => {
    const on = await startWritten(onTestFinished);
    on.icloud.faults.set('deleted-uid-412', true);
    await on.booked.put(booking('a', { status: 'cancelled' }));
    await on.settled('a', 'removed');
    expectNone(on);
    await on.booked.put(booking('a', LATER));
    await on.settled('a', 'written');
    expectOnly(on, 'work', NOON);
  });
});

describe.concurrent('what iCloud makes of an event', () => {
  test('an event whose marks the server dropped is still known as ours', async ({ onTestFinished }) => {
    const on = await start(onTestFinished);
    on.icloud.faults.set('keep-no-x-properties', true);
    on.icloud.faults.add('cut-after', true, { method: 'PUT', nth: 1 });
    await on.booked.put(booking('a'));
    await on.settled('a', 'written');
    await on.booked.put(booking('a', LATER));
    await on.settled('a', 'written');
    expectOnly(on, 'work', NOON);
    await cancel(on);
    await on.settled('a', 'removed');
    expectNone(on);
  });

  test('an ETag in the answer to PUT is as good as one that is read', async ({ onTestFinished }) => {
    const on = await start(onTestFinished);
    on.icloud.faults.set('etag-in-answer', true);
    await on.booked.put(booking('a'));
    await on.settled('a', 'written');
    await on.booked.put(booking('a', LATER));
    await on.settled('a', 'written');
    expectOnly(on, 'work', NOON);
  });

  test('nothing is sent for a booking that says the same again', async ({ onTestFinished }) => {
    const on = await startWritten(onTestFinished);
    on.icloud.requests.length = 0;
    await on.booked.put(booking('a'));
    await pause(300);
    expect(on.icloud.requests.filter(({ path }) => path.endsWith('.ics'))).toEqual([]);
  });
});

describe.concurrent('a request that is carried out after the bridge gave it up', () => {
  test.for([
    ['a new event', 'PUT', 'written', 1],
    ['a changed event', 'PUT', 'written', 2],
    ['a deletion', 'DELETE', 'removed', 1],
  ] as const)('%s', async ([, method, state, nth], { onTestFinished }) => {
    const secrets = openMemory();
    const on = await startOnICloud({ secrets });
    onTestFinished(() => on.stop());
    const late = on.icloud.faults.add('slow', 1500, { method, nth });
    await on.booked.put(booking('a'));
    if (method === 'DELETE' || nth === 2) await on.settled('a', 'written');
    if (nth === 2) await on.booked.put(booking('a', LATER));
    if (method === 'DELETE') await cancel(on);
    await expect.poll(() => late.struck(), { timeout: 10_000 }).toBe(1);
    const { home } = on.booked.bridge;
    await on.booked.bridge.stop();
    const again = await bookedOn(on.icloud, { home, secrets });
    onTestFinished(() => again.bridge.discard());
    await again.until('a', state);
    await pause(2000);
    if (method === 'DELETE') expectNone(on);
    else expectOnly(on, 'work', nth === 2 ? NOON : TEN);
  });
});

describe.concurrent('a linked calendar that can no longer be written', () => {
  test('a calendar that becomes read-only keeps the booking waiting, and takes it once it may be written again', async ({
    onTestFinished,
  }) => {
    const on = await start(onTestFinished);
    on.account.calendars.setAccess('work', 'reader');
    await on.booked.put(booking('a'));
    const waiting = async () => (await on.booked.list())[0];
    await expect.poll(waiting, { timeout: 10_000 }).toMatchObject({
      state: 'queued',
      lastError: expect.stringContaining('read'),
      lastErrorCode: 'not-writable',
    });
    expectNone(on);
    on.account.calendars.setAccess('work', 'writer');
    await on.booked.sync();
    await on.booked.until('a', 'written');
    expectOnly(on, 'work', TEN);
  });

  test('a calendar that is deleted loses no booking: it waits, and goes to the next one that is linked', async ({
    onTestFinished,
  }) => {
    const on = await startWritten(onTestFinished);
    on.account.calendars.remove('work');
    await on.booked.put(booking('a', LATER));
    const waiting = async () => (await on.booked.list())[0];
    await expect.poll(waiting, { timeout: 10_000 }).toMatchObject({
      state: 'queued',
      lastError: expect.stringContaining('not in the account'),
    });
    await on.booked.link('Home');
    await on.settled('a', 'written');
    expectOnly(on, 'home', NOON);
  });
});

describe.concurrent('without anybody’s help', () => {
  test.for([
    ['cut-before', true],
    ['cut-after', true],
    ['error-500', true],
    ['status-after', 502],
    ['throttle-503', 1],
    ['status', 423],
  ] as const)('a booking is written after %s', async ([fault, value], { onTestFinished }) => {
    const on = await start(onTestFinished);
    on.icloud.faults.add(fault, value as never, { method: 'PUT', nth: 1, times: 2 });
    await on.booked.put(booking('a'));
    await on.booked.until('a', 'written');
    expectOnly(on, 'work', TEN);
  });
});
