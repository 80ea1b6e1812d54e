import { describe, expect, test } from 'vitest';
import {
  appointmentFrom,
  type BookingsSeen,
  decideBookings,
  type HeardBooking,
  statusOf,
  takesTime,
  unfitSentence,
} from '../../../../bridge/domain/crm/bookings.ts';
import type { CrmAppointment } from '../../../../bridge/domain/crm/highlevel.ts';
import { Appointment } from '../../../../shared/contract/appointments.ts';
import { at, NOW, WINDOW } from './crm-times.ts';

const MINUTE = 60_000;
const AROUND = { timeZone: 'America/New_York', url: 'https://app.gohighlevel.com/calendar', userId: 'ann' };

function listed(id: string, more: Partial<CrmAppointment> = {}): CrmAppointment {
  return {
    id,
    title: 'Maya Lind',
    start: at(9),
    end: at(10),
    status: 'confirmed',
    assignedUserId: 'ann',
    userIds: [],
    calendarId: 'cal1',
    masterId: null,
    updatedAt: NOW - 60 * MINUTE,
    address: null,
    notes: null,
    ...more,
  };
}

/** As if it had been put when the list showed it. */
function heard(one: CrmAppointment, more: Partial<HeardBooking> = {}): HeardBooking {
  const appointment = appointmentFrom(one, null, AROUND);
  return {
    appointmentId: one.id,
    wish: 'wanted',
    appointment,
    heardAt: one.updatedAt,
    wishedAt: NOW - 30 * MINUTE,
    ...more,
  };
}

function decide(
  list: readonly CrmAppointment[],
  known: readonly HeardBooking[] = [],
  unreadableIds: readonly string[] = [],
) {
  const seen: BookingsSeen = {
    listed: list,
    unreadableIds,
    heard: known,
    window: WINDOW,
    now: NOW,
    settleMs: 2 * MINUTE,
    ...AROUND,
  };
  const { put, verify, leave, unfit } = decideBookings(seen);
  return { put: put.map(({ id, status }) => `${id} ${status}`), verify, leave, unfit: unfit.map(({ id }) => id) };
}

const NOTHING = { put: [], verify: [], leave: [], unfit: [] };

describe('an appointment that the list shows', () => {
  test('is handed over once', () => {
    expect(decide([listed('a')])).toEqual({ ...NOTHING, put: ['a confirmed'] });
    expect(decide([listed('a')], [heard(listed('a'))])).toEqual(NOTHING);
  });

  test('is handed over again when it moves, is renamed or is cancelled', () => {
    const known = [heard(listed('a'))];
    expect(decide([listed('a', { start: at(11), end: at(12) })], known).put).toEqual(['a confirmed']);
    expect(decide([listed('a', { title: 'Ben' })], known).put).toEqual(['a confirmed']);
    expect(decide([listed('a', { status: 'cancelled' })], known).put).toEqual(['a cancelled']);
  });

  test('is handed over when the CRM touched it, so that both computers go by the same news', () => {
    expect(decide([listed('a', { updatedAt: NOW })], [heard(listed('a'))]).put).toEqual(['a confirmed']);
  });

  test('is none of ours where it was cancelled before we heard of it, or is over', () => {
    expect(decide([listed('a', { status: 'cancelled' }), listed('b', { status: 'invalid' })])).toEqual(NOTHING);
    expect(decide([listed('a', { start: NOW - 2 * MINUTE, end: NOW - MINUTE })])).toEqual(NOTHING);
  });

  test('goes when it is somebody else’s now, unless it is over', () => {
    const others = { assignedUserId: 'ben' };
    expect(decide([listed('a', others)], [heard(listed('a'))])).toEqual({ ...NOTHING, leave: ['a'] });
    expect(decide([listed('a', others)])).toEqual(NOTHING);
    const past = { start: NOW - 2 * MINUTE, end: NOW - MINUTE };
    expect(decide([listed('a', { ...others, ...past })], [heard(listed('a', past))])).toEqual(NOTHING);
  });

  test('is ours where we take part beside a colleague, and goes when we no longer do', () => {
    const both = { assignedUserId: 'ben', userIds: ['cleo', 'ann'] };
    expect(decide([listed('a', both)])).toEqual({ ...NOTHING, put: ['a confirmed'] });
    expect(decide([listed('a', both)], [heard(listed('a', both))])).toEqual(NOTHING);
    const without = { ...both, userIds: ['cleo'] };
    expect(decide([listed('a', without)], [heard(listed('a', both))])).toEqual({ ...NOTHING, leave: ['a'] });
  });

  test('of a series is known by its own id and its master’s', () => {
    const id = `master_${at(9)}_3600`;
    expect(appointmentFrom(listed(id, { masterId: 'master' }), null, AROUND)).toMatchObject({ id, masterId: 'master' });
  });

  test('that no event can be made of is told where it is to come and stands', () => {
    const long = { end: at(9) + 40 * 86_400_000 };
    const [none, far] = [listed('a', { end: at(9) }), listed('b', long)];
    expect(decide([none, far])).toEqual({ ...NOTHING, unfit: ['a', 'b'] });
    expect(decide([listed('c', { ...long, status: 'cancelled' })])).toEqual(NOTHING);
    expect(decide([listed('d', { start: NOW - MINUTE, end: NOW - MINUTE })])).toEqual(NOTHING);
    expect(decide([listed('e', { ...long, assignedUserId: 'ben' })])).toEqual(NOTHING);
    expect(unfitSentence([])).toBeNull();
    expect(unfitSentence([none])).toBe(
      'An appointment of the CRM (2026-12-02) has no length or more than 31 days, so no event can be made of it. Change the times in the CRM’s calendar.',
    );
    expect(unfitSentence([none, listed('f', { start: at(33) })])).toMatch(
      /^2 appointments of the CRM \(2026-12-02, 2026-12-03\) have .* made of them\./,
    );
  });

  test('with texts longer than anybody reads is handed over with as much as there is room for', () => {
    const long = `${'x'.repeat(19_999)}😀y`;
    const one = listed('a', { title: long, notes: long, address: long, calendarId: '' });
    expect(decide([one]).put).toEqual(['a confirmed']);
    const cut = 'x'.repeat(19_999);
    expect(appointmentFrom(one, null, AROUND)).toMatchObject({ title: cut, notes: cut, address: cut });
  });
});

