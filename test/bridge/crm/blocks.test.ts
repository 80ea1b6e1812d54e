import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CrmBlocks, CrmPreview } from '../../../shared/contract/crm.ts';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';
import { bookAsCustomer } from '../../sandbox/highlevel/ask.ts';
import { pause } from '../outbox/booked.ts';
import { at, type CrmWorld, iso, SETTLED_MS, startCrmWorld, turnOn, until } from './crm-world.ts';

let world: CrmWorld;
const saved = new Set<string>();

beforeAll(async () => {
  world = await startCrmWorld({ inMemory: true });
});

afterAll(() => world.stop());

afterEach(async () => {
  for (const uid of saved) await world.remove(uid);
  saved.clear();
  world.highLevel.state.appointments.length = 0;
  await world.settle();
  await world.settle();
  expect(world.blocks()).toEqual([]);
});

async function save(uid: string, start: number, end: number): Promise<void> {
  saved.add(uid);
  await world.save(uid, start, end);
}

function times() {
  return world.blocks().map(({ start, end }) => [start, end]);
}

function deleteByHand(): void {
  world.highLevel.state.blockedSlots.length = 0;
}

describe('blocks', () => {
  test('are few, follow their events, and are changed rather than made anew', async () => {
    await save('one', at(15), at(16));
    await save('two', at(16), at(17));
    await save('three', at(19), at(20));
    await world.settle();
    expect(times()).toEqual([
      [at(15), at(17)],
      [at(19), at(20)],
    ]);
    const [first, second] = world.blocks();
    await save('three', at(20), at(21));
    await world.remove('two');
    saved.delete('two');
    const { lastPass } = await world.settle();
    expect(world.blocks()).toMatchObject([
      { id: first?.id, start: at(15), end: at(16) },
      { id: second?.id, start: at(20), end: at(21) },
    ]);
    expect(lastPass).toMatchObject({ created: 0, changed: 2, removed: 0 });
  });

  test('never lie over an appointment, and come back where one is cancelled', async () => {
    const booked = await bookAsCustomer(world.highLevel, DEFAULT_IDS.consultation, iso(at(16)));
    await save('long', at(15), at(18));
    await world.settle();
    expect(times()).toEqual([
      [at(15), at(16)],
      [at(16, 30), at(18)],
    ]);
    const appointment = world.highLevel.state.appointments.find(({ id }) => id === booked.id);
    expect(appointment?.appointmentStatus).toBe('confirmed');
    if (appointment) Object.assign(appointment, { appointmentStatus: 'cancelled', dateUpdated: iso(Date.now()) });
    await world.settle();
    expect(times()).toEqual([[at(15), at(18)]]);
  });

  test('that somebody deletes by hand stay deleted until the event changes', async () => {
    await save('dentist', at(15), at(16));
    await world.settle();
    await pause(SETTLED_MS);
    deleteByHand();
    await world.settle();
    await pause(SETTLED_MS);
    const { blocks } = await world.settle();
    expect(blocks).toEqual({ standing: 0, pending: 0, failed: 0, leftOpen: 1 });
    expect(times()).toEqual([]);
    await save('another', at(18), at(19));
    await world.settle();
    expect(times()).toEqual([[at(18), at(19)]]);
    await world.restart();
    await world.settle();
    expect(times()).toEqual([[at(18), at(19)]]);
    await save('dentist', at(15), at(16, 30));
    await world.settle();
    expect(times()).toEqual([
      [at(15), at(16, 30)],
      [at(18), at(19)],
    ]);
  });

  test('that a list lacks for long are left open, and stand as before once they are listed again', async () => {
    await save('one', at(15), at(16));
    await world.settle();
    await pause(SETTLED_MS);
    const [block] = world.blocks();
    const kept = world.highLevel.state.blockedSlots.splice(0);
    await world.settle();
    await pause(SETTLED_MS);
    expect((await world.settle()).blocks).toMatchObject({ standing: 0, leftOpen: 1 });
    world.highLevel.state.blockedSlots.push(...kept);
    for (let round = 0; round < 3; round += 1) await world.settle();
    expect((await world.crm()).blocks).toEqual({ standing: 1, pending: 0, failed: 0, leftOpen: 0 });
    expect(world.blocks()).toEqual([block]);
  });

  test('of a lost data folder are taken over, and those that nobody wants go after the next check', async () => {
    await save('kept', at(15), at(16));
    await save('gone', at(18), at(19));
    await world.settle();
    const [kept] = world.blocks();
    await world.booked().bridge.stop();
    await world.remove('gone');
    saved.delete('gone');
    await world.restart({ lost: true });
    await world.settle();
    await world.settle();
    expect(world.blocks()).toMatchObject([{ id: kept?.id, start: at(15), end: at(16) }]);
    expect((await world.crm()).blocks.standing).toBe(1);
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
    world.highLevel.state.blockedSlots.push(theirs('theirs1', 15) as never, theirs('theirs2', 18) as never);
    await save('one', at(15), at(16));
    await save('two', at(18), at(19));
    const crm = await world.settle();
    expect(crm).toMatchObject({ state: 'on', doubled: true, blocks: { standing: 2 } });
    expect(crm.stateDetail).toContain('own iCloud connection');
    expect(world.highLevel.state.blockedSlots.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['theirs1', 'theirs2']),
    );
    const ours = world.blocks().map(({ id }) => id);
    world.highLevel.state.blockedSlots.splice(0, 2);
    expect(world.blocks().map(({ id }) => id)).toEqual(ours);
  });

  test('of another user are left alone, though they bear the mark and the CRM lists them', async () => {
    const { settings, state } = world.highLevel;
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
    await save('one', at(15), at(16));
    for (let round = 0; round < 3; round += 1) await world.settle();
    expect((await world.crm()).blocks.standing).toBe(1);
    const { path, bridge } = world.booked();
    const dry = await bridge.call<CrmBlocks>('POST', `${path}/crm/remove-blocks`, { dryRun: true });
    expect(dry.body.blocks).toHaveLength(1);
    expect(state.blockedSlots.find(({ id }) => id === 'bens')).toEqual(bens);
    state.blockedSlots = state.blockedSlots.filter(({ id }) => id !== 'bens');
    settings.everybodysBlocks = false;
  });

  test('carry the events’ titles where the person wants that', async () => {
    await save('Dentist', at(15), at(16));
    const { path, bridge } = world.booked();
    await bridge.call('PATCH', `${path}/crm`, { titles: 'event' });
    await world.settle();
    expect(world.blocks().map(({ title }) => title)).toEqual(['Dentist · Slotbridge']);
    await bridge.call('PATCH', `${path}/crm`, { titles: 'busy' });
    await world.settle();
    expect(world.blocks().map(({ title }) => title)).toEqual(['Busy · Slotbridge']);
  });

  test('reach as far as the horizon and no further', async () => {
    await save('near', at(15), at(16));
    await save('far', at(15, 0, 30), at(16, 0, 30));
    await world.settle();
    expect(times()).toHaveLength(2);
    const { path, bridge } = world.booked();
    await bridge.call('PATCH', `${path}/crm`, { horizonDays: 14 });
    await world.settle();
    expect(times()).toEqual([[at(15), at(16)]]);
    await bridge.call('PATCH', `${path}/crm`, { horizonDays: 60 });
  });
});

