import { expect, test } from 'vitest';
import { patienceOf } from '../../../bridge/crm/patience.ts';
import { MissingBookings, takeBookings } from '../../../bridge/crm/take-bookings.ts';
import { Tally } from '../../../bridge/crm/tally.ts';
import { appointmentFrom } from '../../../bridge/domain/crm/bookings.ts';
import type { CrmAppointment, HighLevel } from '../../../bridge/domain/crm/highlevel.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 11, 1, 20);
const patience = patienceOf();
const nothing = { userIds: [], masterId: null, updatedAt: null, address: null, notes: null, calendarId: null };

function found(id: string, assignedUserId: string): CrmAppointment {
  const times = { start: NOW + HOUR, end: NOW + 2 * HOUR };
  return { ...nothing, id, title: 'Maya', status: 'new', assignedUserId, ...times };
}

/** Asked for the known booking `a`, which the list lacks, the CRM gives these answers one after the other. */
function asking(...answers: (CrmAppointment | null)[]) {
  const told: string[] = [];
  const url = 'https://app.gohighlevel.com/calendar';
  const appointment = appointmentFrom(found('a', 'ann'), null, { timeZone: 'UTC', url, userId: 'ann' });
  const known = { appointmentId: 'a', wish: 'wanted', appointment, heardAt: null, wishedAt: NOW - HOUR } as const;
  const outbox = {
    heard: () => [known],
    put: async ({ id }: { id: string }) => told.push(`put ${id}`),
    delete: async (id: string) => told.push(`delete ${id}`),
  };
  const person = { connectionId: 'c', locationId: 'l', userId: 'ann', timeZone: 'UTC', paused: false, outbox };
  const api = { appointment: async () => answers.shift() } as unknown as HighLevel;
  const taking = {
    api,
    person: { ...person, hasLinkedCalendar: true, time: async () => ({ busy: [], unknown: [], checkedAt: NOW }) },
    userId: 'ann',
    missing: new MissingBookings(),
    patience,
    tally: new Tally(),
    window: { start: NOW - 24 * HOUR, end: NOW + 24 * HOUR },
  };
  return { told, take: (now: number) => takeBookings({ listed: [], unreadable: [] }, { ...taking, now }) };
}

/** What the outbox is told then. */
async function toldAfter(answer: CrmAppointment): Promise<string[]> {
  const { told, take } = asking(answer);
  await take(NOW);
  return told;
}

test('an answer about another appointment than was asked for changes nothing', async () => {
  expect(await toldAfter(found('a', 'ben'))).toEqual(['delete a']);
  expect(await toldAfter(found('a', 'ann'))).toEqual(['put a']);
  expect(await toldAfter(found('b', 'ben'))).toEqual([]);
  expect(await toldAfter(found('b', 'ann'))).toEqual([]);
});

test('a booking goes when the CRM says twice that there is none such; one that came back needs two answers again', async () => {
  const { told, take } = asking(null, null, null, null);
  await take(NOW);
  expect(told).toEqual([]);
  await take(NOW + patience.settleMs);
  expect(told).toEqual(['delete a']);
  const back = NOW + patience.verifyEveryMs + patience.settleMs;
  await take(back);
  expect(told).toEqual(['delete a']);
  await take(back + patience.settleMs);
  expect(told).toEqual(['delete a', 'delete a']);
});
