import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';
import { bookAsCustomer } from '../../sandbox/highlevel/ask.ts';
import { at, type CrmWorld, iso, startCrmWorld, until } from './crm-world.ts';

let world: CrmWorld;

beforeAll(async () => {
  world = await startCrmWorld();
});

afterAll(() => world.stop());

test('an event saved in the calendar closes its times on public pages, and frees them when it goes', async () => {
  expect(await world.freeStarts()).toContain(at(16));
  await world.save('dentist', at(16), at(17, 30));
  await world.booked().sync();
  await until('closed', async () => !(await world.freeStarts()).includes(at(16)));
  const free = await world.freeStarts();
  expect([at(15, 30), at(16), at(16, 30), at(17), at(17, 30)].map((start) => free.includes(start))).toEqual([
    true,
    false,
    false,
    false,
    true,
  ]);
  expect(world.blocks().map(({ title }) => title)).toEqual(['Busy · Slotbridge']);
  await world.remove('dentist');
  await world.booked().sync();
  await until('free', async () => (await world.freeStarts()).includes(at(16)));
  expect(world.blocks()).toEqual([]);
});

test('a booking that a customer makes on the public page lands in the linked calendar', async () => {
  const { id } = await bookAsCustomer(world.highLevel, DEFAULT_IDS.consultation, iso(at(18)));
  await world.booked().until(id, 'written');
  const [event] = await world.calendars.events('work');
  expect(event?.text).toContain('Maya Lind');
});
