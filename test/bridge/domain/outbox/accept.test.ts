import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accept, type Message } from '../../../../bridge/domain/outbox/accept.ts';
import type { Entry } from '../../../../bridge/domain/outbox/entry.ts';
import type { Appointment } from '../../../../shared/contract/appointments.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const stamp = (minute: number) => new Date(NOW - 3_600_000 + minute * 60_000).toISOString();

function appointment(id: string, more: Partial<Appointment> = {}): Appointment {
  return {
    id,
    title: 'Visit',
    start: '2026-12-02T15:00:00Z',
    end: '2026-12-02T16:00:00Z',
    timeZone: 'America/New_York',
    status: 'confirmed',
    ...more,
  };
}

/** The entries after the messages, each a minute after the one before. */
function entriesAfter(...messages: (Appointment | string | Message)[]): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  messages.forEach((said, minute) => {
    const changed = accept(
      { get: (id) => entries.get(id), all: () => entries.values() },
      messageOf(said),
      NOW + minute * 60_000,
    );
    for (const entry of changed) entries.set(entry.appointmentId, entry);
  });
  return entries;
}

/** A string is the id of what was deleted. */
function messageOf(said: Appointment | string | Message): Message {
  if (typeof said === 'string') return { kind: 'deleted', appointmentId: said };
  return 'kind' in said ? said : { kind: 'appointment', appointment: said, linkedCalendarId: 'home' };
}

/** As the worker leaves it. */
const place = (id: string) => ({ calendarId: 'home', href: `/home/${id}.ics`, uid: id, nth: 1 });
const standing = (id: string, entries: Map<string, Entry>) => {
  const entry = entries.get(id);
  if (!entry) throw new Error('not there');
  const written = { ...place(id), start: 0, end: 1, etag: null, fingerprint: 'as written', at: NOW };
  return { ...entry, written };
};

describe('what counts as newer', () => {
  const older = appointment('a', { title: 'old', updatedAt: stamp(1) });
  const newer = appointment('a', { title: 'new', updatedAt: stamp(2) });
  const unstamped = appointment('a', { title: 'unstamped' });

  it.each([
    ['a later updatedAt, in order', [older, newer], 'new'],
    ['a later updatedAt, that came first', [newer, older], 'new'],
    ['what came last, where neither has one', [unstamped, appointment('a', { title: 'last' })], 'last'],
    ['what has no updatedAt, over what came before', [older, unstamped], 'unstamped'],
    ['what has no updatedAt, over a repetition of what came before', [older, unstamped, older], 'unstamped'],
    ['a later updatedAt, over what has none', [older, unstamped, newer], 'new'],
    ['the last of two with the same updatedAt', [older, { ...older, title: 'again' }], 'again'],
  ])('is %s', (_what, messages, title) => {
    expect(entriesAfter(...messages).get('a')).toMatchObject({ wish: 'wanted', appointment: { title } });
  });

  it.each([
    ['a cancellation', [older, { ...newer, status: 'cancelled' }, older], 'cancelled'],
    ['an invalidation', [older, { ...newer, status: 'invalid' }], 'cancelled'],
    ['a confirmation after that', [{ ...older, status: 'cancelled' }, newer], 'wanted'],
    ['a deletion', [older, 'a'], 'deleted'],
    ['a deletion, over a repetition of what came before', [older, 'a', older], 'deleted'],
    ['a later updatedAt, over a deletion', [older, 'a', newer], 'wanted'],
    ['what has no updatedAt, over a deletion', [unstamped, 'a', unstamped], 'wanted'],
    ['a deletion, over what was changed before it and never heard of', ['a', older], 'deleted'],
  ] as const)('is %s', (_what, messages, wish) => {
    expect(entriesAfter(...messages).get('a')).toMatchObject({ wish });
  });

  it('is the same in whatever order and however often stamped messages come', () => {
    const message = fc.record({
      minute: fc.integer({ min: 1, max: 50 }),
      status: fc.constantFrom('confirmed', 'cancelled'),
    });
    const messages = fc.uniqueArray(message, { selector: ({ minute }) => minute, minLength: 1, maxLength: 6 });
    const order = messages.chain((all) =>
      fc.tuple(fc.constant(all), fc.array(fc.constantFrom(...all), { maxLength: 8 })),
    );
    fc.assert(
      fc.property(order, ([all, heard]) => {
        const told = ({ minute, status }: (typeof all)[number]) =>
          appointment('a', {
            title: `at ${minute}`,
            status: status as Appointment['status'],
            updatedAt: stamp(minute),
          });
        const last = all.toSorted((a, b) => b.minute - a.minute)[0];
        const entry = entriesAfter(...heard.map(told), ...all.map(told), ...heard.map(told)).get('a');
        expect(entry?.appointment?.title).toBe(`at ${last?.minute}`);
        expect(entry?.wish).toBe(last?.status === 'cancelled' ? 'cancelled' : 'wanted');
      }),
    );
  });
});

describe('the same message twice', () => {
  it.each<[string, Appointment | string]>([
    ['a booking', appointment('a')],
    ['a stamped booking', appointment('a', { updatedAt: stamp(1) })],
    ['a cancellation', appointment('a', { status: 'cancelled' })],
    ['a deletion', 'a'],
    ['a booking that replaces another', appointment('a', { supersedes: 'b' })],
  ])('is as once: %s', (_what, said) => {
    expect(entriesAfter(said, said)).toEqual(entriesAfter(said));
  });
});

