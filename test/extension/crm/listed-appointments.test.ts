import { expect, it } from 'vitest';
import { listedStarts } from '../../../extension/crm/listed-appointments.ts';

const list = (at: number, ...events: object[]) => ({
  method: 'GET',
  path: '/calendars/events',
  at,
  asked: {},
  events,
});
const START = '2026-11-24T15:00:00.000Z';
const iso = (starts: ReadonlySet<number>) => [...starts].map((at) => new Date(at).toISOString());

it('are those of the latest list, in all its pieces, and of appointments that stand', () => {
  const calls = [
    list(1_000, { startTime: '2026-11-01T15:00:00Z' }),
    list(60_000, { startTime: START }, { startTime: '2026-11-24T16:00:00Z', appointmentStatus: 'cancelled' }),
    list(60_000, { startTime: '2026-11-24T12:00:00-05:00', appointmentStatus: 'confirmed' }, {}),
    { ...list(61_000, { startTime: '2026-11-30T15:00:00Z' }), method: 'POST', path: '/calendars/events/appointments' },
  ];
  expect(iso(listedStarts(calls))).toEqual([START, '2026-11-24T17:00:00.000Z']);
});

it('are none where the page told of none', () => {
  expect(listedStarts([]).size).toBe(0);
});
