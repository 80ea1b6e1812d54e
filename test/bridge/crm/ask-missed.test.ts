import { expect, test } from 'vitest';
import { askMissed } from '../../../bridge/crm/ask-missed.ts';
import { patienceOf } from '../../../bridge/crm/patience.ts';
import type { CrmAppointment, HighLevel } from '../../../bridge/domain/crm/highlevel.ts';
import type { MissedAppointment } from '../../../bridge/domain/crm/missed-appointments.ts';
import { NOW, span } from '../domain/crm/crm-times.ts';

const nothing = { userIds: [], masterId: null, updatedAt: null, address: null, notes: null, calendarId: null };
const appointment: CrmAppointment = {
  ...nothing,
  ...span(9, 10),
  id: 'a',
  title: 'Maya',
  status: 'new',
  assignedUserId: 'ann',
};
const patience = patienceOf();

test('an appointment that lists lack is asked for once they had time to show it again, and then now and then', async () => {
  let asked = 0;
  const answer = async () => {
    asked += 1;
    return appointment;
  };
  const api = { appointment: answer } as unknown as HighLevel;
  let missed: MissedAppointment[] = [{ appointment, since: NOW, askedAt: null }];
  const calls = async (now: number) => {
    missed = await askMissed(missed, { api, userId: 'ann', patience, now });
    return asked;
  };
  const first = NOW + patience.settleMs;
  expect(await calls(first - 1)).toBe(0);
  expect(await calls(first)).toBe(1);
  expect(await calls(first + patience.verifyEveryMs - 1)).toBe(1);
  expect(await calls(first + patience.verifyEveryMs)).toBe(2);
  expect(missed).toHaveLength(1);
});
