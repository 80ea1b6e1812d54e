import '../state/in-memory-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { handOver, takeAway } from '../../../extension/background/booking-desk.ts';
import { type Delivery, deliverBookings } from '../../../extension/background/deliver-bookings.ts';
import { changeDesk } from '../../../extension/background/desk-storage.ts';
import { BridgeFailure, type FailureCode } from '../../../extension/bridge-client/failure.ts';
import { bookingQueue } from '../../../extension/state/booking-queue.ts';
import { futureAppointmentsSeen, seenAppointments } from '../../../extension/state/seen-appointments.ts';
import { toldBookings } from '../../../extension/state/told-bookings.ts';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import { clearAll } from '../state/in-memory-browser.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const MOMENT = { asked: NOW, heard: NOW, isWrite: true };
const appointment = (id: string, title = id): Appointment => ({
  id,
  title,
  start: '2026-11-24T16:00:00.000Z',
  end: '2026-11-24T16:30:00.000Z',
  timeZone: 'America/New_York',
  status: 'confirmed',
});

/** A bridge that answers each call as the test says, `ok` for want of a word. */
function bridge(answers: Record<string, FailureCode | 'ok'> = {}) {
  const calls: string[] = [];
  let whileCalled: () => Promise<unknown> = async () => undefined;
  const answer = async (name: string, id: string) => {
    calls.push(name);
    await whileCalled();
    const said = answers[id] ?? 'ok';
    if (said !== 'ok') throw new BridgeFailure(said, `It says ${said}.`);
    return { appointmentId: id, state: 'queued' as const, attempts: 0, updatedAt: '2026-11-22T12:00:00Z' };
  };
  const client = {
    putAppointment: (_connection: string, { id, title }: Appointment) => answer(`put ${id} ${title}`, id),
    deleteAppointment: (_connection: string, id: string) => answer(`delete ${id}`, id),
  };
  const meanwhile = (work: () => Promise<unknown>) => {
    whileCalled = work;
  };
  return { client, calls, meanwhile };
}

let came: [string, Delivery['kind']][];
let sending: string[];
const deliver = ({ client }: ReturnType<typeof bridge>) =>
  deliverBookings({
    bridge: async () => client,
    now: () => NOW,
    onSending: ({ appointmentId }) => sending.push(appointmentId),
    onDelivery: ({ appointmentId }, { kind }) => came.push([appointmentId, kind]),
  });
const put = (...all: Appointment[]) =>
  changeDesk((desk) => all.reduce((before, one) => handOver(before, 'c1', one, MOMENT, null), desk));
const left = async () => (await bookingQueue.read())?.map(({ appointmentId, attempts }) => [appointmentId, attempts]);

beforeEach(() => {
  clearAll();
  came = [];
  sending = [];
});

describe('bookings that wait', () => {
  it('are handed over once each, the oldest first', async () => {
    await put(appointment('a1'), appointment('a2'));
    await changeDesk((desk) => takeAway(desk, 'c1', 'a3', MOMENT, null));
    const there = bridge();
    expect(await deliver(there)).toBe(false);
    expect(await deliver(there)).toBe(false);
    expect(there.calls).toEqual(['put a1 a1', 'put a2 a2', 'delete a3']);
    expect(await left()).toEqual([]);
  });

  it('are handed over once by two runs at the same time', async () => {
    await put(appointment('a1'), appointment('a2'));
    const there = bridge();
    await Promise.all([deliver(there), deliver(there)]);
    expect(there.calls).toEqual(['put a1 a1', 'put a2 a2']);
  });

  it('are said to be on their way before each attempt, and before the bridge can speak of them', async () => {
    await put(appointment('a1'), appointment('a2'));
    const there = bridge({ a2: 'storage-failed' });
    const saidBefore: string[][] = [];
    there.meanwhile(async () => saidBefore.push([...sending]));
    await deliver(there);
    await deliver(there);
    expect(saidBefore).toEqual([['a1'], ['a1', 'a2'], ['a1', 'a2', 'a2']]);
  });

  it('go on in their newest state when they change on the way', async () => {
    await put(appointment('a1', 'old'));
    const there = bridge();
    let isFirst = true;
    there.meanwhile(async () => {
      if (isFirst) await put(appointment('a1', 'new'));
      isFirst = false;
    });
    await deliver(there);
    expect(there.calls).toEqual(['put a1 old', 'put a1 new']);
    expect(await left()).toEqual([]);
  });

  it('all stay while the bridge is away, which is asked but once', async () => {
    await put(appointment('a1'), appointment('a2'));
    const away = bridge({ a1: 'bridge-unreachable' });
    expect(await deliver(away)).toBe(true);
    expect(away.calls).toEqual(['put a1 a1']);
    expect(await left()).toEqual([
      ['a1', 0],
      ['a2', 0],
    ]);
    await deliver(bridge());
    expect(came).toEqual([
      ['a1', 'away'],
      ['a1', 'kept'],
      ['a2', 'kept'],
    ]);
  });

  it.each(['not-paired', 'not-our-bridge', 'unauthorized'] as const)('stay when the bridge says %s', async (code) => {
    await put(appointment('a1'));
    expect(await deliver(bridge({ a1: code }))).toBe(true);
    expect(await left()).toEqual([['a1', 0]]);
  });

  it('do not wait for one that the bridge cannot keep now', async () => {
    await put(appointment('a1'), appointment('a2'));
    const there = bridge({ a1: 'storage-failed' });
    expect(await deliver(there)).toBe(true);
    expect(there.calls).toEqual(['put a1 a1', 'put a2 a2']);
    expect(await left()).toEqual([['a1', 1]]);
    for (let attempt = 0; attempt < 19; attempt += 1) await deliver(there);
    expect(await left()).toEqual([]);
    expect(came.at(-1)).toEqual(['a1', 'failed']);
  });

  it.each(['invalid', 'too-large', 'not-found', 'other-user'] as const)(
    'fail, and do not come again, when the bridge says %s',
    async (code) => {
      await put(appointment('a1'));
      expect(await deliver(bridge({ a1: code }))).toBe(false);
      expect([await left(), came]).toEqual([[], [['a1', 'failed']]]);
      expect(await futureAppointmentsSeen('c1', NOW)).toEqual([]);
    },
  );
});

describe('bookings of a connection without a linked calendar', () => {
  it('are dropped and remembered, as if they had never been handed over', async () => {
    await put(appointment('a1'), { ...appointment('a2'), status: 'cancelled' });
    await deliver(bridge({ a1: 'no-linked-calendar', a2: 'no-linked-calendar' }));
    expect(await left()).toEqual([]);
    expect((await futureAppointmentsSeen('c1', NOW)).map(({ id }) => id)).toEqual(['a1']);
    expect(await toldBookings.read()).toEqual({});
  });

  it('are dropped alone once the person has answered', async () => {
    await seenAppointments.write([{ connectionId: 'c1', linkedSince: null, decision: 'dismissed', appointments: [] }]);
    await put(appointment('a1'));
    await deliver(bridge({ a1: 'no-linked-calendar' }));
    expect((await seenAppointments.read())?.[0]?.appointments).toEqual([]);
  });
});
