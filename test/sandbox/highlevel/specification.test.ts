import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askCrm } from '../crm/api-client.ts';
import { startCrm } from '../crm/crm.ts';
import { DEFAULT_IDS } from '../crm/default-state.ts';
import { type Answer, askHighLevel, bookAsCustomer } from './ask.ts';
import { prismFaults } from './prism.ts';
import { type HighLevel, startHighLevel } from './start.ts';

const { location, ann, consultation } = DEFAULT_IDS;
const WINDOW = `locationId=${location}&userId=${ann}&startTime=1795435200000&endTime=1795521600000`;
const BLOCK = {
  locationId: location,
  assignedUserId: ann,
  title: 'Busy',
  startTime: '2026-11-23T10:00:00-05:00',
  endTime: '2026-11-23T11:00:00-05:00',
};

let highLevel: HighLevel;

beforeEach(async () => {
  highLevel = await startHighLevel({ now: () => Date.UTC(2026, 10, 23, 12) });
});

function ask(method: string, path: string, body?: object, headers = {}): Promise<Answer> {
  return askHighLevel(highLevel, method, path, body, headers);
}

describe('the specification', () => {
  afterEach(() => highLevel.stop());

  it.each([
    ['a list without a sub-account', 'GET', `/calendars/events?startTime=1&endTime=2&userId=${ann}`, undefined],
    ['a parameter that does not exist', 'GET', `/calendars/events?${WINDOW}&limit=5`, undefined],
    ['dates in place of milliseconds', 'GET', `/calendars/${consultation}/free-slots?startDate=2026-11-23&endDate=2`],
    ['a list of nobody', 'GET', `/calendars/events?locationId=${location}&startTime=1&endTime=2`, undefined],
    ['a list by dates', 'GET', `/calendars/events?${WINDOW.replaceAll(/\d{13}/g, '2026-11-23')}`, undefined],
    ['a deletion without a body', 'DELETE', '/calendars/events/b1', undefined],
    ['a block without an end', 'POST', '/calendars/events/block-slots', { ...BLOCK, endTime: undefined }],
    ['a block in milliseconds', 'POST', '/calendars/events/block-slots', { ...BLOCK, startTime: 1_795_435_200_000 }],
    ['a status that nobody may set', 'PUT', '/calendars/events/appointments/a1', { appointmentStatus: 'active' }],
  ])('refuses %s', async (_what, method, path, body?: object) => {
    const answer = await ask(method, path, body);
    expect(answer.status).toBe(422);
    expect(answer.body.message).toEqual([expect.any(String)]);
  });

  it('is kept by requests to every path, as Prism sees them too', async () => {
    const { id } = await bookAsCustomer(highLevel, consultation, '2026-11-23T14:00:00-05:00');
    const blockId = (await ask('POST', '/calendars/events/block-slots', BLOCK)).body.id;
    const statuses = [
      await ask('GET', `/locations/${location}`),
      await ask('GET', `/users/?locationId=${location}`),
      await ask('GET', `/calendars/?locationId=${location}`),
      await ask('GET', `/calendars/${consultation}`),
      await ask('GET', `/calendars/${consultation}/free-slots?startDate=1795435200000&endDate=1795521600000`),
      await ask('GET', `/calendars/events?${WINDOW}`),
      await ask('GET', `/calendars/blocked-slots?${WINDOW}`),
      await ask('GET', `/calendars/events/appointments/${id}`),
      await ask('PUT', `/calendars/events/appointments/${id}`, { title: 'Check-up' }),
      await ask('PUT', `/calendars/events/block-slots/${blockId}`, BLOCK),
      await ask('DELETE', `/calendars/events/${blockId}`, {}),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 200, 201, 201]);
    expect(highLevel.requests).toHaveLength(13);
    expect(await prismFaults(highLevel.requests)).toEqual([]);
    await ask('GET', '/users/');
    expect(await prismFaults(highLevel.requests)).toMatchObject([{ request: 'GET /users/', where: 'query' }]);
  });
});

it('is held against the answers too: one that breaks it is no answer, and stopping tells of it', async () => {
  highLevel.state.users[0]!.name = 5 as never;
  expect((await ask('GET', `/users/?locationId=${location}`)).status).toBe(500);
  await expect(highLevel.stop()).rejects.toThrow('/users/');
});

it('is one world with a stand-in CRM whose records it is given', async () => {
  await highLevel.stop();
  const now = () => Date.UTC(2026, 10, 23, 12);
  const crm = await startCrm({ now });
  highLevel = await startHighLevel({ state: crm.state, now });
  await ask('POST', '/calendars/events/block-slots', BLOCK);
  const booking = { calendarId: consultation, startTime: BLOCK.startTime, contact: { firstName: 'Maya' } };
  const onPage = () =>
    askCrm(crm, 'backend.leadconnectorhq.com', 'POST', '/calendars/events/appointments/widget', booking);
  expect((await onPage()).status).toBe(400);
  booking.startTime = '2026-11-23T12:00:00-05:00';
  const { body } = await onPage();
  expect((await ask('GET', `/calendars/events?${WINDOW}`)).body.events).toMatchObject([{ id: body.id }]);
  await Promise.all([crm.stop(), highLevel.stop()]);
});
