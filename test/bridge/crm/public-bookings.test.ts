import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';
import type { Appointment } from '../../sandbox/crm/model.ts';
import { askHighLevel, bookAsCustomer } from '../../sandbox/highlevel/ask.ts';
import { booking, pause } from '../outbox/booked.ts';
import { at, type CrmWorld, iso, SETTLED_MS, startCrmWorld, until } from './crm-world.ts';

let world: CrmWorld;

beforeAll(async () => {
  world = await startCrmWorld();
});

afterAll(() => world.stop());

afterEach(async () => {
  for (const { id } of world.highLevel.state.appointments) change(id, { appointmentStatus: 'cancelled' });
  await until('emptied', async () => (await events()).length === 0);
});

/** Starts of what stands in the linked calendar, in order, in UTC: `20361202T150000Z`. */
async function events(): Promise<string[]> {
  await world.settle();
  return (await world.calendars.events('work')).map(({ text }) => startOf(text)).sort();
}

function startOf(text: string): string {
  const event = text.slice(text.indexOf('BEGIN:VEVENT'));
  const [, zone = '', local = ''] = /DTSTART(;TZID=[^:]*)?:(\d{8}T\d{6}Z?)/.exec(event) ?? [];
  return `${local}${zone && ' local'}`;
}

/** The same in the connection's zone, which events are written in. */
function local(time: number): string {
  const there = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO('America/New_York');
  return `${there.toPlainDateTime().toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')} local`;
}

function change(id: string, part: Partial<Appointment>): void {
  const found = world.highLevel.state.appointments.find((one) => one.id === id);
  if (!found) throw new Error(`No appointment ${id}`);
  Object.assign(found, part, { dateUpdated: iso(Date.now()) });
}

const book = (start: number, name?: string) =>
  bookAsCustomer(world.highLevel, DEFAULT_IDS.consultation, iso(start), name) as Promise<{ id: string }>;

describe('with no browser open', () => {
  test('an event saved in the calendar closes its times on public pages, and frees them when it goes', async () => {
    expect(await world.freeStarts()).toContain(at(16));
    await world.save('dentist', at(16), at(17, 30));
    await world.booked().sync();
    await until('closed', async () => !(await world.freeStarts()).includes(at(16)));
    const free = await world.freeStarts();
    const asked = [at(15, 30), at(16), at(16, 30), at(17), at(17, 30)];
    expect(asked.map((start) => free.includes(start))).toEqual([true, false, false, false, true]);
    expect(world.blocks().map(({ title }) => title)).toEqual(['Busy · Slotbridge']);
    await world.remove('dentist');
    await world.booked().sync();
    await until('free', async () => (await world.freeStarts()).includes(at(16)));
    expect(world.blocks()).toEqual([]);
  });

  test('a customer’s booking lands in the linked calendar, and moves and goes with it', async () => {
    const { id } = await book(at(18));
    await until('written', async () => (await events()).length === 1);
    const [event] = await world.calendars.events('work');
    expect(event?.text).toContain('Maya Lind');
    expect(event?.text.replace(/\r?\n /g, '')).toContain(`/v2/location/${DEFAULT_IDS.location}/calendars/view`);
    expect(await events()).toEqual([local(at(18))]);
    change(id, { startTime: iso(at(20)), endTime: iso(at(20, 30)) });
    await until('moved', async () => (await events())[0] === local(at(20)));
    change(id, { appointmentStatus: 'cancelled' });
    await until('gone', async () => (await events()).length === 0);
    expect((await world.crm()).state).toBe('on');
  });
});

