import { describe, expect, it } from 'vitest';
import { accept } from '../../../../bridge/domain/outbox/accept.ts';
import { type Entry, newEntry } from '../../../../bridge/domain/outbox/entry.ts';
import { isForgettable, slimmed } from '../../../../bridge/domain/outbox/grown-old.ts';
import { fingerprintOf, linkedEventOf } from '../../../../bridge/domain/outbox/linked-event-of.ts';
import { isSettled } from '../../../../bridge/domain/outbox/next-task.ts';
import type { Appointment } from '../../../../shared/contract/appointments.ts';

const NOW = Date.parse('2028-01-01T00:00:00Z');
const days = (count: number) => count * 86_400_000;
const PLACE = { calendarId: 'home', href: '/home/a.ics', uid: 'a', nth: 1 };
const NOTES = 'They asked for the quiet room. '.repeat(20);

function appointment(endedDaysAgo: number, more: Partial<Appointment> = {}): Appointment {
  const end = NOW - days(endedDaysAgo);
  const [from, to] = [new Date(end - 3_600_000).toISOString(), new Date(end).toISOString()];
  return { id: 'a', title: 'Visit', start: from, end: to, timeZone: 'UTC', status: 'confirmed', notes: NOTES, ...more };
}

function written(endedDaysAgo: number, more: Partial<Appointment> = {}): Entry {
  const told = appointment(endedDaysAgo, more);
  const fingerprint = fingerprintOf(linkedEventOf(told, 'a', null));
  const at = { ...PLACE, start: 0, end: 1, etag: null, fingerprint, saidAt: null, at: 0 };
  return { ...newEntry('a', 0), wish: 'wanted', appointment: told, calendarId: 'home', written: at };
}

const gone = (daysAgo: number, more: Partial<Entry> = {}): Entry => ({
  ...newEntry('a', NOW - days(daysAgo)),
  ...more,
});

describe('that a booking is gone', () => {
  it.each([
    ['is forgotten after 400 days', gone(400), true],
    ['is known until then', gone(399), false],
    ['is known while anything was told of it since', gone(500, { updatedAt: NOW - days(399) }), false],
    [
      'is known while its time is not long over',
      gone(500, { appointment: appointment(399), wish: 'cancelled' }),
      false,
    ],
    ['is forgotten of one that was replaced', gone(400, { wish: 'superseded' }), true],
    ['is known while something of it may stand', gone(500, { leaving: [PLACE] }), false],
    ['is known while it is looked for again', gone(500, { leaving: [{ ...PLACE, lookAt: NOW }] }), false],
  ])('%s', (_what, entry, forgotten) => {
    expect(isForgettable(entry, NOW)).toBe(forgotten);
  });

  it('is said of nothing that stands, however old', () => {
    for (const more of [{}, { deletedInICloud: true }, { wish: 'discarded' as const }, { wish: 'undone' as const }])
      expect(isForgettable({ ...written(1000), ...more }, NOW)).toBe(false);
  });
});

describe('long notes', () => {
  it('of an appointment that is long over are left out, and its event is as it should be all the same', () => {
    const slim = slimmed(written(30), NOW);
    expect(slim.appointment).not.toHaveProperty('notes');
    expect(slim.appointment).toMatchObject({ title: 'Visit' });
    expect(isSettled(slim)).toBe(true);
    expect(slimmed(slim, NOW)).toBe(slim);
  });

  it.each([
    ['of one that ended lately', written(29)],
    ['that are short', written(30, { notes: 'Quiet room' })],
    ['of one that is not as it should be', { ...written(30), appointment: appointment(30, { title: 'Other' }) }],
    ['of one that waits', { ...written(30), written: null }],
  ])('%s stay', (_what, entry) => {
    expect(slimmed(entry, NOW)).toBe(entry);
  });

  it('that are left out lose no later change of the appointment', () => {
    const slim = slimmed(written(30), NOW);
    const ledger = { get: () => slim, all: () => [slim] };
    const told = {
      kind: 'appointment',
      appointment: appointment(30, { title: 'Other' }),
      linkedCalendarId: 'home',
    } as const;
    const [changed] = accept(ledger, told, NOW);
    expect(changed && isSettled(changed)).toBe(false);
  });
});