describe('a known appointment that the list lacks', () => {
  test('is asked for before anything is done', () => {
    expect(decide([], [heard(listed('a'))])).toEqual({ ...NOTHING, verify: ['a'] });
  });

  test('is left alone where it has begun, lies beyond the list, or was taken away already', () => {
    expect(decide([], [heard(listed('a', { start: NOW - MINUTE, end: NOW + MINUTE }))])).toEqual(NOTHING);
    expect(decide([], [heard(listed('a', { start: WINDOW.end, end: WINDOW.end + MINUTE }))])).toEqual(NOTHING);
    expect(decide([], [heard(listed('a'), { wish: 'cancelled' }), heard(listed('b'), { wish: 'undone' })])).toEqual(
      NOTHING,
    );
  });

  test('stands where the list shows it and it cannot be read', () => {
    expect(decide([], [heard(listed('a')), heard(listed('b'))], ['a'])).toEqual({ ...NOTHING, verify: ['b'] });
  });

  test('is not missed while the list may be late', () => {
    expect(decide([], [heard(listed('a'), { wishedAt: NOW - 2 * MINUTE + 1 })])).toEqual(NOTHING);
  });
});

describe('what a page told of the same booking', () => {
  const fromPage = Appointment.parse({
    ...appointmentFrom(listed('a'), null, AROUND),
    contactName: 'Maya Lind',
    url: 'https://crm.example.com/calendar',
    timeZone: 'Europe/Berlin',
  });

  test('stays, so that page and list do not change the event in turns', () => {
    expect(decide([listed('a')], [heard(listed('a'), { appointment: fromPage })])).toEqual(NOTHING);
    const moved = appointmentFrom(listed('a', { start: at(11), end: at(12) }), fromPage, AROUND);
    expect(moved).toEqual({ ...fromPage, start: new Date(at(11)).toISOString(), end: new Date(at(12)).toISOString() });
  });
});

describe('HighLevel’s words for how it stands', () => {
  test.each([
    ['new', 'new'],
    ['Confirmed', 'confirmed'],
    ['active', 'confirmed'],
    ['completed', 'showed'],
    ['no-show', 'noshow'],
    ['canceled', 'cancelled'],
    ['Cancelled', 'cancelled'],
    ['deleted', 'cancelled'],
    ['invalid', 'invalid'],
    ['', 'new'],
    ['rescheduled', 'confirmed'],
  ])('%s is %s', (word, status) => {
    expect(statusOf(word, null)).toBe(status);
  });

  test('a word that nobody knows leaves it as it was, and takes time', () => {
    expect(statusOf('on hold', 'new')).toBe('new');
    expect(takesTime({ status: 'on hold' })).toBe(true);
    expect(takesTime({ status: 'canceled' })).toBe(false);
    expect(takesTime({ status: 'invalid' })).toBe(false);
  });
});
