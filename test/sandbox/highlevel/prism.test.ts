import { expect, it } from 'vitest';
import { prismFaults } from './prism.ts';
import type { LoggedRequest } from './request-log.ts';

const CALENDARS = { authorization: 'Bearer …', version: '2021-04-15' };
const USERS = { ...CALENDARS, version: '2021-07-28' };
const JSON_BODY = { ...CALENDARS, 'content-type': 'application/json', 'content-length': '2' };
const LIST = 'locationId=l1&startTime=1&endTime=2';
const block = {
  locationId: 'l1',
  assignedUserId: 'u1',
  title: 'Busy',
  startTime: '2026-11-23T09:00:00-05:00',
  endTime: '2026-11-23T10:00:00-05:00',
};
const BLOCKS = '/calendars/events/block-slots';

function sent(method: string, path: string, part: Partial<LoggedRequest>): LoggedRequest {
  const bytes = { received: 0, sent: 0 };
  return {
    at: 0,
    method,
    path,
    query: '',
    headers: {},
    body: undefined,
    bytes,
    status: 200,
    fault: null,
    byTest: false,
    ...part,
  };
}

it('has nothing to say of every kind of rightful request', async () => {
  const rightful = [
    sent('GET', '/calendars/', { query: 'locationId=l1', headers: CALENDARS }),
    sent('GET', '/calendars/c1/free-slots', { query: 'startDate=1&endDate=2&userId=u1', headers: CALENDARS }),
    sent('GET', '/calendars/events', { query: `${LIST}&userId=u1`, headers: CALENDARS }),
    sent('GET', '/calendars/blocked-slots', { query: `${LIST}&userId=u1`, headers: CALENDARS }),
    sent('GET', '/calendars/events/appointments/a1', { headers: CALENDARS }),
    sent('POST', BLOCKS, { headers: JSON_BODY, body: block }),
    sent('PUT', `${BLOCKS}/b1`, { headers: JSON_BODY, body: block }),
    sent('DELETE', '/calendars/events/b1', { headers: JSON_BODY, body: {} }),
    sent('GET', '/users/', { query: 'locationId=l1', headers: USERS }),
    sent('GET', '/locations/l1', { headers: USERS }),
  ];
  expect(await prismFaults(rightful)).toEqual([]);
});

const { assignedUserId: _unowned, ...unowned } = block;

it.each<[string, LoggedRequest, string]>([
  ['no version', sent('GET', '/users/', { query: 'locationId=l1', headers: { authorization: 'Bearer …' } }), 'header'],
  [
    'the version of other paths',
    sent('GET', '/users/', { query: 'locationId=l1', headers: CALENDARS }),
    'header.version',
  ],
  ['no token', sent('GET', '/locations/l1', { headers: { version: '2021-07-28' } }), ''],
  ['no sub-account', sent('GET', '/calendars/events', { query: 'startTime=1&endTime=2', headers: CALENDARS }), 'query'],
  [
    'dates in place of milliseconds',
    sent('GET', '/calendars/c1/free-slots', { query: 'startDate=2026-11-23&endDate=2', headers: CALENDARS }),
    'query.startdate',
  ],
  ['a block of nobody', sent('POST', BLOCKS, { headers: JSON_BODY, body: unowned }), 'body'],
  [
    'milliseconds in place of ISO',
    sent('POST', BLOCKS, { headers: JSON_BODY, body: { ...block, endTime: 5 } }),
    'body.endTime',
  ],
  ['a field that does not exist', sent('POST', BLOCKS, { headers: JSON_BODY, body: { ...block, colour: 1 } }), 'body'],
  ['no body where one is wanted', sent('DELETE', '/calendars/events/b1', { headers: CALENDARS }), ''],
  ['a path of no document', sent('GET', '/contacts/', { headers: USERS }), 'path'],
  ['a path that a document lacks', sent('GET', '/calendars/a/b/c/d', { headers: CALENDARS }), 'path'],
  ['a method that the path lacks', sent('PATCH', '/calendars/events/b1', { headers: JSON_BODY, body: {} }), 'path'],
])('finds %s', async (_what, request, where) => {
  const faults = await prismFaults([request]);
  expect(faults).toHaveLength(1);
  expect(faults[0]?.where).toBe(where);
});
