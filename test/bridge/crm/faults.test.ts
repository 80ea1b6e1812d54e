import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';
import { bookAsCustomer } from '../../sandbox/highlevel/ask.ts';
import { FAULTS } from '../../sandbox/highlevel/faults.ts';
import { at, type CrmWorld, HASTE, iso, startCrmWorld, until } from './crm-world.ts';

let world: CrmWorld;

beforeAll(async () => {
  world = await startCrmWorld({ inMemory: true });
});

afterAll(() => world.stop());

const READS = [
  { method: 'GET', path: /\/events$/ },
  { method: 'GET', path: /\/blocked-slots$/ },
];
const MAKE = { method: 'POST', path: /\/block-slots$/ };
const CHANGE = { method: 'PUT', path: /\/block-slots\// };
const REMOVE = { method: 'DELETE', path: /\/events\// };

/** Blocks end as given, in hours, whatever happens in between. */
async function endsWith(expected: readonly (readonly [number, number])[], { booked, blocks, crm } = world) {
  await booked().sync();
  const wanted = expected.map(([from, to]) => `${at(from)} ${at(to)}`).join();
  const standing = () =>
    blocks()
      .map(({ start, end }) => `${start} ${end}`)
      .join();
  await until(`blocks ${expected.join(' ')}`, async () => {
    const { blocks: told, state } = await crm();
    const isQuiet = state === 'on' && told.pending + told.failed === 0 && told.standing === expected.length;
    return isQuiet && standing() === wanted;
  });
}

test.each(Object.entries(FAULTS))('%s, on each call once, ends with exactly the right blocks', async (_name, fault) => {
  const { faults } = world.highLevel;
  // A patience that the CRM names is kept in real seconds.
  const reads = fault.retryAfter === undefined ? READS : [];
  const meet = (...calls: readonly object[]) => faults.add(...calls.map((call) => ({ ...fault, ...call })));
  const posts = () => world.highLevel.requests.filter(({ method }) => method === 'POST').length;
  const before = posts();
  meet(...reads, MAKE);
  await world.save('one', at(15), at(16));
  await world.save('two', at(18), at(19));
  await endsWith([
    [15, 16],
    [18, 19],
  ]);
  expect(faults.left).toBe(0);
  // What was carried out is found in the list and not sent again.
  expect(posts() - before).toBe(fault.carriedOut || fault.kind === 'truncated' ? 2 : 3);
  meet(...reads, CHANGE, REMOVE);
  await world.save('one', at(15), at(16, 30));
  await world.remove('two');
  await endsWith([[15, 16.5]]);
  expect(faults.left).toBe(0);
  await world.remove('one');
  await endsWith([]);
});

test('what was carried out and never answered is waited for where lists are late', async ({ onTestFinished }) => {
  // What is kept on the disk before the call takes from the patience, so that is long.
  const slow = await startCrmWorld({ inMemory: true, bridge: { crmHaste: HASTE / 10 } });
  onTestFinished(slow.stop);
  const { faults, settings, requests } = slow.highLevel;
  settings.listDelayMs = 1200;
  const before = requests.length;
  faults.add({ kind: 'cut', carriedOut: true, ...MAKE });
  await slow.save('one', at(15), at(16));
  await endsWith([[15, 16]], slow);
  expect(faults.left).toBe(0);
  expect(requests.slice(before).filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('half of all calls failing for a while loses no booking and no block', async () => {
  const kinds = Object.values(FAULTS).filter(({ retryAfter }) => retryAfter === undefined);
  world.highLevel.faults.sometimes(7, 0.5, kinds);
  await world.save('one', at(15), at(16));
  await world.booked().sync();
  const ids: string[] = [];
  for (const hour of [17, 18, 19]) {
    await until('booked', async () => {
      // A refused booking may have been carried out, its answer lost: the CRM's records tell, and not the answer.
      await Promise.allSettled([bookAsCustomer(world.highLevel, DEFAULT_IDS.consultation, iso(at(hour)))]);
      const { appointments } = world.highLevel.state;
      const booked = appointments.find(({ startTime }) => Date.parse(startTime) === at(hour));
      if (booked) ids.push(booked.id);
      return booked !== undefined;
    });
  }
  world.highLevel.faults.clear();
  await endsWith([[15, 16]]);
  for (const id of ids) await world.booked().until(id, 'written');
  expect(await world.calendars.events('work')).toHaveLength(3);
  expect(world.highLevel.state.appointments.map(({ appointmentStatus }) => appointmentStatus)).toEqual(
    Array(3).fill('confirmed'),
  );
});
