import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openMemory } from '../../../bridge/secrets/memory.ts';
import type { SecretStore } from '../../../bridge/secrets/secret-store.ts';
import { Crm, CrmBlocks, CrmPreview } from '../../../shared/contract/crm.ts';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';
import { at, blocksIn, type CrmWorld, DAY, startCrmWorld, until } from '../crm/crm-world.ts';
import { USER } from '../outbox/booked.ts';

let world: CrmWorld;
let secrets: SecretStore;

/** A calendar that is busy the day after tomorrow from 15:00 to 16:00 UTC, and nothing of it in the CRM yet. */
beforeEach(async () => {
  secrets = openMemory();
  world = await startCrmWorld({ on: false, bridge: { secrets } });
  await world.save('dentist', at(15), at(16));
  await world.booked().sync();
});

afterEach(() => world.stop());

const token = () => world.highLevel.grants[0]?.token ?? '';
const request = (more: object = {}) => ({ token: token(), baseUrl: world.highLevel.url, ...more });
const utc = (time: number) => new Date(time).toISOString().replace('.000', '');
const call = (method: string, where = '', body?: unknown) =>
  world.booked().bridge.call(method, `${world.booked().path}/crm${where}`, body);

/** Turned on, and after a pass. */
async function turnedOn(more: object = {}): Promise<Crm> {
  expect((await call('PUT', '', request(more))).status).toBe(200);
  return Crm.parse((await call('POST', '/run')).body);
}

it('is off where it was never turned on', async () => {
  const answer = await call('GET');
  expect(answer.status).toBe(200);
  expect(Crm.parse(answer.body)).toMatchObject({ state: 'off', userId: null, limits: null, lastPass: null });
  expect(world.highLevel.requests).toEqual([]);
});

it('shows what turning it on would do, and keeps and changes nothing', async () => {
  const before = structuredClone(world.highLevel.state);
  const answer = await call('POST', '/preview', request());
  expect(answer.status).toBe(200);
  const preview = CrmPreview.parse(answer.body);
  expect(preview).toMatchObject({
    userName: 'Ann Porter',
    locationName: 'Sunrise Dental',
    complete: true,
    bookings: 0,
  });
  expect(preview.blocks).toEqual([{ start: utc(at(15)), end: utc(at(16)), title: 'Busy · Slotbridge' }]);
  const consultation = preview.closes.find(({ calendarId }) => calendarId === DEFAULT_IDS.consultation);
  expect(consultation?.slots).toEqual([utc(at(15)), utc(at(15, 30))]);
  expect(world.highLevel.state).toEqual(before);
  expect(Crm.parse((await call('GET')).body).state).toBe('off');
  expect((await call('POST', '/preview', { baseUrl: world.highLevel.url })).body).toMatchObject({
    code: 'invalid-token',
  });
});

it('is turned on, starts at once and tells how it stands', async () => {
  const answer = await call('PUT', '', request());
  expect(answer.status).toBe(200);
  expect(['starting', 'on']).toContain(Crm.parse(answer.body).state);
  await until('blocked', () => world.blocks().length === 1);
  const crm = Crm.parse((await call('POST', '/run')).body);
  expect(crm).toMatchObject({
    state: 'on',
    stateDetail: null,
    missingScopes: [],
    userId: DEFAULT_IDS.ann,
    userName: 'Ann Porter',
    locationName: 'Sunrise Dental',
    settings: { horizonDays: 60, titles: 'busy' },
    blocks: { standing: 1, pending: 0, failed: 0, leftOpen: 0 },
    lastPass: { created: 0, removed: 0 },
  });
  expect(crm.limits?.used).toBeGreaterThan(0);
  expect(Date.now() - Date.parse(crm.lastGoodAt ?? '')).toBeLessThan(10_000);
  expect((await call('GET')).body).toMatchObject({ state: 'on', userId: crm.userId, blocks: crm.blocks });
});

it('keeps the token with the secrets alone', async () => {
  await turnedOn();
  const { bridge } = world.booked();
  const names = await readdir(bridge.home, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files) expect(await readFile(file, 'utf8'), file).not.toContain(token());
  expect(files.some((file) => file.endsWith('links.json'))).toBe(true);
  expect(JSON.stringify([(await call('GET')).body, bridge.said])).not.toContain(token());
});

it('sends the kept token to no other address than its own', async () => {
  await turnedOn();
  const heard: unknown[] = [];
  const stranger = createServer((asked, answer) => {
    heard.push(asked.headers.authorization);
    answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
  const refused = await call('POST', '/preview', { baseUrl });
  expect(refused).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ path: 'baseUrl' }] } });
  expect(heard).toEqual([]);
  expect((await call('POST', '/preview', { baseUrl: `${world.highLevel.url}/` })).status).toBe(200);
  expect((await call('POST', '/preview', {})).status).toBe(200);
  await new Promise((resolve) => stranger.close(resolve));
});

