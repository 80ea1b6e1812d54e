import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clearAll, putRaw } from './in-memory-browser.ts';

const { storedBookings } = await import('../../../extension/state/stored-bookings.ts');

const time = { start: '2026-11-24T10:00:00Z', end: '2026-11-24T11:00:00Z', timeZone: 'UTC' };
const appointment = (id: string) => ({ id, title: `Visit ${id}`, status: 'confirmed', ...time });
const queued = (connectionId: string, id: string) => ({
  connectionId,
  appointmentId: id,
  appointment: appointment(id),
  version: 1,
  attempts: 0,
  origin: null,
});
const trouble = (connectionId: string) => ({
  connectionId,
  appointmentId: 'x',
  title: null,
  start: null,
  words: 'No.',
  at: 0,
});

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T10:00:00Z'), toFake: ['Date'] });
  clearAll();
  putRaw('bookingQueue', [queued('c1', 'a'), { ...queued('c1', 'gone'), appointment: null }, queued('c2', 'b')]);
  putRaw('bookingTroubles', [trouble('c2')]);
  const future = { linkedSince: 0, decision: 'open', appointments: [appointment('f')] };
  putRaw('seenAppointments', [{ connectionId: 'c1', ...future }]);
});
afterEach(() => void vi.useRealTimers());

const read = async (connectionId: string | null) => {
  const { future, waiting, troubles } = await storedBookings.read(connectionId);
  return [future, waiting, troubles].map((list) => list.map((one) => ('id' in one ? one.id : one.appointmentId)));
};

it('tells what is kept of one connection', async () => {
  expect(await read('c1')).toEqual([['f'], ['a'], []]);
  expect(await read('c2')).toEqual([[], ['b'], ['x']]);
});

it('tells what waits and what failed of all, for when no connection is known', async () => {
  expect(await read(null)).toEqual([[], ['a', 'b'], ['x']]);
});