describe('turning it on and off', () => {
  test('a dry run shows the blocks, what they close and the bookings, and changes nothing', async () => {
    await save('one', at(15), at(16));
    const { path, bridge } = world.booked();
    await bridge.call('DELETE', `${path}/crm`);
    const before = await world.freeStarts();
    const booked = await bookAsCustomer(world.highLevel, DEFAULT_IDS.consultation, iso(at(20)));
    const request = { token: world.highLevel.grants[0]?.token, baseUrl: world.highLevel.url };
    await world.booked().sync();
    const { body } = await bridge.call<CrmPreview>('POST', `${path}/crm/preview`, request);
    const second = (time: number) => iso(time).replace('.000Z', 'Z');
    expect(body).toMatchObject({
      userId: DEFAULT_IDS.ann,
      complete: true,
      blocks: [{ start: second(at(15)), end: second(at(16)), title: 'Busy · Slotbridge' }],
      bookings: 1,
    });
    const consultation = body.closes.find(({ calendarId }) => calendarId === DEFAULT_IDS.consultation);
    expect(consultation?.slots).toEqual([second(at(15)), second(at(15, 30))]);
    expect((await world.crm()).state).toBe('off');
    expect(before.length - (await world.freeStarts()).length).toBe(1);
    expect(booked.id).toBeTruthy();
    await turnOn(world.booked(), world.highLevel);
    await until('closed', () => times().length === 1);
  });

  test('a dry run counts no booking that is known already, and none where no calendar is linked', async () => {
    const counted = async () => {
      const answer = await world.booked().bridge.call<CrmPreview>('POST', `${world.booked().path}/crm/preview`, {});
      return answer.body.bookings;
    };
    const first = await bookAsCustomer(world.highLevel, DEFAULT_IDS.consultation, iso(at(20)));
    await world.settle();
    const known = world.highLevel.state.appointments.find(({ id }) => id === first.id);
    if (known) known.title = 'Another title';
    expect(await counted()).toBe(0);
    await world.booked().link(null, ['Home']);
    await bookAsCustomer(world.highLevel, DEFAULT_IDS.consultation, iso(at(21)));
    expect(await counted()).toBe(0);
    await world.booked().link('Work', ['Home']);
  });

  test('takes out every block of ours, those that we do not know by their mark', async () => {
    await save('one', at(15), at(16));
    await world.settle();
    world.highLevel.state.blockedSlots.push({
      id: 'stray',
      locationId: DEFAULT_IDS.location,
      assignedUserId: DEFAULT_IDS.ann,
      title: 'Busy · Slotbridge',
      startTime: iso(at(15, 0, 200)),
      endTime: iso(at(16, 0, 200)),
    } as never);
    const { path, bridge } = world.booked();
    const dry = await bridge.call<CrmBlocks>('POST', `${path}/crm/remove-blocks`, { dryRun: true });
    expect(dry.body.blocks).toHaveLength(2);
    expect(world.blocks()).toHaveLength(2);
    expect((await bridge.call('DELETE', `${path}/crm`)).status).toBe(204);
    expect(world.blocks()).toEqual([]);
    expect((await world.crm()).state).toBe('off');
    await turnOn(world.booked(), world.highLevel);
  });

  test('for another user takes out the first one’s blocks', async () => {
    await save('one', at(15), at(16));
    await world.settle();
    const { path, bridge } = world.booked();
    const request = { token: world.highLevel.grants[0]?.token, baseUrl: world.highLevel.url };
    await bridge.call('PUT', `${path}/crm`, { ...request, userId: DEFAULT_IDS.ben });
    await world.settle();
    expect(world.highLevel.state.blockedSlots.map(({ assignedUserId }) => assignedUserId)).toEqual([DEFAULT_IDS.ben]);
    await bridge.call('PUT', `${path}/crm`, request);
    await world.settle();
    expect(world.highLevel.state.blockedSlots.map(({ assignedUserId }) => assignedUserId)).toEqual([DEFAULT_IDS.ann]);
  });

  test('what is taken out while it stays on is left open until the event changes', async () => {
    await save('one', at(15), at(16));
    await world.settle();
    const { path, bridge } = world.booked();
    await bridge.call('POST', `${path}/crm/remove-blocks`, { dryRun: false });
    expect((await world.settle()).blocks).toMatchObject({ standing: 0, pending: 0, leftOpen: 1 });
    await save('one', at(15), at(17));
    await world.settle();
    expect(times()).toEqual([[at(15), at(17)]]);
  });

  test('nothing is sent while the connection is paused, and it goes on when resumed', async () => {
    const { path, bridge } = world.booked();
    await bridge.call('PATCH', path, { paused: true });
    await save('one', at(15), at(16));
    const sent = world.highLevel.requests.length;
    await pause(300);
    expect((await world.settle()).state).toBe('paused');
    expect(world.highLevel.requests.length).toBe(sent);
    await bridge.call('PATCH', path, { paused: false });
    await until('closed', () => times().length === 1);
    expect((await world.crm()).state).toBe('on');
  });

  test('a token that is revoked stops it with what stands there, until there is another', async () => {
    await save('one', at(15), at(16));
    await world.settle();
    const { path, bridge } = world.booked();
    const [grant] = world.highLevel.grants;
    const token = grant?.token ?? '';
    if (grant) grant.token = 'pit-another';
    expect((await world.settle()).state).toBe('invalid-token');
    const sent = world.highLevel.requests.length;
    await world.restart();
    await pause(300);
    expect(await world.crm()).toMatchObject({ state: 'invalid-token', blocks: { standing: 1 } });
    expect(world.highLevel.requests.length).toBe(sent);
    await turnOn(world.booked(), world.highLevel);
    await until('on', async () => (await world.crm()).state === 'on');
    expect(times()).toEqual([[at(15), at(16)]]);
    if (grant) grant.token = token;
    await turnOn(world.booked(), world.highLevel);
    expect(path.length + bridge.port).toBeGreaterThan(0);
  });

  test('a scope that is taken away is named', async () => {
    const [grant] = world.highLevel.grants;
    const scopes = grant?.scopes ?? [];
    if (grant) grant.scopes = scopes.filter((scope) => scope !== 'calendars/events.write');
    await save('one', at(15), at(16));
    expect(await world.settle()).toMatchObject({ state: 'missing-scope', missingScopes: ['calendars/events.write'] });
    if (grant) grant.scopes = scopes;
    expect(await world.settle()).toMatchObject({ state: 'on', missingScopes: [] });
    expect(times()).toHaveLength(1);
  });

  test('disconnecting the account takes the blocks out, or says why it cannot', async () => {
    await save('one', at(15), at(16));
    await world.settle();
    const { path, bridge } = world.booked();
    world.highLevel.faults.add({ kind: 'status', status: 503, method: 'DELETE' });
    const refused = await bridge.call<{ code: string; detail: string }>('DELETE', path);
    expect(refused).toMatchObject({ status: 502, body: { code: 'crm-unreachable' } });
    expect(refused.body.detail).toContain('could not be taken out of the CRM');
    expect(times()).toHaveLength(1);
    expect((await bridge.call('DELETE', path)).status).toBe(204);
    expect(times()).toEqual([]);
    await world.restart({ lost: true });
    await world.settle();
    expect(times()).toHaveLength(1);
    const again = world.booked();
    world.highLevel.faults.add({ kind: 'status', status: 503, method: 'DELETE' });
    expect((await again.bridge.call('DELETE', `${again.path}?discard=true`)).status).toBe(204);
    expect(again.bridge.said.join()).toContain('Blocks still stand in Sunrise Dental');
    await world.restart({ lost: true });
  });
});

describe('lists that are late', () => {
  test('make no second block, bring none back, and nothing counts as deleted by hand', async () => {
    Object.assign(world.highLevel.settings, { listDelayMs: 250, deletedLingerMs: 250 });
    const sent = () => world.highLevel.requests.filter(({ method }) => method !== 'GET').map(({ method }) => method);
    const before = sent().length;
    await save('one', at(15), at(16));
    for (let round = 0; round < 4; round += 1) await world.settle();
    await save('one', at(18), at(19));
    for (let round = 0; round < 4; round += 1) await world.settle();
    await pause(SETTLED_MS);
    await world.settle();
    expect(times()).toEqual([[at(18), at(19)]]);
    await world.remove('one');
    saved.delete('one');
    for (let round = 0; round < 6; round += 1) await world.settle();
    await pause(SETTLED_MS);
    expect((await world.settle()).blocks).toEqual({ standing: 0, pending: 0, failed: 0, leftOpen: 0 });
    expect(sent().slice(before)).toEqual(['POST', 'PUT', 'DELETE']);
    Object.assign(world.highLevel.settings, { listDelayMs: 0, deletedLingerMs: 0 });
  });
});
