import '../state/in-memory-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import { doRequest } from '../../../extension/background/seen-requests.ts';
import { bookingQueue } from '../../../extension/state/booking-queue.ts';
import { bookingTroubles } from '../../../extension/state/booking-troubles.ts';
import { futureAppointmentsSeen, seenAppointments } from '../../../extension/state/seen-appointments.ts';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import { clearAll } from '../state/in-memory-browser.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const appointment = (id: string, day: string): Appointment => ({
  id,
  title: id,
  start: `2026-11-${day}T16:00:00.000Z`,
  end: `2026-11-${day}T16:30:00.000Z`,
  timeZone: 'America/New_York',
  status: 'confirmed',
});

beforeEach(async () => {
  clearAll();
  const appointments = [appointment('past', '20'), appointment('soon', '23'), appointment('later', '29')];
  await seenAppointments.write([{ connectionId: 'c1', linkedSince: 1, decision: 'open', appointments }]);
});

const queued = async () => ((await bookingQueue.read()) ?? []).map(({ appointmentId }) => appointmentId);
const asked = async () => (await futureAppointmentsSeen('c1', NOW)).map(({ id }) => id);

it('offers the future ones, the next one first', async () => {
  expect(await asked()).toEqual(['soon', 'later']);
  expect(await futureAppointmentsSeen('c2', NOW)).toEqual([]);
});

it('hands the future ones over when the person says yes, and asks no more', async () => {
  expect(await doRequest({ type: 'add-seen', connectionId: 'c1' }, NOW)).toBe(2);
  expect([await queued(), await asked()]).toEqual([['soon', 'later'], []]);
  expect(await doRequest({ type: 'add-seen', connectionId: 'c1' }, NOW)).toBe(0);
});

it('hands nothing over when the person says no, and asks no more', async () => {
  expect(await doRequest({ type: 'dismiss-seen', connectionId: 'c1' }, NOW)).toBe(0);
  expect([await queued(), await asked()]).toEqual([[], []]);
});

it('forgets a trouble that was read, and no other', async () => {
  const trouble = (appointmentId: string) => {
    return { connectionId: 'c1', appointmentId, title: null, start: null, words: 'Not kept.', at: NOW };
  };
  await bookingTroubles.write([trouble('a1'), trouble('a2')]);
  await doRequest({ type: 'dismiss-trouble', connectionId: 'c1', appointmentId: 'a1' }, NOW);
  expect(await bookingTroubles.read()).toEqual([trouble('a2')]);
});
