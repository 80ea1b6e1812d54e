import { describe, expect, test } from 'vitest';
import type { CrmBlocks, CrmPreview } from '../../../shared/contract/crm.ts';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';
import { bookAsCustomer } from '../../sandbox/highlevel/ask.ts';
import { pause } from '../outbox/booked.ts';
import { at, iso, turnOn, until } from './crm-world.ts';
import { oneWorld } from './one-world.ts';

const on = oneWorld();

describe('turning it on and off', () => {
  test('a dry run shows the blocks, what they close and the bookings, and changes nothing', async () => {
    await on.save('one', at(15), at(16));
    const { path, bridge } = on.world.booked();
    await bridge.call('DELETE', `${path}/crm`);
    const before = await on.world.freeStarts();
    const booked = await bookAsCustomer(on.world.highLevel, DEFAULT_IDS.consultation, iso(at(20)));
    const request = { token: on.world.highLevel.grants[0]?.token, baseUrl: on.world.highLevel.url };
    await on.world.booked().sync();
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
    expect((await on.world.crm()).state).toBe('off');
    expect(before.length - (await on.world.freeStarts()).length).toBe(1);
    expect(booked.id).toBeTruthy();
    await turnOn(on.world.booked(), on.world.highLevel);
    await until('closed', () => on.times().length === 1);
  });

  test('a dry run counts no booking that is known already, and none where no calendar is linked', async () => {
    const counted = async () => {
      const answer = await on.world
        .booked()
        .bridge.call<CrmPreview>('POST', `${on.world.booked().path}/crm/preview`, {});
      return answer.body.bookings;
    };
    const first = await bookAsCustomer(on.world.highLevel, DEFAULT_IDS.consultation, iso(at(20)));
    await on.world.settle();
    const known = on.world.highLevel.state.appointments.find(({ id }) => id === first.id);
    if (known) known.title = 'Another title';
    expect(await counted()).toBe(0);
    await on.world.booked().link(null, ['Home']);
    await bookAsCustomer(on.world.highLevel, DEFAULT_IDS.consultation, iso(at(21)));
    expect(await counted()).toBe(0);
    await on.world.booked().link('Work', ['Home']);
  });

  test('takes out every block of ours, those that we do not know by their mark', async () => {
    await on.save('one', at(15), at(16));
    await on.world.settle();
    on.world.highLevel.state.blockedSlots.push({
      id: 'stray',
      locationId: DEFAULT_IDS.location,
      assignedUserId: DEFAULT_IDS.ann,
      title: 'Busy · Slotbridge',
      startTime: iso(at(15, 0, 200)),
      endTime: iso(at(16, 0, 200)),
    } as never);
    const { path, bridge } = on.world.booked();
    const dry = await bridge.call<CrmBlocks>('POST', `${path}/crm/remove-blocks`, { dryRun: true });
    expect(dry.body.blocks).toHaveLength(2);
    expect(on.world.blocks()).toHaveLength(2);
    expect((await bridge.call('DELETE', `${path}/crm`)).status).toBe(204);
    expect(on.world.blocks()).toEqual([]);
    expect((await on.world.crm()).state).toBe('off');
    await turnOn(on.world.booked(), on.world.highLevel);
  });

  test('for another user takes out the first one’s blocks', async () => {
    await on.save('one', at(15), at(16));
    await on.world.settle();
    const { path, bridge } = on.world.booked();
    const request = { token: on.world.highLevel.grants[0]?.token, baseUrl: on.world.highLevel.url };
    await bridge.call('PUT', `${path}/crm`, { ...request, userId: DEFAULT_IDS.ben });
    await on.world.settle();
    expect(on.world.highLevel.state.blockedSlots.map(({ assignedUserId }) => assignedUserId)).toEqual([
      DEFAULT_IDS.ben,
    ]);
    await bridge.call('PUT', `${path}/crm`, request);
    await on.world.settle();
    expect(on.world.highLevel.state.blockedSlots.map(({ assignedUserId }) => assignedUserId)).toEqual([
      DEFAULT_IDS.ann,
    ]);
  });

  test('what is taken out while it stays on is left open until the event changes', async () => {
    await on.save('one', at(15), at(16));
    await on.world.settle();
    const { path, bridge } = on.world.booked();
    await bridge.call('POST', `${path}/crm/remove-blocks`, { dryRun: false });
    expect((await on.world.settle()).blocks).toMatchObject({ standing: 0, pending: 0, leftOpen: 1 });
    await on.save('one', at(15), at(17));
    await on.world.settle();
    expect(on.times()).toEqual([[at(15), at(17)]]);
  });

  test('nothing is sent while the connection is paused, and it goes on when resumed', async () => {
    const { path, bridge } = on.world.booked();
    await bridge.call('PATCH', path, { paused: true });
    // A pass that is under way ends by itself.
    await on.world.settle();
    await on.save('one', at(15), at(16));
    const sent = on.world.highLevel.requests.length;
    await pause(300);
    expect((await on.world.settle()).state).toBe('paused');
    expect(on.world.highLevel.requests.length).toBe(sent);
    await bridge.call('PATCH', path, { paused: false });
    await until('closed', () => on.times().length === 1);
    expect((await on.world.crm()).state).toBe('on');
  });

  test('a token that is revoked stops it with what stands there, until there is another', async () => {
    await on.save('one', at(15), at(16));
    await on.world.settle();
    const { path, bridge } = on.world.booked();
    const [grant] = on.world.highLevel.grants;
    const token = grant?.token ?? '';
    if (grant) grant.token = 'pit-another';
    expect((await on.world.settle()).state).toBe('invalid-token');
    const sent = on.world.highLevel.requests.length;
    await on.world.restart();
    await pause(300);
    expect(await on.world.crm()).toMatchObject({ state: 'invalid-token', blocks: { standing: 1 } });
    expect(on.world.highLevel.requests.length).toBe(sent);
    await turnOn(on.world.booked(), on.world.highLevel);
    await until('on', async () => (await on.world.crm()).state === 'on');
    expect(on.times()).toEqual([[at(15), at(16)]]);
    if (grant) grant.token = token;
    await turnOn(on.world.booked(), on.world.highLevel);
    expect(path.length + bridge.port).toBeGreaterThan(0);
  });

  test('a scope that is taken away is named', async () => {
    const [grant] = on.world.highLevel.grants;
    const scopes = grant?.scopes ?? [];
    if (grant) grant.scopes = scopes.filter((scope) => scope !== 'calendars/events.write');
    await on.save('one', at(15), at(16));
    expect(await on.world.settle()).toMatchObject({
      state: 'missing-scope',
      missingScopes: ['calendars/events.write'],
    });
    if (grant) grant.scopes = scopes;
    expect(await on.world.settle()).toMatchObject({ state: 'on', missingScopes: [] });
    expect(on.times()).toHaveLength(1);
  });

  test('disconnecting the account takes the blocks out, or says why it cannot', async () => {
    await on.save('one', at(15), at(16));
    await on.world.settle();
    const { path, bridge } = on.world.booked();
    on.world.highLevel.faults.add({ kind: 'status', status: 503, method: 'DELETE' });
    const refused = await bridge.call<{ code: string; detail: string }>('DELETE', path);
    expect(refused).toMatchObject({ status: 502, body: { code: 'crm-unreachable' } });
    expect(refused.body.detail).toContain('could not be taken out of the CRM');
    expect(on.times()).toHaveLength(1);
    expect((await bridge.call('DELETE', path)).status).toBe(204);
    expect(on.times()).toEqual([]);
    await on.world.restart({ lost: true });
    await on.world.settle();
    expect(on.times()).toHaveLength(1);
    const again = on.world.booked();
    on.world.highLevel.faults.add({ kind: 'status', status: 503, method: 'DELETE' });
    expect((await again.bridge.call('DELETE', `${again.path}?discard=true`)).status).toBe(204);
    expect(again.bridge.said.join()).toContain('Blocks still stand in Sunrise Dental');
    await on.world.restart({ lost: true });
  });
});
