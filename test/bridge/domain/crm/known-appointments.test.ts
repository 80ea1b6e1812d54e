import { describe, expect, test } from 'vitest';
import type { CrmAppointment, UnreadableAppointment } from '../../../../bridge/domain/crm/highlevel.ts';
import { occupiedTime, unreadableSentence, withoutBlocks } from '../../../../bridge/domain/crm/known-appointments.ts';
import { wantedBlocks } from '../../../../bridge/domain/crm/wanted.ts';
import { at, busy, hours, known, ledger, NOW, own, span, TITLE, WINDOW } from './crm-times.ts';

function appointment(id: string, more: Partial<CrmAppointment> = {}): CrmAppointment {
  const nothing = { userIds: [], masterId: null, updatedAt: null, address: null, notes: null };
  const usual = { title: 'Maya', status: 'new', assignedUserId: 'ann', calendarId: 'cal1', ...nothing };
  return { id, ...span(9, 10), ...usual, ...more };
}

function unread(when: UnreadableAppointment['when'], more: Partial<UnreadableAppointment> = {}): UnreadableAppointment {
  return { id: 'odd', title: 'Maya', status: 'new', when, ...more };
}

/** The blocks that are wanted for an event from 8 to 12, and one from 32 to 34 on the next day. */
function wanted(unreadable: readonly UnreadableAppointment[], ours = ledger()): string {
  const around = { ledger: ours, window: WINDOW, now: NOW };
  const appointments = occupiedTime({ appointments: { listed: [], unreadable }, heard: [], ...around });
  const time = known(busy(8, 12), busy(32, 34));
  return hours(wantedBlocks({ ...around, time, appointments, titles: 'busy' }));
}

describe('an appointment that cannot be read', () => {
  test('keeps new blocks off its day, and off every day where nothing tells which it is', () => {
    expect(wanted([])).toBe('8-12 32-34');
    expect(wanted([unread(span(0, 24))])).toBe('32-34');
    expect(wanted([unread(null)])).toBe('');
    expect(wanted([unread(null, { status: 'cancelled' })])).toBe('8-12 32-34');
  });

  test('leaves the blocks that stand there, but for what is free by now', () => {
    expect(wanted([unread(null)], ledger({ blocks: [own('a', 7, 10)] }))).toBe('8-10');
    expect(wanted([unread(null)], ledger({ blocks: [own('a', 7, 10, { leaving: true })] }))).toBe('');
  });

  test('is told in words', () => {
    const sentence = (...unreadable: UnreadableAppointment[]) => unreadableSentence({ listed: [], unreadable });
    expect(sentence()).toBeNull();
    expect(sentence(unread(null, { status: 'cancelled' }))).toBeNull();
    expect(sentence(unread(span(0, 24)))).toBe(
      'An appointment of the CRM (near 2026-12-02) cannot be read, so no new time is blocked on those days until it can. Open it in the CRM’s calendar and save it again.',
    );
    expect(sentence(unread(span(0, 24)), unread(null))).toBe(
      '2 appointments of the CRM (near 2026-12-02) cannot be read, so no new time is blocked until they can. Open them in the CRM’s calendar and save them again.',
    );
  });
});

test('a booking that a page told of and no list shows yet is free of blocks until it ends', () => {
  const told = (wish: 'wanted' | 'cancelled', status: 'confirmed' | 'cancelled' = 'confirmed') => {
    const times = { start: new Date(at(9)).toISOString(), end: new Date(at(10)).toISOString() };
    const heard = { id: 'told', title: 'Maya', ...times, timeZone: 'UTC', status };
    return { appointmentId: 'told', wish, appointment: heard, heardAt: null, wishedAt: NOW };
  };
  const occupied = (heard: ReturnType<typeof told>, listed: CrmAppointment[] = [], now = NOW) =>
    hours(
      occupiedTime({ appointments: { listed, unreadable: [] }, heard: [heard], ledger: ledger(), window: WINDOW, now }),
    );
  expect(occupied(told('wanted'))).toBe('9-10');
  expect(occupied(told('wanted'), [], at(9, 59))).toBe('9-10');
  expect(occupied(told('wanted'), [], at(10))).toBe('');
  expect(occupied(told('wanted', 'cancelled'))).toBe('');
  expect(occupied(told('cancelled'))).toBe('');
  expect(occupied(told('wanted'), [appointment('told', span(14, 15))])).toBe('14-15');
});

test('our own blocks in a list of appointments are no bookings', () => {
  const ours = ledger({ blocks: [own('mine', 9, 10)], removed: [{ id: 'gone', at: NOW }] });
  const unreadable = [unread(null, { id: 'mine' }), unread(null, { title: TITLE }), unread(null)];
  const listed = [
    appointment('mine', { title: 'Renamed' }),
    appointment('gone'),
    appointment('lost', { title: TITLE, calendarId: null }),
    appointment('customer', { title: TITLE }),
    appointment('other', { calendarId: null }),
  ];
  const left = withoutBlocks({ listed, unreadable }, ours);
  expect(left.listed.map(({ id }) => id)).toEqual(['customer', 'other']);
  expect(left.unreadable.map(({ id }) => id)).toEqual(['odd']);
});
