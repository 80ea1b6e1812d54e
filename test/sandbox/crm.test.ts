import { X509Certificate } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, askCrm } from './crm/api-client.ts';
import { type Crm, startCrm } from './crm/crm.ts';
import { DEFAULT_IDS } from './crm/default-state.ts';

const { location, ann, ben, consultation, cleaning } = DEFAULT_IDS;
const BACKEND = 'backend.leadconnectorhq.com';

/** Monday 23 November 2026, 07:00 in New York (EST, UTC-5). */
const MONDAY_MORNING = Date.UTC(2026, 10, 23, 12);
const MONDAY = { startDate: Date.UTC(2026, 10, 23, 5), endDate: Date.UTC(2026, 10, 24, 5) };

let crm: Crm;

beforeEach(async () => {
  crm = await startCrm({ now: () => MONDAY_MORNING });
});
afterEach(() => crm.stop());

function ask(host: string, method: string, path: string, body?: object, headers = {}): Promise<Answer> {
  return askCrm(crm, host, method, path, body, headers);
}

async function slots(query: object, calendarId: string = consultation): Promise<Record<string, string[]>> {
  const path = `/calendars/${calendarId}/free-slots?${new URLSearchParams(query as Record<string, string>)}`;
  const { status, body } = await ask(BACKEND, 'GET', path);
  expect(status).toBe(200);
  const { traceId, ...days } = body;
  expect(traceId).toMatch(/^[0-9a-f-]{36}$/);
  return Object.fromEntries(Object.entries(days).map(([date, day]) => [date, (day as { slots: string[] }).slots]));
}

function bookAt(startTime: string, more: object = {}): Promise<Answer> {
  const booking = { calendarId: consultation, locationId: location, contactId: 'cOnTaCt0000000000001', startTime };
  return ask(BACKEND, 'POST', '/calendars/events/appointments', { ...booking, ...more });
}

describe('the certificate', () => {
  it('signs itself, names every host, and holds today', () => {
    const certificate = new X509Certificate(crm.certificate);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(crm.hosts.map((host) => certificate.checkHost(host))).toEqual(crm.hosts);
    expect(certificate.checkHost('icloud.com')).toBeUndefined();
    expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now());
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now());
  });

  it('is another one for every start', async () => {
    const second = await startCrm();
    expect(second.certificate).not.toBe(crm.certificate);
    await second.stop();
  });
});

