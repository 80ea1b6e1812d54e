import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Crm } from '../../../shared/contract/crm.ts';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';
import { bookAsCustomer } from '../../sandbox/highlevel/ask.ts';
import { type Booked, pause, startBooked } from '../outbox/booked.ts';
import { at, type CrmWorld, eventText, HASTE, iso, SETTLED_MS, startCrmWorld, turnOn, until } from './crm-world.ts';

let world: CrmWorld;
let other: Booked;

beforeAll(async () => {
  world = await startCrmWorld({ inMemory: true });
  other = await startBooked(world.calendars, { crmHaste: HASTE, connect: world.account });
  await other.link('Work', ['Home']);
  await other.sync();
  await turnOn(other, world.highLevel);
});

afterAll(async () => {
  await other.bridge.discard();
  await world.stop();
});

/** Both read the calendars and list the blocks; the other computer first or last. */
async function both(first: 'this' | 'other' = 'this'): Promise<void> {
  const there = async () => {
    await other.sync();
    await other.bridge.call('POST', `${other.path}/crm/run`);
  };
  if (first === 'other') await there();
  await world.settle();
  if (first === 'this') await there();
}

async function endsWith(...expected: readonly (readonly [number, number])[]): Promise<void> {
  const wanted = expected.map(([from, to]) => `${at(from)} ${at(to)}`).join();
  await until(`blocks ${expected.join(' ')}`, async () => {
    await both();
    return (
      world
        .blocks()
        .map(({ start, end }) => `${start} ${end}`)
        .join() === wanted
    );
  });
}

/** Whoever goes first, nothing more is written once it is as it should be. */
async function isQuiet(): Promise<void> {
  await pause(SETTLED_MS);
  await both('other');
  await both();
  const writes = () => world.highLevel.requests.filter(({ method }) => method !== 'GET').length;
  const before = writes();
  for (let round = 0; round < 3; round += 1) await both(round % 2 === 0 ? 'this' : 'other');
  expect(writes()).toBe(before);
}

test('two computers make one block, move it and take it out together', async () => {
  await world.save('one', at(15), at(16));
  await Promise.all([world.booked().sync(), other.sync()]);
  await endsWith([15, 16]);
  await isQuiet();
  await world.save('one', at(18), at(19));
  await Promise.all([world.booked().sync(), other.sync()]);
  await endsWith([18, 19]);
  await isQuiet();
  await world.remove('one');
  await endsWith();
  await isQuiet();
  expect((await world.crm()).blocks).toEqual({ standing: 0, pending: 0, failed: 0, leftOpen: 0 });
});

test('what one does while the other knows only older calendars is not undone', async () => {
  await world.save('one', at(15), at(17));
  await endsWith([15, 17]);
  await isQuiet();
  await world.save('one', at(15), at(16));
  await other.sync();
  await other.bridge.call('POST', `${other.path}/crm/run`);
  const sent = world.highLevel.requests.length;
  await world.booked().bridge.call('POST', `${world.booked().path}/crm/run`);
  const written = world.highLevel.requests.slice(sent).filter(({ method }) => method !== 'GET');
  expect(written).toEqual([]);
  await endsWith([15, 16]);
  await isQuiet();
});

test('what is deleted by hand, again where it came back, stays open for both until the event changes', async () => {
  for (let round = 0; round < 6; round += 1) {
    if (round % 3 === 0) world.highLevel.state.blockedSlots.length = 0;
    await both();
    await pause(SETTLED_MS);
  }
  await isQuiet();
  expect(world.blocks()).toEqual([]);
  await world.save('one', at(15), at(16, 30));
  await endsWith([15, 16.5]);
  await world.remove('one');
  await endsWith();
});

test('with different calendars both close what their own hold, and neither takes that for deleted by hand', async () => {
  await other.link(null, ['Work']);
  await other.sync();
  await endsWith();
  await world.save('one', at(15), at(16));
  await world.calendars.radicale.put('/ann/work/two.ics', eventText('two', at(18), at(19)));
  for (let round = 0; round < 5; round += 1) {
    await both(round % 2 === 0 ? 'this' : 'other');
    await pause(SETTLED_MS);
  }
  await endsWith([15, 16], [18, 19]);
  await isQuiet();
  await endsWith([15, 16], [18, 19]);
  const there = await other.bridge.call<Crm>('GET', `${other.path}/crm`);
  expect([there.body.blocks.leftOpen, (await world.crm()).blocks.leftOpen]).toEqual([0, 0]);
  await world.remove('one');
  await endsWith([18, 19]);
  await world.calendars.radicale.delete('/ann/work/two.ics');
  await endsWith();
  await other.link('Work', ['Home']);
});

test('a booking is one event', async () => {
  const { id } = await bookAsCustomer(world.highLevel, DEFAULT_IDS.consultation, iso(at(18)));
  await both();
  await world.booked().until(id, 'written');
  await other.until(id, 'written');
  await isQuiet();
  expect(await world.calendars.events('work')).toHaveLength(1);
});
