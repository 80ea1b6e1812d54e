import { expect, it } from 'vitest';
import { callKind } from '../../../extension/crm/booking-calls.ts';

it.each([
  ['POST', '/calendars/events/appointments', { does: 'create' }],
  ['POST', '/calendars/events/appointments/', { does: 'create' }],
  ['POST', '/v2/calendars/events/appointments/widget', { does: 'create' }],
  ['PUT', '/calendars/events/appointments/abc', { does: 'change', id: 'abc' }],
  ['PUT', '/calendars/events/appointments/abc_1729821600000_1800', { does: 'change', id: 'abc_1729821600000_1800' }],
  ['PATCH', '/calendars/events/appointments/abc/status', { does: 'change', id: 'abc' }],
  ['DELETE', '/calendars/events/abc', { does: 'delete', id: 'abc' }],
  ['DELETE', '/calendars/events/appointments/abc', { does: 'delete', id: 'abc' }],
  ['GET', '/calendars/events', { does: 'list' }],
  ['GET', '/calendars/events/appointments/abc', { does: 'list' }],
  ['POST', '/calendars/events/loc/search/', { does: 'list' }],
])('knows %s %s', (method, path, wanted) => {
  expect(callKind(method, path)).toEqual(wanted);
});

it.each([
  ['POST', '/calendars/events/block-slots'],
  ['PUT', '/calendars/events/block-slots/abc'],
  ['DELETE', '/calendars/events/block-slots'],
  ['GET', '/calendars/blocked-slots'],
  ['POST', '/calendars/eventsourcing/appointments'],
  ['POST', '/calendars/events/appointments/abc'],
  ['PUT', '/calendars/events/appointments'],
  ['DELETE', '/calendars/events'],
  ['DELETE', '/calendars/events/abc/notes'],
  ['PUT', '/calendars/events/appointments/%'],
])('leaves %s %s alone', (method, path) => {
  expect(callKind(method, path)).toBeNull();
});