describe('an appointment', () => {
  test('seen by a page and by the list is one event, and keeps what only the page told', async () => {
    const { id } = await book(at(18));
    const seen = booking(id, { title: 'Maya Lind', start: iso(at(18)), end: iso(at(18, 30)) });
    const told = { ...seen, assignedUserId: DEFAULT_IDS.ann, contactName: 'Maya of the page' };
    await world.booked().put(told);
    await world.settle();
    await world.booked().put(told);
    await world.booked().until(id, 'written');
    await world.settle();
    await world.booked().until(id, 'written');
    expect(await events()).toEqual([local(at(18))]);
    expect((await world.calendars.events('work'))[0]?.text).toContain('Maya of the page');
  });

  test('that the CRM deleted goes once the CRM says twice that there is none such', async () => {
    const { id } = await book(at(18));
    await world.settle();
    await world.booked().until(id, 'written');
    await pause(SETTLED_MS);
    world.highLevel.state.appointments.length = 0;
    await until('gone', async () => (await events()).length === 0);
    const asked = world.highLevel.requests.filter((one) => one.method === 'GET' && one.path.endsWith(`/${id}`));
    expect(asked.map(({ status }) => status)).toEqual([404, 404]);
  });

  test('that is beyond the horizon now is found there by its id', async () => {
    const { id } = await book(at(18));
    await world.settle();
    await world.booked().until(id, 'written');
    await pause(SETTLED_MS);
    change(id, { startTime: iso(at(18, 0, 80)), endTime: iso(at(18, 30, 80)) });
    await until('moved far', async () => (await events())[0] === local(at(18, 0, 80)));
    await pause(SETTLED_MS);
    expect(await events()).toHaveLength(1);
    change(id, { startTime: iso(at(18)), endTime: iso(at(18, 30)) });
    await until('moved back', async () => (await events())[0] === local(at(18)));
  });

  test('that is given to a colleague leaves the calendar', async () => {
    const { id } = await book(at(18));
    await until('written', async () => (await events()).length === 1);
    change(id, { assignedUserId: DEFAULT_IDS.ben });
    await pause(SETTLED_MS);
    await until('gone', async () => (await events()).length === 0);
  });

  test('in which the user takes part beside a colleague is in the calendar', async () => {
    const { id } = await book(at(18));
    await until('written', async () => (await events()).length === 1);
    change(id, { assignedUserId: DEFAULT_IDS.ben, users: [DEFAULT_IDS.ann] } as Partial<Appointment>);
    await pause(SETTLED_MS);
    const asked = () => world.highLevel.requests.some((one) => one.method === 'GET' && one.path.endsWith(`/${id}`));
    await until('asked for', async () => (await events()).length === 1 && asked());
    await pause(SETTLED_MS);
    expect(await events()).toEqual([local(at(18))]);
  });

  test('of the connection’s own user stays when another user’s time is kept right', async () => {
    const { id } = await book(at(18));
    await until('written', async () => (await events()).length === 1);
    const { bridge, path } = world.booked();
    const request = { token: world.highLevel.grants[0]?.token, baseUrl: world.highLevel.url };
    await bridge.call('PUT', `${path}/crm`, { ...request, userId: DEFAULT_IDS.ben });
    await pause(SETTLED_MS);
    const asked = () => world.highLevel.requests.some((one) => one.method === 'GET' && one.path.endsWith(`/${id}`));
    await until('asked for', async () => (await events()).length === 1 && asked());
    await pause(SETTLED_MS);
    expect(await events()).toHaveLength(1);
    await bridge.call('PUT', `${path}/crm`, request);
  });

  test('that recurs is an event for each of its times', async () => {
    const { body } = await askHighLevel(world.highLevel, 'POST', '/calendars/events/appointments', {
      calendarId: DEFAULT_IDS.consultation,
      locationId: DEFAULT_IDS.location,
      contactId: 'contact1',
      assignedUserId: DEFAULT_IDS.ann,
      startTime: iso(at(18)),
      endTime: iso(at(18, 30)),
      rrule: 'RRULE:FREQ=DAILY;COUNT=3',
    });
    expect(body.id).toBeTruthy();
    const all = [2, 3, 4].map((day) => local(at(18, 0, day)));
    await until('all written', async () => (await events()).join() === all.join());
    const [, second] = world.highLevel.state.appointments.filter(({ masterEventId }) => masterEventId === body.id);
    change(second?.id ?? '', { appointmentStatus: 'cancelled' });
    await until('one gone', async () => (await events()).join() === [all[0], all[2]].join());
  });

  test('that a list lacks gets no block over it before the CRM was asked for it, with no calendar linked too', async () => {
    await world.booked().link(null, ['Home']);
    const { id } = await book(at(18));
    await world.settle();
    change(id, { assignedUserId: DEFAULT_IDS.ben, users: [DEFAULT_IDS.ann] } as Partial<Appointment>);
    await world.save('around', at(17), at(20));
    await world.settle();
    const around = [at(17), at(18, 30)];
    const starts = () => world.blocks().map(({ start }) => start);
    expect(starts()).toEqual(around);
    const asked = () => world.highLevel.requests.filter(({ path }) => path.endsWith(`/${id}`)).length;
    await until('asked for', async () => (await world.settle()) && asked() > 0);
    await world.settle();
    expect(starts()).toEqual(around);
    change(id, { users: [] } as Partial<Appointment>);
    await until('closed', async () => (await world.settle()) && starts().join() === String(at(17)));
    await world.remove('around');
    await world.booked().link('Work', ['Home']);
    await until('no blocks', async () => (await world.settle()) && world.blocks().length === 0);
  });

  test('that no event can be made of is told', async () => {
    const { id } = await book(at(18));
    change(id, { endTime: iso(at(18, 0, 40)) });
    const told = await world.settle();
    expect(told).toMatchObject({
      state: 'partial',
      partly: 'unfit-appointments',
      stateDetail: expect.stringMatching(/more than 31 days/),
      unfitAppointments: { count: 1, days: [iso(at(18)).slice(0, 10)] },
    });
    change(id, { endTime: iso(at(18, 30)) });
    expect((await world.settle()).state).toBe('on');
    await until('written', async () => (await events()).length === 1);
  });

  test('that cannot be read keeps new blocks off its day, which is said, and all else goes on', async () => {
    const { id } = await book(at(18));
    await until('written', async () => (await events()).length === 1);
    // Nobody knows in which zone that is meant.
    change(id, { startTime: iso(at(18)).slice(0, 19), endTime: iso(at(18, 30)).slice(0, 19) });
    await book(at(18, 0, 6));
    await world.save('near', at(21), at(22));
    await world.save('far', at(21, 0, 6), at(22, 0, 6));
    await until('the others', async () => (await events()).join() === [local(at(18)), local(at(18, 0, 6))].join());
    const crm = await world.settle();
    expect(world.blocks().map(({ start }) => start)).toEqual([at(21, 0, 6)]);
    expect(crm).toMatchObject({
      state: 'partial',
      partly: 'unreadable-appointments',
      stateDetail: expect.stringMatching(/^An appointment .* cannot be/),
      unreadableAppointments: { count: 1, days: [iso(at(18)).slice(0, 10)] },
    });
    change(id, { startTime: iso(at(18)), endTime: iso(at(18, 30)) });
    expect((await world.settle()).state).toBe('on');
    expect(world.blocks().map(({ start }) => start)).toEqual([at(21), at(21, 0, 6)]);
    await world.remove('near');
    await world.remove('far');
    await until('no blocks', async () => (await world.settle()) && world.blocks().length === 0);
  });

  test('has nowhere to go while no calendar is linked, which is said, and goes there when one is', async () => {
    await world.booked().link(null, ['Home']);
    await book(at(18));
    const crm = await world.settle();
    expect(crm).toMatchObject({ state: 'on', lastPass: { bookings: 0 } });
    expect(crm.stateDetail).toContain('no calendar');
    await world.booked().link('Work', ['Home']);
    await until('written', async () => (await events()).length === 1);
    expect((await world.settle()).stateDetail).toBeNull();
  });
});
