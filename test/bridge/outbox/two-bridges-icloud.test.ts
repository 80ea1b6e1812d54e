import { describe, expect, test } from 'vitest';
import { type Booked, booking, pause } from './booked.ts';
import { start } from './fault-case.ts';
import { bookedOn, type OnICloud } from './on-icloud.ts';

const IDS = Array.from({ length: 12 }, (_, n) => `visit-${n}`);
const LATER = { start: '2036-12-03T17:00:00Z', end: '2036-12-03T18:00:00Z', title: 'Moved' };

/** Two computers of one person, each with a bridge and a folder of its own, on one account. */
async function startBoth(finish: (stop: () => Promise<void>) => void): Promise<{ on: OnICloud; both: Booked[] }> {
  const on = await start(finish);
  on.icloud.faults.set('deleted-uid-412', true);
  const second = await bookedOn(on.icloud);
  finish(() => second.bridge.discard());
  await second.link('Work');
  return { on, both: [on.booked, second] };
}

async function calm(both: readonly Booked[]): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(50)) {
    const waiting = await Promise.all(both.map(({ list }) => list('queued')));
    if (waiting.flat().length === 0) return;
  }
  throw new Error(`Never calm: ${JSON.stringify(await Promise.all(both.map(({ list }) => list('queued'))))}`);
}

const tellBoth = async (both: readonly Booked[], more: Parameters<typeof booking>[1] = {}) => {
  await Promise.all(both.flatMap(({ put }) => IDS.map((id) => put(booking(id, more)))));
  await calm(both);
};

const stands = (on: OnICloud) =>
  IDS.map((id) =>
    on.standing(id).map(({ calendar, text }) => `${calendar} ${/^SUMMARY:(.*)\r$/m.exec(text)?.[1] ?? 'nameless'}`),
  );

const everyOne = (what: (id: string) => string[]) => IDS.map(what);

describe.concurrent('two bridges of one person, where a UID counts once in the account', { timeout: 120_000 }, () => {
  test('the same bookings at once are one event each, also after they move and go', async ({ onTestFinished }) => {
    const { on, both } = await startBoth(onTestFinished);
    await tellBoth(both);
    expect(stands(on)).toEqual(everyOne((id) => [`work Visit of ${id}`]));
    await tellBoth(both, LATER);
    expect(stands(on)).toEqual(everyOne(() => ['work Moved']));
    await tellBoth(both, { status: 'cancelled' });
    expect(stands(on)).toEqual(everyOne(() => []));
    await tellBoth(both);
    expect(stands(on), 'confirmed again, under other names').toEqual(everyOne((id) => [`work Visit of ${id}`]));
    expect(on.account.invitations).toEqual([]);
  });

  test('the same bookings are one event each after both link another calendar at once', async ({ onTestFinished }) => {
    const { on, both } = await startBoth(onTestFinished);
    await tellBoth(both);
    await Promise.all(both.map(({ link }) => link('Home')));
    await calm(both);
    expect(stands(on)).toEqual(everyOne((id) => [`home Visit of ${id}`]));
  });

  test('a bridge that comes later takes what the first one wrote for its own', async ({ onTestFinished }) => {
    const { on, both } = await startBoth(onTestFinished);
    await tellBoth(both.slice(0, 1));
    await Promise.all(both.slice(0, 1).map(({ link }) => link('Home')));
    await calm(both);
    await both[1]?.link('Home');
    await tellBoth(both.slice(1));
    expect(stands(on)).toEqual(everyOne((id) => [`home Visit of ${id}`]));
  });
});
