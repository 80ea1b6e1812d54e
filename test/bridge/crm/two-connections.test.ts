import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '../../../shared/contract/connection.ts';
import type { Crm } from '../../../shared/contract/crm.ts';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';
import { DEFAULT_ACCOUNT } from '../../sandbox/icloud/start.ts';
import { at, type CrmWorld, startCrmWorld } from './crm-world.ts';

let world: CrmWorld;

beforeAll(async () => {
  world = await startCrmWorld({ inMemory: true });
});

afterAll(() => world.stop());

const call = <T>(method: string, path: string, body?: unknown) => world.booked().bridge.call<T>(method, path, body);
const owners = () => world.highLevel.state.blockedSlots.map(({ assignedUserId }) => assignedUserId).sort();

/** Another connection to the same account, of Ben in the same sub-account; gives its path. */
async function connectBen(): Promise<string> {
  const { appleId, appPassword } = DEFAULT_ACCOUNT;
  const person = { locationId: DEFAULT_IDS.location, userId: DEFAULT_IDS.ben, timeZone: 'America/New_York' };
  const { body } = await call<Connection>('POST', '/v1/connections', { ...person, appleId, appPassword });
  const path = `/v1/connections/${body.id}`;
  const conflictCalendarIds = [world.booked().calendarId('Home')];
  await call('PUT', `${path}/configuration`, { linkedCalendarId: null, conflictCalendarIds });
  await call('POST', `${path}/sync`);
  return path;
}

test('each connection’s booking pages stay protected as they are, whatever is done about another’s', async () => {
  await world.save('dentist', at(15), at(16));
  await world.settle();
  const ben = `${await connectBen()}/crm`;
  const token = world.highLevel.grants[0]?.token;
  expect((await call('PUT', ben, { token, baseUrl: world.highLevel.url })).status).toBe(200);
  expect((await call<Crm>('POST', `${ben}/run`)).body).toMatchObject({ state: 'on', userId: DEFAULT_IDS.ben });
  expect(owners()).toEqual([DEFAULT_IDS.ann, DEFAULT_IDS.ben].sort());

  await call('PATCH', ben, { horizonDays: 30 });
  expect((await world.crm()).settings.horizonDays).toBe(60);
  await world.restart();
  expect(await world.settle()).toMatchObject({ state: 'on', userId: DEFAULT_IDS.ann, settings: { horizonDays: 60 } });
  expect((await call<Crm>('POST', `${ben}/run`)).body).toMatchObject({ state: 'on', settings: { horizonDays: 30 } });

  expect((await call('DELETE', ben)).status).toBe(204);
  expect(owners()).toEqual([DEFAULT_IDS.ann]);
  await world.restart();
  expect(await world.settle()).toMatchObject({ state: 'on', blocks: { standing: 1 } });
});
