import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_IDS } from '../crm/default-state.ts';
import { type Answer, askHighLevel } from './ask.ts';
import { type HighLevel, startHighLevel } from './start.ts';
import { grant } from './tokens.ts';

const { location, otherLocation, ann, otherConsultation } = DEFAULT_IDS;

let highLevel: HighLevel;

beforeEach(async () => {
  highLevel = await startHighLevel();
});
afterEach(() => highLevel.stop());

function ask(method: string, path: string, body?: object, headers = {}): Promise<Answer> {
  return askHighLevel(highLevel, method, path, body, headers);
}

function putBlock(locationId: string = location): Promise<Answer> {
  const times = { startTime: '2026-11-23T09:00:00-05:00', endTime: '2026-11-23T10:00:00-05:00' };
  return ask('POST', '/calendars/events/block-slots', { locationId, assignedUserId: ann, title: 'Busy', ...times });
}

describe('the token', () => {
  const paths = {
    'calendars.readonly': `/calendars/?locationId=${location}`,
    'calendars/events.readonly': `/calendars/events?locationId=${location}&userId=${ann}&startTime=1&endTime=2`,
    'users.readonly': `/users/?locationId=${location}`,
    'locations.readonly': `/locations/${location}`,
  };

  it('is refused when unknown, and without a version or with another than the path’s', async () => {
    const path = paths['users.readonly'];
    expect(await ask('GET', path, undefined, { authorization: 'Bearer pit-other' })).toMatchObject({
      status: 401,
      body: { message: 'Invalid Private Integration token' },
    });
    expect(await ask('GET', path, undefined, { version: '' })).toMatchObject({
      status: 401,
      body: { message: 'version header was not found.' },
    });
    expect(await ask('GET', path, undefined, { version: '2021-04-15' })).toMatchObject({
      status: 401,
      body: { message: 'version header is invalid' },
    });
  });

  it.each(Object.entries(paths))('needs %s where the specification says so', async (scope, path) => {
    expect((await ask('GET', path)).status).toBe(200);
    highLevel.grants[0]!.scopes = highLevel.grants[0]!.scopes.filter((one) => one !== scope);
    expect(await ask('GET', path)).toMatchObject({
      status: 401,
      body: { message: 'The token is not authorized for this scope.' },
    });
  });

  it('needs calendars/events.write for a block', async () => {
    highLevel.grants[0]!.scopes = ['calendars.readonly', 'calendars/events.readonly'];
    expect((await putBlock()).status).toBe(401);
    expect(highLevel.state.blockedSlots).toEqual([]);
  });

  it('is good for its own sub-account alone', async () => {
    const foreign = [
      ['GET', `/locations/${otherLocation}`],
      ['GET', `/users/?locationId=${otherLocation}`],
      ['GET', `/calendars/?locationId=${otherLocation}`],
    ] as const;
    for (const [method, path] of foreign) expect((await ask(method, path)).status).toBe(403);
    expect((await putBlock(otherLocation)).status).toBe(403);
    expect((await ask('GET', `/calendars/${otherConsultation}`)).status).toBe(404);
    highLevel.grants.unshift(grant({ token: 'pit-elsewhere', locationId: otherLocation, elsewhere: 401 }));
    expect((await ask('GET', `/locations/${location}`)).body.message).toBe(
      'This location is not accessible from this token!',
    );
  });

  it('is never good for contacts, and every such call is known', async () => {
    expect((await ask('GET', `/contacts/?locationId=${location}`)).status).toBe(401);
    expect((await ask('GET', '/contacts/cOnTaCt0000000000001')).status).toBe(401);
    expect(highLevel.contactsCalls().map(({ path }) => path)).toEqual(['/contacts/', '/contacts/cOnTaCt0000000000001']);
  });

  it('is in no log', async () => {
    await ask('GET', paths['users.readonly']);
    expect(highLevel.requests).toMatchObject([{ method: 'GET', path: '/users/', status: 200, byTest: true }]);
    expect(JSON.stringify(highLevel.requests)).not.toContain('pit-');
  });
});