describe('appointments', () => {
  it('takes a booked slot off the list and gives it back when it is cancelled', async () => {
    const { status, body } = await bookAt('2026-11-23T10:00:00-05:00');
    expect(status).toBe(200);
    expect((await slots(MONDAY))['2026-11-23']).not.toContain('2026-11-23T10:00:00-05:00');
    await ask(BACKEND, 'PUT', `/calendars/events/appointments/${body.id}`, { appointmentStatus: 'cancelled' });
    expect((await slots(MONDAY))['2026-11-23']).toContain('2026-11-23T10:00:00-05:00');
  });

  it('answers with the fields of the public specification and keeps the event', async () => {
    const { body } = await bookAt('2026-11-23T15:00:00Z', { title: 'Check-up', address: 'Room 2' });
    expect(body).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9]{20}$/),
      calendarId: consultation,
      locationId: location,
      contactId: 'cOnTaCt0000000000001',
      startTime: '2026-11-23T10:00:00-05:00',
      endTime: '2026-11-23T10:30:00-05:00',
      title: 'Check-up',
      meetingLocationType: 'custom',
      appointmentStatus: 'confirmed',
      assignedUserId: ann,
      address: 'Room 2',
      isRecurring: false,
    });
    const read = await ask(BACKEND, 'GET', `/calendars/events/appointments/${body.id}`);
    expect(read.body.event).toMatchObject({ id: body.id, title: 'Check-up', createdBy: { userId: ann } });
  });

  it('refuses a slot that is taken, unless it is told to ignore that', async () => {
    await bookAt('2026-11-23T10:00:00-05:00');
    expect(await bookAt('2026-11-23T10:00:00-05:00')).toMatchObject({
      status: 400,
      body: { message: 'The slot you have selected is no longer available.' },
    });
    expect((await bookAt('2026-11-23T10:00:00-05:00', { ignoreFreeSlotValidation: true })).status).toBe(200);
    expect(crm.state.appointments).toHaveLength(2);
  });

  it('gives a round-robin booking to whoever is free, and closes the slot when nobody is', async () => {
    const start = '2026-11-23T10:00:00-05:00';
    const roundRobin = { calendarId: cleaning };
    await bookAt(start);
    expect((await slots(MONDAY, cleaning))['2026-11-23']).toContain(start);
    expect((await bookAt(start, roundRobin)).body.assignedUserId).toBe(ben);
    expect((await slots(MONDAY, cleaning))['2026-11-23']).not.toContain(start);
    expect((await bookAt(start, roundRobin)).status).toBe(400);
  });

  it('needs everybody for a collective calendar', async () => {
    crm.state.calendars.find(({ id }) => id === cleaning)!.calendarType = 'collective';
    await bookAt('2026-11-23T10:00:00-05:00');
    expect((await slots(MONDAY, cleaning))['2026-11-23']).not.toContain('2026-11-23T10:00:00-05:00');
  });

  it('keeps the length of an appointment that is moved by its start', async () => {
    const { body } = await bookAt('2026-11-23T10:00:00-05:00', { endTime: '2026-11-23T10:45:00-05:00' });
    const moved = await ask(BACKEND, 'PUT', `/calendars/events/appointments/${body.id}`, {
      startTime: '2026-11-23T19:00:00Z',
    });
    expect(moved.body).toMatchObject({
      startTime: '2026-11-23T14:00:00-05:00',
      endTime: '2026-11-23T14:45:00-05:00',
    });
  });

  it('deletes once, and knows nothing of it afterwards', async () => {
    const { body } = await bookAt('2026-11-23T10:00:00-05:00');
    const path = `/calendars/events/${body.id}`;
    expect(await ask(BACKEND, 'DELETE', path, {})).toEqual({ status: 201, body: { succeeded: true } });
    expect((await ask(BACKEND, 'DELETE', path, {})).status).toBe(404);
    expect((await ask(BACKEND, 'GET', `/calendars/events/appointments/${body.id}`)).status).toBe(404);
  });

  it('lists what touches a time, by user or by calendar', async () => {
    await bookAt('2026-11-23T10:00:00-05:00');
    await bookAt('2026-11-23T10:00:00-05:00', { calendarId: cleaning });
    const window = `locationId=${location}&startTime=${MONDAY.startDate}&endTime=${MONDAY.endDate}`;
    const owners = async (query: string) =>
      (await ask(BACKEND, 'GET', `/calendars/events?${window}&${query}`)).body.events.map(
        (event: { assignedUserId: string }) => event.assignedUserId,
      );
    expect(await owners(`userId=${ann}`)).toEqual([ann]);
    expect(await owners(`calendarId=${cleaning}`)).toEqual([ben]);
    expect((await ask(BACKEND, 'GET', `/calendars/events?${window}`)).status).toBe(422);
    const search = { startTime: MONDAY.startDate, endTime: MONDAY.endDate, userIds: [ann, ben] };
    const found = await ask(BACKEND, 'POST', `/calendars/events/${location}/search/`, search);
    expect(found.body.events).toHaveLength(2);
  });

  it('keeps a customer of the booking widget as a contact and books under their name', async () => {
    const { status, body } = await ask(BACKEND, 'POST', '/calendars/events/appointments/widget', {
      calendarId: consultation,
      startTime: '2026-11-23T10:00:00-05:00',
      timezone: 'America/New_York',
      contact: { firstName: 'Maya', lastName: 'Lind', email: 'maya@example.com' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: 'Maya Lind', assignedUserId: ann });
    expect(crm.state.contacts).toMatchObject([{ id: body.contactId, email: 'maya@example.com' }]);
    expect(crm.state.appointments[0]?.createdBy).toEqual({ source: 'booking_widget' });
  });

  it.each([
    ['an end before its start', { endTime: '2026-11-23T09:00:00-05:00' }, 422],
    ['a start that is no date', { startTime: 'tomorrow' }, 422],
    ['a calendar of another sub-account', { locationId: DEFAULT_IDS.otherLocation }, 404],
  ])('refuses %s and keeps nothing', async (_what, more, status) => {
    expect((await bookAt('2026-11-23T10:00:00-05:00', more)).status).toBe(status);
    expect(crm.state.appointments).toEqual([]);
  });
});

