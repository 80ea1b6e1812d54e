import { expect, it } from 'vitest';
import { errandOf } from '../../../extension/connect/errand.ts';

const SEEN = { userId: 'user1', seenAt: '2026-11-23T09:00:00Z', confirmed: true };
const PEOPLE = [
  { ...SEEN, locationId: 'loc1', locationName: 'Not mine', confirmed: false },
  { ...SEEN, locationId: 'loc2', locationName: 'Acme Clinic' },
  { ...SEEN, locationId: 'loc3' },
];

it('an address with a connection asks for its new password', () => {
  expect(errandOf('?connection=c1', PEOPLE)).toEqual({ repair: 'c1' });
});

it('without one, the user confirmed last is connected', () => {
  expect(errandOf('', PEOPLE)).toEqual({
    connect: { locationId: 'loc2', locationName: 'Acme Clinic', userId: 'user1' },
  });
});

it('an address with a connection whose calendars are wanted asks for the choice of them', () => {
  expect(errandOf('?calendars=c1', PEOPLE)).toEqual({ choose: 'c1' });
});

it('a user who was never confirmed is confirmed before anything is connected, and one who was never seen is nobody', () => {
  const told = { locationId: 'loc1', locationName: 'Not mine', userId: 'user1' };
  expect(errandOf('?location=loc1&user=user1', PEOPLE)).toEqual({ confirm: told });
  expect(errandOf('?location=loc1&user=other', PEOPLE)).toEqual({ connect: null });
  expect(errandOf('?location=loc3&user=user1', PEOPLE)).toEqual({ connect: { locationId: 'loc3', userId: 'user1' } });
  expect(errandOf('', [])).toEqual({ connect: null });
});
