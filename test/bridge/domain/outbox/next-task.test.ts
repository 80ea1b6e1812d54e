import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Entry, newEntry } from '../../../../bridge/domain/outbox/entry.ts';
import { fingerprintOf, linkedEventOf } from '../../../../bridge/domain/outbox/linked-event-of.ts';
import { isSettled, lookAgainAt, nextTask } from '../../../../bridge/domain/outbox/next-task.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const APPOINTMENT = {
  id: 'a',
  title: 'Visit',
  start: '2026-12-02T15:00:00Z',
  end: '2026-12-02T16:00:00Z',
  timeZone: 'America/New_York',
  status: 'confirmed' as const,
};
const CIRCUMSTANCES = {
  calendars: ['home', 'work'].map((id) => {
    return { id, href: `/${id}/`, name: id, gone: id === 'home', access: 'writer' as const };
  }),
  nameOf: (id: string, nth: number) => ({ uid: `${id}-${nth}`, resourceName: `${id}-${nth}.ics` }),
};

const calendarId = fc.constantFrom('home', 'work', 'unknown');
const place = calendarId.map((id) => ({ calendarId: id, href: `/${id}/a-1.ics`, uid: 'a-1', nth: 1 }));
const lookAt = fc.constantFrom(undefined, NOW - 1, NOW, NOW + 1);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const heardAt = fc.constantFrom(null, NOW - 1, NOW);
const fingerprint = fc.constantFrom('', fingerprintOf(linkedEventOf(APPOINTMENT, 'a-1', null)));
const written = fc
  .record({ at: place, fingerprint, saidAt: heardAt })
  .map(({ at, ...more }) => ({ ...at, ...more, start: 0, end: 1, etag: null, at: NOW }));
const leaving = fc.array(
  fc.record({ at: place, lookAt }).map(({ at, ...more }) => ({ ...at, ...more })),
  {
    maxLength: 3,
  },
);
const entry: fc.Arbitrary<Entry> = fc
  .record({
    wish: fc.constantFrom<Entry['wish'][]>('wanted', 'cancelled', 'deleted', 'superseded', 'undone', 'discarded'),
    appointment: fc.constantFrom(null, APPOINTMENT),
    calendarId: maybe(calendarId),
    heardAt,
    written: maybe(written),
    planned: maybe(place.map((at) => ({ ...at, at: NOW, refused: 0 }))),
    leaving,
    deletedInICloud: fc.boolean(),
  })
  .map((some) => ({ ...newEntry('a', NOW), ...some }));

it('an event shows the same to this version as to those before, which wrote nothing anew for the update', () => {
  // The start of SHA-256 in base64url, by Python's hashlib, over the names and values in alphabetical order.
  expect(fingerprintOf(linkedEventOf(APPOINTMENT, 'slotbridge-1', null))).toBe('zyU2TITBYPxdVNRHghYwBp');
  expect(fingerprintOf(linkedEventOf(APPOINTMENT, 'slotbridge-1', NOW))).toBe('zyU2TITBYPxdVNRHghYwBp');
});

it('what was planned for another calendar than is wanted now goes before the event is made', () => {
  const planned = { calendarId: 'home', href: '/home/a-1.ics', uid: 'a-1', nth: 1, at: NOW, refused: 0 };
  const wanted = {
    ...newEntry('a', NOW),
    wish: 'wanted' as const,
    appointment: APPOINTMENT,
    calendarId: 'work',
    planned,
  };
  expect(nextTask(wanted, CIRCUMSTANCES, NOW)).toEqual({ kind: 'remove', place: planned });
  const inWork = { ...planned, calendarId: 'work', href: '/work/a-1.ics' };
  expect(nextTask({ ...wanted, planned: inWork }, CIRCUMSTANCES, NOW)).toMatchObject({
    kind: 'make',
    place: { href: '/work/a-1.ics' },
  });
});

it('there is nothing to do for a booking exactly when it is as it should be and none of its places is to be looked at', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(entry, (one) => {
      const { kind } = nextTask(one, CIRCUMSTANCES, NOW);
      const again = lookAgainAt(one);
      seen.add(kind);
      expect(kind === 'none').toBe(isSettled(one) && (again === null || again > NOW));
    }),
    { numRuns: 3000 },
  );
  expect([...seen].sort()).toEqual(['make', 'none', 'remove', 'wait']);
});