describe('blocked slots', () => {
  const block = {
    locationId: location,
    assignedUserId: ann,
    title: 'Busy',
    startTime: '2026-11-23T09:00:00-05:00',
    endTime: '2026-11-23T10:00:00-05:00',
  };

  it('close the slots of their user, and open them again when deleted', async () => {
    const { status, body } = await ask(BACKEND, 'POST', '/calendars/events/block-slots', block);
    expect(status).toBe(201);
    expect((await slots(MONDAY))['2026-11-23']?.[0]).toBe('2026-11-23T10:00:00-05:00');
    await ask(BACKEND, 'DELETE', `/calendars/events/${body.id}`, {});
    expect((await slots(MONDAY))['2026-11-23']?.[0]).toBe('2026-11-23T09:00:00-05:00');
  });

  it('refuse the id of an ordinary calendar', async () => {
    const answer = await ask(BACKEND, 'POST', '/calendars/events/block-slots', { ...block, calendarId: consultation });
    expect(answer.status).toBe(400);
    expect(crm.state.blockedSlots).toEqual([]);
  });
});

describe('the hosts', () => {
  it('lists calendars with their team, users and the sub-account', async () => {
    const calendars = await ask(BACKEND, 'GET', `/calendars/?locationId=${location}&showThirdParty=true`);
    expect(calendars.body.calendars.map((c: { name: string }) => c.name)).toEqual([
      '30-minute consultation',
      'Dental cleaning',
    ]);
    expect(calendars.body.calendars[0].teamMembers).toEqual([{ userId: ann, priority: 0.5, isPrimary: true }]);
    const users = await ask(BACKEND, 'GET', `/users/?locationId=${location}`);
    expect(users.body.users.map((user: { name: string }) => user.name)).toEqual(['Ann Porter', 'Ben Castillo']);
    const place = await ask(BACKEND, 'GET', `/locations/${location}`);
    expect(place.body.location).toMatchObject({ name: 'Sunrise Dental', timezone: 'America/New_York' });
  });

  it('wants a known token and a version on the public API alone', async () => {
    const path = `/calendars/?locationId=${location}`;
    const publicApi = (headers: object) => ask('services.leadconnectorhq.com', 'GET', path, undefined, headers);
    crm.state.privateIntegrationTokens.push('pit-known');
    expect((await publicApi({})).status).toBe(401);
    expect((await publicApi({ authorization: 'Bearer pit-other', version: '2021-04-15' })).status).toBe(401);
    expect((await publicApi({ authorization: 'Bearer pit-known' })).status).toBe(401);
    expect((await publicApi({ authorization: 'Bearer pit-known', version: '2021-04-15' })).status).toBe(200);
  });

  it('gives pages on their own hosts only, each under a fresh nonce', async () => {
    const widget = `/widget/booking/${consultation}`;
    const first = await ask('api.leadconnectorhq.com', 'GET', widget);
    const second = await ask('link.msgsndr.com', 'GET', '/widget/bookings/sunrise-consultation');
    const nonce = (answer: Answer) => /nonce="([^"]+)"/.exec(answer.body)?.[1];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(nonce(first)).not.toBe(nonce(second));
    expect((await ask('app.gohighlevel.com', 'GET', widget)).status).toBe(404);
    expect((await ask(BACKEND, 'GET', `/v2/location/${location}/calendars/view`)).status).toBe(404);
    expect((await ask('api.leadconnectorhq.com', 'GET', '/widget/booking/unknown')).status).toBe(404);
  });

  it('notes every request with its answer', async () => {
    await ask(BACKEND, 'GET', '/locations/none?x=1');
    expect(crm.requests).toEqual([
      { at: MONDAY_MORNING, method: 'GET', host: BACKEND, path: '/locations/none', query: 'x=1', status: 404 },
    ]);
  });
});
