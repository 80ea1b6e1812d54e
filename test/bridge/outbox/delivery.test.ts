import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventName } from '../../../bridge/domain/event-names.ts';
import { accept, type Ledger, type Message } from '../../../bridge/domain/outbox/accept.ts';
import type { Entry } from '../../../bridge/domain/outbox/entry.ts';
import { isSettled } from '../../../bridge/domain/outbox/next-task.ts';
import { relinked } from '../../../bridge/domain/outbox/relink.ts';
import { BridgeError } from '../../../bridge/errors/bridge-error.ts';
import { Delivery } from '../../../bridge/outbox/delivery.ts';
import { eventText } from '../../../bridge/outbox/event-text.ts';
import { booking } from './booked.ts';
import { CrashingServer, Died, type Fate, uidIn } from './crashing-server.ts';

const CALENDARS = ['home', 'work'].map((id) => {
  return { id, href: `/cal/${id}/`, name: id, gone: false, access: 'writer' as const };
});
const nameOf = (appointmentId: string, nth: number) =>
  eventName({ locationId: 'loc1', userId: 'user1', appointmentId }, nth);

/** The entries in memory; what a change gives is there at once, as if it were on disk. */
class Entries implements Ledger {
  readonly #entries = new Map<string, Entry>();
  get = (id: string) => this.#entries.get(id);
  all = () => this.#entries.values();
  change = async (work: (ledger: Ledger) => readonly Entry[]) => {
    const changed = work(this);
    for (const entry of changed) this.#entries.set(entry.appointmentId, entry);
    return changed;
  };
}

/** A bridge that may die at any request, and goes on from what it had noted. */
class World {
  readonly server: CrashingServer;
  readonly entries = new Entries();
  readonly text = eventText(() => 'UTC');
  now = Date.parse('2026-11-22T12:00:00Z');
  linked = 'home';

  constructor(uidOncePerAccount: boolean) {
    this.server = new CrashingServer(uidOncePerAccount);
  }

  hear(message: Message): Promise<readonly Entry[]> {
    this.now += 1000;
    return this.entries.change((ledger) => accept(ledger, message, this.now));
  }

  link(calendarId: string): Promise<readonly Entry[]> {
    this.now += 1000;
    this.linked = calendarId;
    return this.entries.change((ledger) => relinked(ledger, calendarId, this.now));
  }

  async deliverAll(fates: readonly Fate[]): Promise<void> {
    this.server.strike(fates);
    for (const { appointmentId } of [...this.entries.all()]) await this.#deliver(appointmentId);
  }

  async #deliver(id: string): Promise<void> {
    const circumstances = () => ({ calendars: CALENDARS, nameOf });
    const clock = { now: () => this.now };
    const parts = { clock, ledger: this.entries, circumstances, text: this.text, pause: async () => undefined };
    try {
      await new Delivery(id, this.server, parts).run();
    } catch (error) {
      if (!(error instanceof Died) && !(error instanceof BridgeError)) throw error;
    }
  }
}

const IDS = ['a', 'b', 'c'];
const id = fc.constantFrom(...IDS);
const fates = fc.array(fc.constantFrom<Fate[]>('well', 'well', 'lost', 'answer-lost', 'late', 'died', 'died-after'), {
  maxLength: 8,
});
const step = fc.record({
  does: fc.constantFrom('book', 'book', 'move', 'cancel', 'delete', 'replace', 'undo', 'link'),
  id,
  other: id,
  day: fc.integer({ min: 1, max: 3 }),
  fates,
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

function said({ does, id: about, other, day }: Step, linked: string): Message {
  const times = { start: `2026-12-0${day}T15:00:00Z`, end: `2026-12-0${day}T16:00:00Z` };
  const appointment = (more = {}) => booking(about, { ...times, ...more });
  if (does === 'delete') return { kind: 'deleted', appointmentId: about };
  if (does === 'undo') return { kind: 'undone', appointmentId: about };
  const more = does === 'cancel' ? { status: 'cancelled' } : does === 'replace' ? { supersedes: other } : {};
  return { kind: 'appointment', appointment: appointment(more), linkedCalendarId: linked };
}

async function live(world: World, steps: readonly Step[]): Promise<void> {
  for (const one of steps) {
    if (one.does === 'link') await world.link(one.day % 2 === 0 ? 'home' : 'work');
    else await world.hear(said(one, world.linked));
    await world.deliverAll(one.fates);
  }
  await world.deliverAll([]);
  // What was sent and not answered is looked for again, minutes later.
  world.server.arriveLate();
  world.now += 10 * 60_000;
  await world.deliverAll([]);
}

/** Calendar, appointment and time of all that stands, and of all that should. */
function standsAndShould({ server, entries, text }: World): [string[], string[]] {
  const stands = server.texts().map(({ href, text: event }) => {
    const own = text.read(event, uidIn(event));
    return `${href.split('/')[2]} ${own?.mark?.appointmentId} ${own && new Date(own.start).toISOString()}`;
  });
  const should = [...entries.all()].flatMap(({ wish, calendarId, appointment }) =>
    wish === 'wanted' && appointment
      ? [`${calendarId} ${appointment.id} ${new Date(appointment.start).toISOString()}`]
      : [],
  );
  return [stands.sort(), should.sort()];
}

describe.each([
  ['where a UID may stand once in an account', true],
  ['where a UID may stand once in a calendar', false],
])('%s', (_where, oncePerAccount) => {
  it('the calendars equal what the CRM said in the end, whatever is lost and wherever the bridge dies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const world = new World(oncePerAccount);
        await live(world, steps);
        const [stands, should] = standsAndShould(world);
        expect(stands).toEqual(should);
        expect([...world.entries.all()].filter((entry) => !isSettled(entry))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['a change', 'book' as const, 2],
    ['a deletion', 'cancel' as const, 1],
  ])('%s whose answer was lost is made good when the CRM takes it back', async (_what, does, day) => {
    const step = { id: 'a', other: 'b', day: 1 };
    for (const fate of ['answer-lost', 'died-after'] as const) {
      const world = new World(oncePerAccount);
      await live(world, [
        { ...step, does: 'book', fates: [] },
        { ...step, does, day, fates: ['well', fate, 'died', 'died'] },
        { ...step, does: 'book', fates: [] },
      ]);
      const should = ['home a 2026-12-01T15:00:00.000Z'];
      expect(standsAndShould(world)).toEqual([should, should]);
    }
  });

  it('an event that arrives late, when another name was taken meanwhile, does not stay beside the other', async () => {
    const [world, step] = [new World(oncePerAccount), { id: 'a', other: 'b' }];
    await live(world, [
      { ...step, does: 'link', day: 1, fates: [] },
      { ...step, does: 'book', day: 1, fates: [] },
      { ...step, does: 'link', day: 2, fates: ['well', 'late'] },
    ]);
    const should = ['home a 2026-12-01T15:00:00.000Z'];
    expect(standsAndShould(world)).toEqual([should, should]);
  });

  it('nothing more is sent once all is as it should be', async () => {
    const world = new World(oncePerAccount);
    await live(world, [{ does: 'book', id: 'a', other: 'b', day: 1, fates: ['answer-lost'] }]);
    await world.deliverAll(['died']);
    expect(standsAndShould(world)).toEqual([['home a 2026-12-01T15:00:00.000Z'], ['home a 2026-12-01T15:00:00.000Z']]);
  });
});
