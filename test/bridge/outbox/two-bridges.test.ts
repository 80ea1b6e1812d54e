import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventName } from '../../../bridge/domain/event-names.ts';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import { type Booked, booking, type Calendars, pause, startBooked, startCalendars } from './booked.ts';

const COUNT = 50;
const RANGE = 'from=2036-12-01T00:00:00Z&to=2036-12-31T00:00:00Z';
const HOUR = 3_600_000;

const APPOINTMENTS: readonly Appointment[] = Array.from({ length: COUNT }, (_, index) => {
  const start = Date.parse('2036-12-02T08:00:00Z') + index * 3 * HOUR;
  return booking(`apt${index}`, {
    start: new Date(start).toISOString(),
    end: new Date(start + HOUR).toISOString(),
    updatedAt: '2026-11-20T08:00:00Z',
  });
});

const NAMES = APPOINTMENTS.map(
  ({ id }) => eventName({ locationId: 'loc1', userId: 'user1', appointmentId: id }, 1).resourceName,
).sort();

let calendars: Calendars;
let ones: readonly [Booked, Booked];

beforeAll(async () => {
  calendars = await startCalendars();
  ones = await Promise.all([connected(), connected()]);
});

afterAll(async () => {
  await Promise.all(ones.map(({ bridge }) => bridge.discard()));
  await calendars.stop();
});

/** A bridge with a folder of its own, which writes to Work and blocks what stands there. */
async function connected(): Promise<Booked> {
  const booked = await startBooked(calendars);
  await booked.link('Work', ['Work']);
  return booked;
}

async function tellAll(booked: Booked, appointments = APPOINTMENTS): Promise<void> {
  await Promise.all(appointments.map((appointment) => booked.put(appointment)));
  await settled(booked);
}

async function settled({ list }: Booked): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(50)) {
    if ((await list('queued')).length === 0) return;
  }
  throw new Error(`Never settled: ${JSON.stringify(await list('queued'))}`);
}

async function names(): Promise<string[]> {
  const events = await calendars.events('work');
  return events.map(({ href }) => href.split('/').at(-1) ?? '').sort();
}

async function blocked({ bridge, path, sync }: Booked): Promise<unknown> {
  await sync();
  const { body } = await bridge.call('GET', `${path}/blocked-slots?${RANGE}`);
  return { complete: body.complete, slots: body.slots };
}

const NOTHING = { complete: true, slots: [] };

describe('two bridges of one account that are told the same bookings at once', () => {
  it('write each of them once', async () => {
    await Promise.all(ones.map((one) => tellAll(one)));
    expect(await names()).toEqual(NAMES);
  });

  it('take none of them for blocked time', async () => {
    for (const one of ones) expect(await blocked(one)).toEqual(NOTHING);
  });

  it('see nothing in the way of a booking where its own event stands', async () => {
    const [{ start, end, id }] = APPOINTMENTS as readonly [Appointment];
    for (const { bridge, path } of ones) {
      const asked = { start, end, fresh: true, ignoreAppointmentId: id };
      expect((await bridge.call('POST', `${path}/check`, asked)).body).toMatchObject({ free: true, conflicts: [] });
    }
  });

  it('move and cancel them together', async () => {
    const changed = APPOINTMENTS.slice(0, 20).map((appointment, index) => ({
      ...appointment,
      ...(index < 10 ? { title: 'Changed' } : { status: 'cancelled' as const }),
      updatedAt: '2026-11-21T08:00:00Z',
    }));
    await Promise.all(ones.map((one) => Promise.all(changed.map((appointment) => one.put(appointment)))));
    for (const one of ones) await settled(one);
    expect(await names()).toEqual(NAMES.filter((name) => !cancelledNames().includes(name)));
    for (const one of ones) expect(await blocked(one)).toEqual(NOTHING);
  });
});

function cancelledNames(): string[] {
  return APPOINTMENTS.slice(10, 20).map(
    ({ id }) => eventName({ locationId: 'loc1', userId: 'user1', appointmentId: id }, 1).resourceName,
  );
}

describe('a bridge that lost its folder and connects anew', () => {
  it('knows all events for its own before it is told of any booking, and writes none of them again', async () => {
    const before = await calendars.events('work');
    const anew = await connected();
    try {
      expect(await blocked(anew)).toEqual(NOTHING);
      const standing = APPOINTMENTS.slice(20);
      await tellAll(anew, standing);
      expect(await calendars.events('work')).toEqual(before);
      const all = await anew.bridge.call<{ events: unknown[] }>('POST', `${anew.path}/appointments/remove-all`, {
        dryRun: true,
      });
      expect(all.body.events).toHaveLength(40);
    } finally {
      await anew.bridge.discard();
    }
  });
});
