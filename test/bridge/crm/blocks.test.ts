import { describe, expect, test } from 'vitest';
import type { CrmBlocks } from '../../../shared/contract/crm.ts';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';
import { bookAsCustomer } from '../../sandbox/highlevel/ask.ts';
import { pause } from '../outbox/booked.ts';
import { at, iso, SETTLED_MS } from './crm-world.ts';
import { oneWorld } from './one-world.ts';

const on = oneWorld();

/** The methods of all calls that change something. */
const written = () => on.world.highLevel.requests.map(({ method }) => method).filter((method) => method !== 'GET');

describe('blocks', () => {
  test('are few, follow their events, and are changed rather than made anew', async () => {
    await on.save('one', at(15), at(16));
    await on.save('two', at(16), at(17));
    await on.save('three', at(19), at(20));
    await on.world.settle();
    expect(on.times()).toEqual([
      [at(15), at(17)],
      [at(19), at(20)],
    ]);
    const [first, second] = on.world.blocks();
    const before = written().length;
    await on.save('three', at(20), at(21));
    await on.remove('two');
    await on.world.settle();
    expect(on.world.blocks()).toMatchObject([
      { id: first?.id, start: at(15), end: at(16) },
      { id: second?.id, start: at(20), end: at(21) },
    ]);
    expect(written().slice(before)).toEqual(['PUT', 'PUT']);
  });

  test('never lie over an appointment, and come back where one is cancelled', async () => {
    const booked = await bookAsCustomer(on.world.highLevel, DEFAULT_IDS.consultation, iso(at(16)));
    await on.save('long', at(15), at(18));
    await on.world.settle();
    expect(on.times()).toEqual([
      [at(15), at(16)],
      [at(16, 30), at(18)],
    ]);
    const appointment = on.world.highLevel.state.appointments.find(({ id }) => id === booked.id);
    expect(appointment?.appointmentStatus).toBe('confirmed');
    if (appointment) Object.assign(appointment, { appointmentStatus: 'cancelled', dateUpdated: iso(Date.now()) });
    await on.world.settle();
    expect(on.times()).toEqual([[at(15), at(18)]]);
  });

  test('that somebody deletes by hand stay deleted until the event changes', async () => {
    await on.save('dentist', at(15), at(16));
    await on.world.settle();
    await pause(SETTLED_MS);
    on.world.highLevel.state.blockedSlots.length = 0;
    await on.world.settle();
    await pause(SETTLED_MS);
    const { blocks } = await on.world.settle();
    expect(blocks).toEqual({ standing: 0, pending: 0, failed: 0, leftOpen: 1 });
    expect(on.times()).toEqual([]);
    await on.save('another', at(18), at(19));
    await on.world.settle();
    expect(on.times()).toEqual([[at(18), at(19)]]);
    await on.world.restart();
    await on.world.settle();
    expect(on.times()).toEqual([[at(18), at(19)]]);
    await on.save('dentist', at(15), at(16, 30));
    await on.world.settle();
    expect(on.times()).toEqual([
      [at(15), at(16, 30)],
      [at(18), at(19)],
    ]);
  });

  test('that a list lacks for long are left open, and stand as before once they are listed again', async () => {
    await on.save('one', at(15), at(16));
    await on.world.settle();
    await pause(SETTLED_MS);
    const [block] = on.world.blocks();
    const kept = on.world.highLevel.state.blockedSlots.splice(0);
    await on.world.settle();
    await pause(SETTLED_MS);
    expect((await on.world.settle()).blocks).toMatchObject({ standing: 0, leftOpen: 1 });
    on.world.highLevel.state.blockedSlots.push(...kept);
    for (let round = 0; round < 3; round += 1) await on.world.settle();
    expect((await on.world.crm()).blocks).toEqual({ standing: 1, pending: 0, failed: 0, leftOpen: 0 });
    expect(on.world.blocks()).toEqual([block]);
  });

  test('of a lost data folder are taken over, and those that nobody wants go after the next check', async () => {
    await on.save('kept', at(15), at(16));
    await on.save('gone', at(18), at(19));
    await on.world.settle();
    const [kept] = on.world.blocks();
    await on.world.booked().bridge.stop();
    await on.remove('gone');
    await on.world.restart({ lost: true });
    await on.world.settle();
    await on.world.settle();
    expect(on.world.blocks()).toMatchObject([{ id: kept?.id, start: at(15), end: at(16) }]);
    expect((await on.world.crm()).blocks.standing).toBe(1);
  });

  test('that were made by hand or by the CRM’s own iCloud connection are left alone, and the doubling is told', async () => {
    const theirs = (id: string, hour: number) => ({
      id,
      locationId: DEFAULT_IDS.location,
      assignedUserId: DEFAULT_IDS.ann,
      title: 'Busy',
      startTime: iso(at(hour)),
      endTime: iso(at(hour + 1)),
    });
    on.world.highLevel.state.blockedSlots.push(theirs('theirs1', 15) as never, theirs('theirs2', 18) as never);
    await on.save('one', at(15), at(16));
    await on.save('two', at(18), at(19));
    const crm = await on.world.settle();
    expect(crm).toMatchObject({ state: 'on', doubled: true, blocks: { standing: 2 } });
    expect(crm.stateDetail).toContain('own iCloud connection');
    expect(on.world.highLevel.state.blockedSlots.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['theirs1', 'theirs2']),
    );
    const ours = on.world.blocks().map(({ id }) => id);
    on.world.highLevel.state.blockedSlots.splice(0, 2);
    expect(on.world.blocks().map(({ id }) => id)).toEqual(ours);
  });

  test('of another user are left alone, though they bear the mark and the CRM lists them', async () => {
    const { settings, state } = on.world.highLevel;
    settings.everybodysBlocks = true;
    const bens = {
      id: 'bens',
      locationId: DEFAULT_IDS.location,
      assignedUserId: DEFAULT_IDS.ben,
      title: 'Busy · Slotbridge',
      startTime: iso(at(18)),
      endTime: iso(at(19)),
    };
    state.blockedSlots.push({ ...bens } as never);
    await on.save('one', at(15), at(16));
    for (let round = 0; round < 3; round += 1) await on.world.settle();
    expect((await on.world.crm()).blocks.standing).toBe(1);
    const { path, bridge } = on.world.booked();
    const dry = await bridge.call<CrmBlocks>('POST', `${path}/crm/remove-blocks`, { dryRun: true });
    expect(dry.body.blocks).toHaveLength(1);
    expect(state.blockedSlots.find(({ id }) => id === 'bens')).toEqual(bens);
    state.blockedSlots = state.blockedSlots.filter(({ id }) => id !== 'bens');
    settings.everybodysBlocks = false;
  });

  test('carry the events’ titles where the person wants that', async () => {
    await on.save('Dentist', at(15), at(16));
    const { path, bridge } = on.world.booked();
    await bridge.call('PATCH', `${path}/crm`, { titles: 'event' });
    await on.world.settle();
    expect(on.world.blocks().map(({ title }) => title)).toEqual(['Dentist · Slotbridge']);
    await bridge.call('PATCH', `${path}/crm`, { titles: 'busy' });
    await on.world.settle();
    expect(on.world.blocks().map(({ title }) => title)).toEqual(['Busy · Slotbridge']);
  });

  test('reach as far as the horizon and no further', async () => {
    await on.save('near', at(15), at(16));
    await on.save('far', at(15, 0, 30), at(16, 0, 30));
    await on.world.settle();
    expect(on.times()).toHaveLength(2);
    const { path, bridge } = on.world.booked();
    await bridge.call('PATCH', `${path}/crm`, { horizonDays: 14 });
    await on.world.settle();
    expect(on.times()).toEqual([[at(15), at(16)]]);
    await bridge.call('PATCH', `${path}/crm`, { horizonDays: 60 });
  });
});

describe('lists that are late', () => {
  test('make no second block, bring none back, and nothing counts as deleted by hand', async () => {
    Object.assign(on.world.highLevel.settings, { listDelayMs: 250, deletedLingerMs: 250 });
    const before = written().length;
    await on.save('one', at(15), at(16));
    for (let round = 0; round < 4; round += 1) await on.world.settle();
    await on.save('one', at(18), at(19));
    for (let round = 0; round < 4; round += 1) await on.world.settle();
    await pause(SETTLED_MS);
    await on.world.settle();
    expect(on.times()).toEqual([[at(18), at(19)]]);
    await on.remove('one');
    for (let round = 0; round < 6; round += 1) await on.world.settle();
    await pause(SETTLED_MS);
    expect((await on.world.settle()).blocks).toEqual({ standing: 0, pending: 0, failed: 0, leftOpen: 0 });
    expect(written().slice(before)).toEqual(['POST', 'PUT', 'DELETE']);
    Object.assign(on.world.highLevel.settings, { listDelayMs: 0, deletedLingerMs: 0 });
  });
});
