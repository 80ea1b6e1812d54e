import { describe, expect, it } from 'vitest';
import { accept } from '../../../../bridge/domain/outbox/accept.ts';
import { type Entry, newEntry } from '../../../../bridge/domain/outbox/entry.ts';
import { isSettled } from '../../../../bridge/domain/outbox/next-task.ts';
import { isOutrun, outrun } from '../../../../bridge/domain/outbox/outrun.ts';
import type { Appointment } from '../../../../shared/contract/appointments.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const MINUTE = 60_000;
const times = { start: '2026-12-02T15:00:00Z', end: '2026-12-02T16:00:00Z' };
const MARK = { appointmentId: 'a', start: Date.parse('2026-12-04T15:00:00Z'), end: Date.parse('2026-12-04T16:00:00Z') };
const OWN = { title: 'Newer', status: 'confirmed' as const, start: MARK.start, end: MARK.end };
const AT = { calendarId: 'home', href: '/home/a.ics', uid: 'a', nth: 1, etag: '"1"' };

function told(more: Partial<Appointment>, entry?: Entry): Entry {
  const appointment = { id: 'a', title: 'Visit', ...times, timeZone: 'UTC', status: 'confirmed' as const, ...more };
  const ledger = { get: () => entry, all: () => (entry ? [entry] : []) };
  const [changed] = accept(ledger, { kind: 'appointment', appointment, linkedCalendarId: 'home' }, NOW);
  return changed ?? entry ?? newEntry('a', NOW);
}

const at = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString();
const mark = (minutes: number) => ({ ...MARK, updatedAt: NOW + minutes * MINUTE });

describe('an event that another computer wrote', () => {
  it.each([
    ['for later news', { updatedAt: at(-20) }, mark(-10), true],
    ['for the same news', { updatedAt: at(-10) }, mark(-10), false],
    ['for older news', { updatedAt: at(-5) }, mark(-10), false],
    ['for news of long after what was heard without a time', {}, mark(6), true],
    ['for news of about when something was heard without a time, as clocks differ', {}, mark(4), false],
    ['for news of before something was heard without a time', {}, mark(-60), false],
    ['without a note of the news', { updatedAt: at(-20) }, MARK, false],
    ['without marks', { updatedAt: at(-20) }, null, false],
  ])('%s', (_what, more, noted, newer) => {
    expect(isOutrun(told(more), noted)).toBe(newer);
  });
});

describe('a booking that another computer heard newer news of', () => {
  const left = (entry: Entry) => outrun(entry, AT, { ...OWN, mark: mark(-10) }, NOW);
  const adopted = left(told({ updatedAt: at(-20) }));

  it('is what the event says, and nothing is to be done', () => {
    expect(adopted).toMatchObject({
      wish: 'wanted',
      heardAt: NOW - 10 * MINUTE,
      moved: null,
      appointment: { title: 'Newer', start: '2026-12-04T15:00:00.000Z', end: '2026-12-04T16:00:00.000Z' },
    });
    expect(isSettled(adopted)).toBe(true);
  });

  it('is so too when only its cancellation was heard here', () => {
    expect(isSettled(left(told({ status: 'cancelled', updatedAt: at(-20) })))).toBe(true);
    expect(left(told({ status: 'cancelled', updatedAt: at(-20) }))).toMatchObject({ wish: 'wanted' });
  });

  it.each([
    ['older news', at(-15), true],
    ['newer news, also of what was there before', at(-5), false],
  ])('and of which then %s is heard', (_what, updatedAt, settled) => {
    expect(isSettled(told({ updatedAt }, adopted))).toBe(settled);
  });
});

describe('newer news that changes nothing to be seen', () => {
  const standing = (more: Partial<Appointment>) => {
    const entry = told({ ...more, updatedAt: at(-20) });
    const { fingerprint } = outrun(
      entry,
      AT,
      { ...OWN, title: 'Visit', ...spanOf(entry), mark: { ...mark(-20), ...spanOf(entry) } },
      NOW,
    ).written ?? { fingerprint: '' };
    return { ...entry, written: { ...AT, ...spanOf(entry), fingerprint, saidAt: NOW - 20 * MINUTE, at: NOW } };
  };

  it('is noted in an event to come, and not in one that is over', () => {
    expect(isSettled(standing({}))).toBe(true);
    expect(isSettled(told({ updatedAt: at(-5) }, standing({})))).toBe(false);
    const past = { start: '2026-11-20T15:00:00Z', end: '2026-11-20T16:00:00Z' };
    for (const more of [{}, { status: 'showed' as const }]) {
      const later = told({ ...past, ...more, updatedAt: at(-5) }, standing(past));
      expect(later.heardAt).toBe(NOW - 5 * MINUTE);
      expect(isSettled(later)).toBe(true);
    }
  });
});

function spanOf({ appointment }: Entry): { start: number; end: number } {
  return { start: Date.parse(appointment?.start ?? ''), end: Date.parse(appointment?.end ?? '') };
}
