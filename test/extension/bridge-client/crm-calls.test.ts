import { expect, it } from 'vitest';
import { createBridgeClient } from '../../../extension/bridge-client/client.ts';
import { type BridgeState, bridgeFetch, bridgeState } from '../ui/in-memory-bridge.ts';
import { crmOn, crmState } from '../ui/in-memory-crm.ts';

const BLOCK = { id: 'b1', start: '2027-01-05T09:00:00Z', end: '2027-01-05T10:00:00Z', title: 'Busy · Slotbridge' };

/** Its clock stands still, so that one proof does for all calls. */
const clientOf = (state: BridgeState) =>
  createBridgeClient({ port: state.port, clientId: 'c', token: 't', fetch: bridgeFetch(state), now: () => 0 });
const asked = (state: BridgeState) => state.asked.slice(1).map(({ method, path, body }) => ({ method, path, body }));

it('speaks the contract about the CRM’s own API', async () => {
  const state = bridgeState({ token: 't', crm: crmState({ crm: crmOn(), blocks: [BLOCK] }) });
  const client = clientOf(state);
  expect((await client.crm('c/1')).state).toBe('on');
  expect((await client.previewCrm('c1', { token: 'p' })).bookings).toBe(2);
  expect((await client.changeCrm('c1', { horizonDays: 90 })).settings).toEqual({ horizonDays: 90, titles: 'busy' });
  expect((await client.runCrm('c1')).state).toBe('on');
  expect(await client.removeCrmBlocks('c1', true)).toEqual([BLOCK]);
  expect((await client.turnOnCrm('c1', { token: 'p' })).state).toBe('on');
  await client.turnOffCrm('c1');
  await client.turnOffCrm('c1', true);
  expect(asked(state)).toEqual([
    { method: 'GET', path: '/v1/connections/c%2F1/crm', body: {} },
    { method: 'POST', path: '/v1/connections/c1/crm/preview', body: { token: 'p' } },
    { method: 'PATCH', path: '/v1/connections/c1/crm', body: { horizonDays: 90 } },
    { method: 'POST', path: '/v1/connections/c1/crm/run', body: {} },
    { method: 'POST', path: '/v1/connections/c1/crm/remove-blocks', body: { dryRun: true } },
    { method: 'PUT', path: '/v1/connections/c1/crm', body: { token: 'p' } },
    { method: 'DELETE', path: '/v1/connections/c1/crm', body: {} },
    { method: 'DELETE', path: '/v1/connections/c1/crm?discard=true', body: {} },
  ]);
});

it('hands on which scopes a token lacks and which users there are', async () => {
  const state = bridgeState({ token: 't' });
  const client = clientOf(state);
  state.refusals.set('PUT /v1/connections/c1/crm', { code: 'missing-scope', scopes: ['users.readonly'] });
  await expect(client.turnOnCrm('c1', { token: 'p' })).rejects.toMatchObject({
    code: 'missing-scope',
    scopes: ['users.readonly'],
    users: [],
  });
  state.refusals.set('PUT /v1/connections/c1/crm', { code: 'choose-user', users: [{ id: 'u7', name: 'Ann' }] });
  await expect(client.turnOnCrm('c1', { token: 'p' })).rejects.toMatchObject({
    code: 'choose-user',
    scopes: [],
    users: [{ id: 'u7', name: 'Ann' }],
  });
});
