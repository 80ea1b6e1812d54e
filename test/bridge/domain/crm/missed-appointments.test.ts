import { expect, test } from 'vitest';
import type { CrmAppointment } from '../../../../bridge/domain/crm/highlevel.ts';
import { missedAppointments } from '../../../../bridge/domain/crm/missed-appointments.ts';
import { NOW, span, WINDOW } from './crm-times.ts';

function listed(id: string, more: Partial<CrmAppointment> = {}): CrmAppointment {
  const nothing = { userIds: [], masterId: null, updatedAt: null, address: null, notes: null };
  const usual = { title: 'Maya', status: 'new', assignedUserId: 'ann', calendarId: 'cal1', ...nothing };
  return { id, ...span(9, 10), ...usual, ...more };
}

function missedIds(before: readonly CrmAppointment[], latest: readonly CrmAppointment[], knownIds: string[] = []) {
  const earlier = [{ appointment: listed('earlier'), since: NOW - 60_000, askedAt: null }];
  const unreadable = [{ id: 'odd', title: '', status: '', when: null }];
  return missedAppointments({
    missed: earlier,
    before: { listed: before, unreadable: [] },
    latest: { listed: latest, unreadable },
    knownIds: new Set(knownIds),
    window: WINDOW,
    now: NOW,
  }).map(({ appointment, since }) => `${appointment.id} ${(NOW - since) / 60_000}`);
}

test('what one list shows and the next lacks is missed, until a list shows it again', () => {
  expect(missedIds([listed('a'), listed('b')], [listed('b')])).toEqual(['earlier 1', 'a 0']);
  expect(missedIds([listed('a')], [listed('a'), listed('earlier')])).toEqual([]);
});

test('what takes no time to come in the window, cannot be read or is known otherwise is not missed', () => {
  const over = listed('over', { start: NOW - 2, end: NOW });
  const far = listed('far', { start: WINDOW.end, end: WINDOW.end + 1 });
  const off = listed('off', { status: 'cancelled' });
  expect(missedIds([over, far, off, listed('odd'), listed('known')], [], ['known', 'earlier'])).toEqual([]);
});
