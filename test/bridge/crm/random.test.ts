import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Interval, overlaps } from '../../../shared/intervals.ts';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';
import { askHighLevel } from '../../sandbox/highlevel/ask.ts';
import { FAULTS, type Fault } from '../../sandbox/highlevel/faults.ts';
import { at, type CrmWorld, iso, startCrmWorld, until } from './crm-world.ts';

const RUNS = Number(process.env.SLOTBRIDGE_RANDOM_RUNS ?? 15);
const QUARTER = 15 * 60_000;
const KINDS = Object.entries(FAULTS).filter(([, { retryAfter }]) => retryAfter === undefined);

let world: CrmWorld;

beforeAll(async () => {
  world = await startCrmWorld({ inMemory: true });
});

afterAll(() => world.stop());

/** Two days of eight hours, the time in which the stand-in's calendar is open: 14 to 22 UTC. */
const moment = fc.tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: -2, max: 24 })).map(([day, quarter]) => ({
  start: at(14, 0, day) + quarter * QUARTER,
}));
const times = fc.tuple(moment, fc.integer({ min: 1, max: 14 })).map(([{ start }, length]) => ({
  start,
  end: start + length * QUARTER,
}));

type Step =
  | { readonly does: 'save'; readonly event: number; readonly times: Interval }
  | { readonly does: 'remove' | 'cancel' | 'delete'; readonly nth: number }
  | { readonly does: 'book' | 'move'; readonly nth: number; readonly times: Interval }
  | { readonly does: 'fault'; readonly kind: number; readonly after: number }
  | { readonly does: 'restart' | 'sync' };

const nth = fc.integer({ min: 0, max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('save' as const), event: nth, times }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('book' as const, 'move' as const), nth, times }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom('remove' as const, 'cancel' as const, 'delete' as const), nth }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('fault' as const),
      kind: fc.integer({ min: 0, max: KINDS.length - 1 }),
      after: fc.integer({ min: 0, max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('sync' as const, 'restart' as const) }) },
);

/** What should be, by what was done. */
interface Model {
  readonly events: Map<number, Interval>;
  readonly bookings: Map<string, Interval>;
}

/** Staff book wherever they like, in a moment in which nothing is being written. */
async function asStaff(work: () => Promise<void> | void): Promise<void> {
  const { bridge, path } = world.booked();
  await bridge.call('PATCH', path, { paused: true });
  await bridge.call('POST', `${path}/crm/run`);
  await work();
  await bridge.call('PATCH', path, { paused: false });
}

function touch(id: string, part: object): void {
  const found = world.highLevel.state.appointments.find((one) => one.id === id);
  if (found) Object.assign(found, part, { dateUpdated: iso(Date.now()) });
}

async function book(model: Model, { start, end }: Interval): Promise<void> {
  const booking = {
    calendarId: DEFAULT_IDS.consultation,
    locationId: DEFAULT_IDS.location,
    contactId: 'contact1',
    assignedUserId: DEFAULT_IDS.ann,
    ignoreFreeSlotValidation: true,
    startTime: iso(start),
    endTime: iso(end),
  };
  const { body, status } = await askHighLevel(world.highLevel, 'POST', '/calendars/events/appointments', booking);
  if (status < 300) model.bookings.set(body.id, { start, end });
}

async function take(model: Model, one: Step): Promise<void> {
  const id = 'nth' in one ? [...model.bookings.keys()][one.nth] : undefined;
  switch (one.does) {
    case 'save':
      model.events.set(one.event, one.times);
      return world.save(`event${one.event}`, one.times.start, one.times.end);
    case 'remove':
      return model.events.delete(one.nth) ? world.remove(`event${one.nth}`) : undefined;
    case 'book':
      return asStaff(() => book(model, one.times));
    case 'move':
      if (id === undefined) return;
      model.bookings.set(id, one.times);
      return asStaff(() => touch(id, { startTime: iso(one.times.start), endTime: iso(one.times.end) }));
    case 'cancel':
      if (id === undefined || !model.bookings.delete(id)) return;
      return touch(id, { appointmentStatus: 'cancelled' });
    case 'delete': {
      if (id === undefined || !model.bookings.delete(id)) return;
      const { state } = world.highLevel;
      state.appointments = state.appointments.filter((appointment) => appointment.id !== id);
      return;
    }
    case 'fault':
      return world.highLevel.faults.add({
        ...(KINDS[one.kind]?.[1] as Fault),
        after: one.after,
        path: /^(?!.*\/appointments$)/,
      });
    case 'sync':
      return void (await world.booked().sync());
    case 'restart':
      return world.restart();
  }
}

/** Open hours without appointments and busy time. */
function expectedFree({ events, bookings }: Model): number[] {
  const taken = [...events.values(), ...bookings.values()];
  const free: number[] = [];
  for (const day of [2, 3]) {
    for (let start = at(14, 0, day); start < at(22, 0, day); start += 2 * QUARTER) {
      if (!taken.some((one) => overlaps(one, { start, end: start + 2 * QUARTER }))) free.push(start);
    }
  }
  return free;
}

async function shownFree(): Promise<number[]> {
  return (await world.freeStarts()).filter((start) => start >= at(14, 0, 2) && start < at(22, 0, 3));
}

async function linkedIds(): Promise<string[]> {
  const texts = (await world.calendars.events('work')).map(({ text }) => text.replace(/\r?\n /g, ''));
  return texts.map((text) => /X-SLOTBRIDGE-APPOINTMENT[^:]*:(\S+)/.exec(text)?.[1] ?? 'unmarked').sort();
}

test('whatever is saved, booked, moved and broken: in the end the CRM is free where the person is, and bookings stand', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 14 }), async (steps) => {
      const model: Model = { events: new Map(), bookings: new Map() };
      for (const one of steps) await take(model, one);
      world.highLevel.faults.clear();
      await world.booked().sync();
      const free = expectedFree(model).join();
      const ids = [...model.bookings.keys()].sort().join();
      await until('as it should be', async () => {
        await world.settle();
        const isCut = !world.blocks().some((block) => [...model.bookings.values()].some((one) => overlaps(one, block)));
        return isCut && (await shownFree()).join() === free && (await linkedIds()).join() === ids;
      }).catch(async (error) => {
        expect({ free: (await shownFree()).map(iso), ids: await linkedIds() }).toEqual({
          free: expectedFree(model).map(iso),
          ids: [...model.bookings.keys()].sort(),
        });
        throw error;
      });
      for (const id of model.bookings.keys()) {
        const standing = world.highLevel.state.appointments.find((one) => one.id === id);
        expect(standing?.appointmentStatus).toBe('confirmed');
      }
      for (const event of model.events.keys()) await world.remove(`event${event}`);
      for (const id of model.bookings.keys()) touch(id, { appointmentStatus: 'cancelled' });
      await until('emptied', async () => {
        await world.settle();
        return world.blocks().length + (await linkedIds()).length === 0;
      });
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 600_000);
