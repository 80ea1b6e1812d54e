import { expect, it } from 'vitest';
import { BridgeError, problemOf } from '../../../bridge/errors/bridge-error.ts';
import { type Verification, verifyCrm } from '../../../bridge/highlevel/verify.ts';
import { ALL_SCOPES } from '../../sandbox/highlevel/tokens.ts';
import { literalServer } from '../caldav/literal-server.ts';
import { ann, aroundEach, at, ben, location, openTo, otherLocation } from './opened.ts';

const opened = aroundEach();

const verify = (more: Partial<Verification> = {}) =>
  verifyCrm({ highLevel: opened.api, locationId: location, userId: ann, ...more });

async function problemIn(verifying: Promise<unknown>) {
  const error = await verifying.catch((caught: unknown) => caught);
  if (!(error instanceof BridgeError)) throw new Error(`No error of the closed set: ${error}`);
  return problemOf(error);
}

it('finds the user among those of the sub-account', async () => {
  expect(await verify()).toEqual({
    user: { id: ann, name: 'Ann Porter', email: 'ann@sunrise-dental.example' },
    locationName: 'Sunrise Dental',
    timeZone: 'America/New_York',
  });
});

it('goes by the user that was chosen, and lists them where there is no such one', async () => {
  expect((await verify({ chosenUserId: ben })).user.name).toBe('Ben Castillo');
  const users = [expect.objectContaining({ id: ann, name: 'Ann Porter' }), expect.objectContaining({ id: ben })];
  expect(await problemIn(verify({ userId: 'somebodyElse' }))).toMatchObject({
    code: 'choose-user',
    status: 409,
    users,
  });
  expect(await problemIn(verify({ chosenUserId: 'somebodyElse' }))).toMatchObject({ code: 'choose-user' });
});

it('changes nothing', async () => {
  const blocked = { title: 'Lunch', start: at('12:00'), end: at('13:00') };
  await opened.api.createBlock(ann, blocked);
  const before = structuredClone(opened.standIn.state);
  await verify();
  expect(opened.standIn.state).toEqual(before);
});

it.each([
  ...ALL_SCOPES.map((scope) => [[scope]]),
  [['users.readonly', 'calendars/events.write']],
  [
    [
      'locations.readonly',
      'users.readonly',
      'calendars.readonly',
      'calendars/events.readonly',
      'calendars/events.write',
    ],
  ],
] as string[][][])('names all that is missing: %j', async (missing) => {
  const grant = opened.standIn.grants[0]!;
  grant.scopes = grant.scopes.filter((scope) => !missing.includes(scope));
  expect(await problemIn(verify({ userId: 'somebodyElse' }))).toMatchObject({ code: 'missing-scope', scopes: missing });
});

it('tells a refused token and another sub-account', async () => {
  const stranger = openTo(opened.standIn, { token: 'pit-of-nobody' });
  expect(await problemIn(verify({ highLevel: stranger }))).toMatchObject({ code: 'invalid-token', status: 401 });
  const elsewhere = openTo(opened.standIn, { locationId: otherLocation });
  const verifying = verify({ highLevel: elsewhere, locationId: otherLocation });
  expect(await problemIn(verifying)).toMatchObject({ code: 'wrong-location', status: 409 });
});

it('takes a sub-account that is not there, or has another id, for another one', async () => {
  const answers: [number, object][] = [
    [404, { message: 'Location not found' }],
    [400, { message: 'Location with id x not found' }],
    [200, { location: { id: otherLocation, name: 'Harbor Physio', timezone: 'UTC' } }],
  ];
  for (const [status, body] of answers) {
    const server = await literalServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    const highLevel = openTo(opened.standIn, { baseUrl: server.url });
    expect(await problemIn(verify({ highLevel })), `${status}`).toMatchObject({ code: 'wrong-location' });
  }
});

it('takes a fault over an event that does not exist for leave to write', async () => {
  opened.standIn.faults.add({ kind: 'status', status: 500, method: 'DELETE' });
  expect((await verify()).user.id).toBe(ann);
  opened.standIn.faults.add({ kind: 'status', status: 503, method: 'DELETE' });
  expect(await problemIn(verify())).toMatchObject({ code: 'crm-unreachable' });
});
