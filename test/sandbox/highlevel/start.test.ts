import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_IDS } from '../crm/default-state.ts';
import { type Answer, addThirdPartyBlock, askHighLevel, bookAsCustomer, freeStarts } from './ask.ts';
import { type HighLevel, startHighLevel } from './start.ts';

const { location, ann, ben, consultation, cleaning } = DEFAULT_IDS;

/** Monday 23 November 2026, 07:00 in New York (EST, UTC-5). */
const MONDAY_MORNING = Date.UTC(2026, 10, 23, 12);
const DAY = { start: Date.UTC(2026, 10, 23, 5), end: Date.UTC(2026, 10, 24, 5) };
const LISTED = `locationId=${location}&startTime=${DAY.start}&endTime=${DAY.end}&userId=${ann}`;

let highLevel: HighLevel;

beforeEach(async () => {
  highLevel = await startHighLevel({ now: () => MONDAY_MORNING });
});
afterEach(() => highLevel.stop());

function ask(method: string, path: string, body?: object, headers = {}): Promise<Answer> {
  return askHighLevel(highLevel, method, path, body, headers);
}

async function freeTimes(calendarId: string = consultation, userId?: string): Promise<string[]> {
  const query = `startDate=${DAY.start}&endDate=${DAY.end}${userId ? `&userId=${userId}` : ''}`;
  const { status, body } = await ask('GET', `/calendars/${calendarId}/free-slots?${query}`);
  expect(status).toBe(200);
  return (body['2026-11-23']?.slots ?? []).map((iso: string) => iso.slice(11, 16));
}

const block = (from: string, to: string, more: object = {}) => ({
  locationId: location,
  assignedUserId: ann,
  title: 'Busy',
  startTime: `2026-11-23T${from}:00-05:00`,
  endTime: `2026-11-23T${to}:00-05:00`,
  ...more,
});

function putBlock(from: string, to: string, more: object = {}): Promise<Answer> {
  return ask('POST', '/calendars/events/block-slots', block(from, to, more));
}

describe('reading', () => {
  it('gives the sub-account, its users and its calendars with their teams', async () => {
    expect((await ask('GET', `/locations/${location}`)).body.location).toMatchObject({ timezone: 'America/New_York' });
    const { users } = (await ask('GET', `/users/?locationId=${location}`)).body;
    expect(users.map((user: { id: string }) => user.id)).toEqual([ann, ben]);
    const { calendars } = (await ask('GET', `/calendars/?locationId=${location}`)).body;
    expect(calendars.map((calendar: { id: string }) => calendar.id)).toEqual([consultation, cleaning]);
    expect((await ask('GET', `/calendars/${cleaning}`)).body.calendar.teamMembers).toHaveLength(2);
  });

  it('gives free slots by day, with a traceId beside the days and no day on which nothing is free', async () => {
    const until = DAY.end + 86_400_000;
    const path = `/calendars/${consultation}/free-slots?startDate=${DAY.start}&endDate=${until}`;
    expect(Object.keys((await ask('GET', path)).body)).toEqual(['2026-11-23', '2026-11-24', 'traceId']);
    await putBlock('09:00', '17:00');
    expect(Object.keys((await ask('GET', path)).body)).toEqual(['2026-11-24', 'traceId']);
  });

  it('knows no path beyond the specification', async () => {
    expect((await ask('GET', '/opportunities/')).status).toBe(404);
    expect((await ask('PATCH', `/locations/${location}`)).status).toBe(404);
  });
});

describe('blocks', () => {
  it('close the slots of their user alone, move, and open again when deleted', async () => {
    const made = await putBlock('09:00', '10:00');
    expect(made).toMatchObject({ status: 201, body: { title: 'Busy', startTime: '2026-11-23T09:00:00-05:00' } });
    expect((await freeTimes())[0]).toBe('10:00');
    expect((await freeTimes(cleaning))[0]).toBe('09:00');
    expect((await freeTimes(cleaning, ann))[0]).toBe('10:00');
    const path = `/calendars/events/block-slots/${made.body.id}`;
    expect((await ask('PUT', path, block('10:00', '11:00'))).status).toBe(201);
    expect((await freeTimes()).slice(0, 3)).toEqual(['09:00', '09:30', '11:00']);
    expect((await ask('DELETE', `/calendars/events/${made.body.id}`, {})).body).toEqual({ succeeded: true });
    expect(await freeTimes()).toContain('10:00');
  });

  it('are refused for an ordinary calendar, an unknown user, and a field that does not exist', async () => {
    expect(await putBlock('09:00', '10:00', { calendarId: consultation })).toMatchObject({ status: 400 });
    expect(await putBlock('09:00', '10:00', { assignedUserId: 'nobody' })).toMatchObject({ status: 400 });
    expect(await putBlock('09:00', '10:00', { colour: 'red' })).toMatchObject({ status: 422 });
    expect(highLevel.state.blockedSlots).toEqual([]);
  });

  it('cancel the appointment that they cover, without a word', async () => {
    const { id } = await bookAsCustomer(highLevel, consultation, '2026-11-23T10:00:00-05:00');
    await putBlock('10:30', '11:00');
    const read = async () => (await ask('GET', `/calendars/events/appointments/${id}`)).body.event.appointmentStatus;
    expect(await read()).toBe('confirmed');
    await putBlock('09:00', '10:01');
    expect(await read()).toBe('cancelled');
  });

  it('stand in a list with those of third parties, which have fewer fields', async () => {
    const { body } = await putBlock('09:00', '10:00');
    const noon = { start: Date.UTC(2026, 10, 23, 17), end: Date.UTC(2026, 10, 23, 18) };
    const id = addThirdPartyBlock(highLevel, ann, noon, location);
    const { events } = (await ask('GET', `/calendars/blocked-slots?${LISTED}`)).body;
    expect(events.map((event: { id: string }) => event.id)).toEqual([body.id, id]);
    const { startTime, endTime } = block('12:00', '13:00');
    const third = { id, locationId: location, title: 'Busy', assignedUserId: ann, startTime, endTime };
    expect(events[1]).toEqual({ ...third, isFullDay: false, deleted: false });
    expect(await freeTimes()).not.toContain('12:00');
    highLevel.state.blockedSlots[1]!.deleted = true;
    expect(await freeTimes()).toContain('12:00');
    const { events: later } = (await ask('GET', `/calendars/blocked-slots?${LISTED}`)).body;
    expect(later[1]).toMatchObject({ id, deleted: true });
  });

  it('close the same starts by the records themselves', async () => {
    await putBlock('09:00', '16:00');
    expect(freeStarts(highLevel, consultation, DAY)).toEqual([
      Date.UTC(2026, 10, 23, 21),
      Date.UTC(2026, 10, 23, 21, 30),
    ]);
    expect((await freeTimes()).join()).toBe('16:00,16:30');
  });
});

