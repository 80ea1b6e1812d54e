import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../../shared/contract/problem.ts';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';
import { ALL_SCOPES, type Grant, grant } from '../../sandbox/highlevel/tokens.ts';
import { type CrmWorld, PERSON, startCrmWorld, WIDE_LIMITS } from '../crm/crm-world.ts';

let world: CrmWorld;
let granted: Grant;

beforeAll(async () => {
  world = await startCrmWorld({ on: false });
});
beforeEach(() => {
  granted = Object.assign(world.highLevel.grants[0] as Grant, grant());
  Object.assign(world.highLevel.limits, WIDE_LIMITS);
});
afterEach(() => world.highLevel.faults.clear());
afterAll(() => world.stop());

const request = (more: object = {}) => ({ token: grant().token, baseUrl: world.highLevel.url, ...more });
const call = (method: string, where = '', body?: unknown) =>
  world.booked().bridge.call(method, `${world.booked().path}/crm${where}`, body);

/** Both ways of verifying meet the same problem, and nothing is kept of either. */
async function problemOf(more: object = {}): Promise<Problem> {
  const [shown, put] = [await call('POST', '/preview', request(more)), await call('PUT', '', request(more))];
  expect(shown.body).toEqual(put.body);
  expect(put.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(put.status).toBe(put.body.status);
  expect(JSON.stringify(put.body)).not.toContain(granted.token);
  expect((await call('GET')).body).toMatchObject({ state: 'off' });
  return Problem.parse(put.body);
}

describe('what stands in the way is told', () => {
  it('of a token that HighLevel does not know', async () => {
    granted.token = 'another-token';
    expect(await problemOf()).toMatchObject({
      code: 'invalid-token',
      status: 401,
      detail: expect.stringMatching(/Private Integrations/),
    });
  });

  it('of scopes that are missing, all at once', async () => {
    granted.scopes = ['calendars.readonly', 'users.readonly'];
    const scopes = ['locations.readonly', 'calendars/events.readonly', 'calendars/events.write'];
    expect(await problemOf()).toMatchObject({ code: 'missing-scope', status: 403, scopes });
    granted.scopes = [...ALL_SCOPES].filter((scope) => scope !== 'users.readonly');
    expect(await problemOf()).toMatchObject({
      scopes: ['users.readonly'],
      detail: expect.stringMatching(/tick users\.readonly/),
    });
  });

  it.each([401, 403] as const)('of another sub-account, whose token is refused with %i', async (elsewhere) => {
    Object.assign(granted, { locationId: DEFAULT_IDS.otherLocation, elsewhere });
    expect(await problemOf()).toMatchObject({ code: 'wrong-location', status: 409 });
  });

  it('of a user that is none of the sub-account, with those who are', async () => {
    const users = [
      { id: DEFAULT_IDS.ann, name: 'Ann Porter', email: 'ann@sunrise-dental.example' },
      { id: DEFAULT_IDS.ben, name: 'Ben Castillo', email: 'ben@sunrise-dental.example' },
    ];
    expect(await problemOf({ userId: 'somebodyElse' })).toMatchObject({ code: 'choose-user', status: 409, users });
  });

  it('of HighLevel that cannot be asked', async () => {
    world.highLevel.faults.add({ kind: 'cut', times: 100 });
    expect(await problemOf()).toMatchObject({
      code: 'crm-unreachable',
      status: 502,
      detail: expect.stringMatching(/broke off/),
    });
  });

  it('of HighLevel that asks for patience, and how long', async () => {
    world.highLevel.faults.add({ kind: 'status', status: 429, retryAfter: '7', times: 100 });
    expect(await problemOf()).toMatchObject({ code: 'crm-throttled', status: 503, retryAfter: 7 });
    expect((await call('PUT', '', request())).headers.get('retry-after')).toBe('7');
  });

  it('of an address to which the token may not go', async () => {
    for (const baseUrl of ['https://example.com', 'http://services.leadconnectorhq.com', 'http://192.168.1.2:80']) {
      expect(await problemOf({ baseUrl })).toMatchObject({
        code: 'invalid',
        status: 422,
        errors: [{ path: 'baseUrl' }],
      });
    }
  });
});

it('takes no more than what the contract has', async () => {
  const refused: [string, string, unknown, string][] = [
    ['PUT', '', {}, 'token'],
    ['PUT', '', request({ token: '   ' }), 'token'],
    ['PUT', '', request({ settings: { horizonDays: 0 } }), 'settings.horizonDays'],
    ['PUT', '', request({ more: 1 }), 'more'],
    ['PATCH', '', { horizonDays: 366 }, 'horizonDays'],
    ['PATCH', '', { titles: 'secret' }, 'titles'],
    ['POST', '/preview', { userId: 'a b' }, 'userId'],
    ['POST', '/remove-blocks', {}, 'dryRun'],
  ];
  for (const [method, where, body, at] of refused) {
    const answer = await call(method, where, body);
    expect(answer, `${method} ${where} ${at}`).toMatchObject({
      status: 422,
      body: { code: 'invalid', errors: [{ path: at }] },
    });
  }
});

it('has nothing to run, to change or to remove where it is off', async () => {
  for (const [method, where, body] of [
    ['POST', '/run', undefined],
    ['PATCH', '', { titles: 'busy' }],
    ['POST', '/remove-blocks', { dryRun: true }],
  ] as const) {
    expect(await call(method, where, body), where).toMatchObject({ status: 404, body: { code: 'not-found' } });
  }
  expect((await call('DELETE')).status).toBe(204);
});

it('knows no connection but those that there are, and nobody without a token', async () => {
  const { bridge, path } = world.booked();
  for (const [method, where, body] of [
    ['GET', '', undefined],
    ['PUT', '', request()],
    ['PATCH', '', {}],
    ['DELETE', '', undefined],
    ['POST', '/preview', request()],
    ['POST', '/run', undefined],
    ['POST', '/remove-blocks', { dryRun: true }],
  ] as const) {
    const strange = await bridge.call(method, `/v1/connections/con_none/crm${where}`, body);
    expect(strange, `${method} ${where}`).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const nobody = await bridge.call(method, `${path}/crm${where}`, body, { Authorization: 'Bearer wrong' });
    expect(nobody, `${method} ${where}`).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  }
});

it('stops at a refusal while it runs, says so, and goes on with a new token', async () => {
  expect((await call('PUT', '', request())).status).toBe(200);
  granted.scopes = granted.scopes.filter((scope) => scope !== 'calendars/events.readonly');
  expect((await call('POST', '/run')).body).toMatchObject({
    state: 'missing-scope',
    missingScopes: ['calendars/events.readonly'],
  });
  const asked = world.highLevel.requests.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(world.highLevel.requests).toHaveLength(asked);
  granted.token = 'pit-renewed';
  expect((await call('POST', '/run')).body).toMatchObject({
    state: 'invalid-token',
    stateDetail: expect.stringMatching(/Make a new one/),
  });
  granted.scopes = [...ALL_SCOPES];
  expect((await call('PUT', '', request({ token: 'pit-renewed', userId: PERSON.userId }))).status).toBe(200);
  expect((await call('POST', '/run')).body).toMatchObject({ state: 'on', missingScopes: [] });
  expect((await call('DELETE')).status).toBe(204);
});