describe('a booking under a new id', () => {
  it('takes the place of the old one, whatever is still heard of that', () => {
    const entries = entriesAfter(appointment('old'));
    entries.set('old', standing('old', entries));
    const ledger = { get: (id: string) => entries.get(id), all: () => entries.values() };
    const said = appointment('new', { supersedes: 'old', updatedAt: stamp(5) });
    const [now, gone] = accept(ledger, messageOf(said), NOW);
    expect(now).toMatchObject({ appointmentId: 'new', wish: 'wanted', leaving: [{ href: '/home/old.ics' }] });
    expect(gone).toMatchObject({ appointmentId: 'old', wish: 'superseded', written: null });
    const later = entriesAfter(
      appointment('old'),
      said,
      appointment('old'),
      appointment('old', { updatedAt: stamp(4) }),
    );
    expect(later.get('old')).toMatchObject({ wish: 'superseded' });
  });

  it('is heard of before the old one and still takes its place', () => {
    const said = appointment('new', { supersedes: 'old', updatedAt: stamp(5) });
    expect(entriesAfter(said, appointment('old', { updatedAt: stamp(3) })).get('old')).toMatchObject({
      wish: 'superseded',
    });
  });
});

describe('old news of a booking under a new id', () => {
  it.each([
    ['after newer news of the old one, which stays', 1, 'wanted'],
    ['after older news of the old one, which goes', 9, 'superseded'],
  ])('comes %s', (_what, minute, wish) => {
    const old = appointment('old', { updatedAt: stamp(5) });
    const entries = entriesAfter(old, appointment('new', { supersedes: 'old', updatedAt: stamp(minute) }));
    expect(entries.get('old')).toMatchObject({ wish });
    expect(entries.get('new')).toMatchObject({ wish: 'wanted' });
  });
});

describe('a series that is deleted', () => {
  const instance = (more: Partial<Appointment> = {}) => appointment('m_1764000000000_3600', more);

  it('takes its instances along, known or late, and no other booking', () => {
    const entries = entriesAfter(
      instance(),
      appointment('x', { masterId: 'm' }),
      appointment('m2_1764000000000_3600'),
      'm',
    );
    expect([...entries.values()].map(({ appointmentId, wish }) => [appointmentId, wish]).sort()).toEqual([
      ['m', 'deleted'],
      ['m2_1764000000000_3600', 'wanted'],
      ['m_1764000000000_3600', 'deleted'],
      ['x', 'deleted'],
    ]);
  });

  it.each([
    ['late news without a time', {}, undefined],
    ['late news of before', { updatedAt: stamp(10) }, undefined],
    ['news of after', { updatedAt: stamp(90) }, 'wanted'],
  ])('is followed by %s of an instance', (_what, more, wish) => {
    expect(entriesAfter('m', instance(more)).get(instance().id)?.wish).toBe(wish);
  });

  it('is not brought back by what was heard before, though our clock is behind the CRM’s', () => {
    const ahead = instance({ updatedAt: stamp(24 * 60) });
    expect(entriesAfter(ahead, 'm', ahead).get(ahead.id)?.wish).toBe('deleted');
    const newer = instance({ updatedAt: stamp(24 * 60 + 1) });
    expect(entriesAfter(ahead, 'm', newer).get(ahead.id)?.wish).toBe('wanted');
  });
});

describe('what the person took out or deleted in iCloud', () => {
  const withState = (state: Partial<Entry>, ...then: (Appointment | Message)[]) => {
    const entries = entriesAfter(appointment('a'));
    entries.set('a', { ...standing('a', entries), ...state });
    for (const said of then) {
      for (const entry of accept({ get: (id) => entries.get(id), all: () => entries.values() }, messageOf(said), NOW)) {
        entries.set(entry.appointmentId, entry);
      }
    }
    return entries.get('a');
  };

  it('stays so while the booking is as it was, also with a later updatedAt', () => {
    const again = appointment('a', { updatedAt: stamp(9) });
    expect(withState({ deletedInICloud: true }, again)).toMatchObject({ deletedInICloud: true });
    expect(withState({ wish: 'undone' }, again)).toMatchObject({ wish: 'undone', heardAt: Date.parse(stamp(9)) });
  });

  it.each<[string, Appointment | Message]>([
    ['the booking changes', appointment('a', { title: 'Other' })],
    ['the person asks for it', { kind: 'retry', appointmentId: 'a' }],
  ])('comes back when %s', (_when, said) => {
    expect(withState({ deletedInICloud: true }, said)).toMatchObject({ deletedInICloud: false, written: null });
    expect(withState({ wish: 'undone', written: null }, said)).toMatchObject({ wish: 'wanted' });
  });

  it('is tried again, and does not come back, when the person asks while it is still on its way out', () => {
    const again: Message = { kind: 'retry', appointmentId: 'a' };
    expect(withState({ wish: 'undone', attempts: 3 }, again)).toMatchObject({ wish: 'undone', attempts: 0 });
    expect(withState({ wish: 'undone', written: null, appointment: null }, again)).toMatchObject({ wish: 'undone' });
  });
});