describe('appointments', () => {
  it('of a customer are listed, read by id, and take their slot', async () => {
    const { id } = await bookAsCustomer(highLevel, consultation, '2026-11-23T10:00:00-05:00');
    expect(await freeTimes()).not.toContain('10:00');
    const { events } = (await ask('GET', `/calendars/events?${LISTED}`)).body;
    expect(events).toMatchObject([{ id, title: 'Maya Lind', assignedUserId: ann, appointmentStatus: 'confirmed' }]);
    const read = await ask('GET', `/calendars/events/appointments/${id}`);
    expect(read.body.event).toEqual(events[0]);
    await expect(bookAsCustomer(highLevel, consultation, '2026-11-23T10:00:00-05:00')).rejects.toThrow('no longer');
  });

  it('are made, moved and cancelled by the API', async () => {
    const booking = { calendarId: consultation, locationId: location, contactId: 'cOnTaCt0000000000001' };
    const made = await ask('POST', '/calendars/events/appointments', {
      ...booking,
      startTime: '2026-11-23T10:00:00-05:00',
    });
    const path = `/calendars/events/appointments/${made.body.id}`;
    await ask('PUT', path, { startTime: '2026-11-23T11:00:00-05:00' });
    expect(await freeTimes()).toContain('10:00');
    expect(await freeTimes()).not.toContain('11:00');
    await ask('PUT', path, { appointmentStatus: 'cancelled' });
    expect(await freeTimes()).toContain('11:00');
  });

  it('of a series have ids of master, start and length, and one that moves leaves it', async () => {
    const made = await ask('POST', '/calendars/events/appointments', {
      calendarId: consultation,
      locationId: location,
      contactId: 'cOnTaCt0000000000001',
      startTime: '2026-11-23T10:00:00-05:00',
      rrule: 'RRULE:FREQ=DAILY;INTERVAL=1;COUNT=3',
    });
    const start = Date.UTC(2026, 10, 23, 15);
    const ids = highLevel.state.appointments.map(({ id }) => id);
    expect(ids).toEqual([0, 1, 2].map((day) => `${made.body.id}_${start + day * 86_400_000}_1800`));
    const { events } = (await ask('GET', `/calendars/events?${LISTED}`)).body;
    expect(events).toMatchObject([{ id: ids[0], masterEventId: made.body.id, isRecurring: true }]);
    const moved = await ask('PUT', `/calendars/events/appointments/${ids[0]}`, {
      startTime: '2026-11-23T12:00:00-05:00',
    });
    expect(moved.body).toMatchObject({ masterEventId: made.body.id, isRecurring: false });
    await ask('PUT', `/calendars/events/appointments/${made.body.id}`, { appointmentStatus: 'cancelled' });
    expect(highLevel.state.appointments.map((one) => one.appointmentStatus)).toEqual([
      'confirmed',
      'cancelled',
      'cancelled',
    ]);
  });

  it('of a series move together by the master’s id, and go one by one or all at once', async () => {
    const booking = { calendarId: consultation, locationId: location, contactId: 'cOnTaCt0000000000001' };
    const startTime = '2026-11-23T10:00:00-05:00';
    const made = await ask('POST', '/calendars/events/appointments', {
      ...booking,
      startTime,
      rrule: 'FREQ=DAILY;COUNT=3',
    });
    const path = `/calendars/events/appointments/${made.body.id}`;
    await ask('PUT', path, { startTime: '2026-11-23T11:00:00-05:00' });
    const ids = () => highLevel.state.appointments.map(({ id }) => id);
    const start = Date.UTC(2026, 10, 23, 16);
    expect(ids()).toEqual([0, 1, 2].map((day) => `${made.body.id}_${start + day * 86_400_000}_1800`));
    await ask('DELETE', `/calendars/events/${ids()[1]}`, {});
    expect(ids()).toHaveLength(2);
    await ask('DELETE', `/calendars/events/${made.body.id}`, {});
    expect(ids()).toEqual([]);
    expect((await ask('GET', path)).status).toBe(404);
  });

  it('may have a status that the specification does not name', async () => {
    const { id } = await bookAsCustomer(highLevel, consultation, '2026-11-23T10:00:00-05:00');
    highLevel.state.appointments[0]!.appointmentStatus = 'active';
    expect((await ask('GET', `/calendars/events/appointments/${id}`)).body.event.appointmentStatus).toBe('active');
  });
});