it('changes what stands on the blocks, and how far ahead they are made', async () => {
  await turnedOn();
  const changed = await call('PATCH', '', { titles: 'event', horizonDays: 30 });
  expect(Crm.parse(changed.body).settings).toEqual({ horizonDays: 30, titles: 'event' });
  await call('POST', '/run');
  expect(world.blocks().map(({ title }) => title)).toEqual(['dentist · Slotbridge']);
  expect(Crm.parse((await call('PATCH', '', { titles: 'busy' })).body).settings).toEqual({
    horizonDays: 30,
    titles: 'busy',
  });
});

it('lists its blocks in a dry run, which changes nothing', async () => {
  await turnedOn();
  const { blocks } = CrmBlocks.parse((await call('POST', '/remove-blocks', { dryRun: true })).body);
  const id = world.blocks()[0]?.id;
  expect(blocks).toEqual([{ id, start: utc(at(15)), end: utc(at(16)), title: 'Busy · Slotbridge' }]);
  expect(world.blocks()).toHaveLength(1);
});

it('is turned off after every block of ours was taken out, and can be turned off twice', async () => {
  await turnedOn();
  world.highLevel.state.blockedSlots.push({
    ...world.highLevel.state.blockedSlots[0]!,
    id: 'ByHand00000000000000',
    title: 'Lunch',
  });
  world.highLevel.state.blockedSlots.push({
    ...world.highLevel.state.blockedSlots[0]!,
    id: 'OfLastMonth000000000',
    startTime: utc(at(15) - 30 * DAY),
    endTime: utc(at(16) - 30 * DAY),
  });
  expect((await call('DELETE')).status).toBe(204);
  expect(world.highLevel.state.blockedSlots.map(({ title }) => title)).toEqual(['Lunch']);
  expect(Crm.parse((await call('GET')).body)).toMatchObject({ state: 'off', blocks: { standing: 0 } });
  expect((await call('DELETE')).status).toBe(204);
  expect((await call('POST', '/preview', { baseUrl: world.highLevel.url })).body).toMatchObject({
    code: 'invalid-token',
  });
});

it('stays on where the blocks cannot be taken out, unless they may stand', async () => {
  await turnedOn();
  world.highLevel.faults.add({ kind: 'status', status: 500, times: 1000 });
  const refused = await call('DELETE');
  expect(refused).toMatchObject({ status: 502, body: { code: 'crm-unreachable' } });
  expect(Crm.parse((await call('GET')).body).state).not.toBe('off');
  expect((await call('DELETE', '?discard=maybe')).status).toBe(422);
  expect((await call('DELETE', '?discard=true')).status).toBe(204);
  expect(Crm.parse((await call('GET')).body).state).toBe('off');
  expect(blocksIn(world.highLevel)).toHaveLength(1);
});

it('takes the blocks out before a connection goes', async () => {
  await turnedOn();
  const { bridge, path: connection } = world.booked();
  expect((await bridge.call('DELETE', connection)).status).toBe(204);
  expect(world.blocks()).toEqual([]);
  expect(await call('GET')).toMatchObject({ status: 404, body: { code: 'not-found' } });
});

it('goes by the user that was chosen', async () => {
  const crm = await turnedOn({ userId: DEFAULT_IDS.ben, settings: { titles: 'event' } });
  expect(crm).toMatchObject({ userId: DEFAULT_IDS.ben, userName: 'Ben Castillo', settings: { titles: 'event' } });
  expect(world.highLevel.state.blockedSlots.map(({ assignedUserId }) => assignedUserId)).toEqual([DEFAULT_IDS.ben]);
});

it('takes out the blocks of the user of before with the new token, where the old one was revoked', async () => {
  await turnedOn();
  await until('blocked', () => world.blocks().length === 1);
  Object.assign(world.highLevel.grants[0]!, { token: 'pit-renewed' });
  await turnedOn({ userId: DEFAULT_IDS.ben });
  expect(world.highLevel.state.blockedSlots.map(({ assignedUserId }) => assignedUserId)).toEqual([DEFAULT_IDS.ben]);
});

it('makes the blocks of a user for one connection alone', async () => {
  await turnedOn({ userId: DEFAULT_IDS.ben });
  const { bridge } = world.booked();
  const person = { locationId: DEFAULT_IDS.location, userId: DEFAULT_IDS.ben, timeZone: 'America/New_York' };
  const account = { appleId: USER.name, appPassword: USER.password };
  const answer = await bridge.call<{ id: string }>('POST', '/v1/connections', { ...person, ...account });
  expect(answer.status).toBe(201);
  for (const [method, where] of [
    ['POST', '/preview'],
    ['PUT', ''],
  ] as const) {
    const refused = await bridge.call(method, `/v1/connections/${answer.body.id}/crm${where}`, request());
    expect(refused, method).toMatchObject({ status: 409, body: { code: 'already-connected' } });
  }
  expect(await world.crm()).toMatchObject({ userId: DEFAULT_IDS.ben });
});

it('forgets a token that is kept though it was never turned on', async () => {
  const { path: connection } = world.booked();
  const name = `crm:${connection.split('/').at(-1)}`;
  await secrets.set(name, token());
  expect((await call('DELETE')).status).toBe(204);
  expect(await secrets.get(name)).toBeNull();
});
