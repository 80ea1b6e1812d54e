import { expect, it } from 'vitest';
import { openHighLevel } from '../../../bridge/highlevel/open.ts';
import { bookAsCustomer } from '../../sandbox/highlevel/ask.ts';
import { literalServer } from '../caldav/literal-server.ts';
import {
  ann,
  aroundEach,
  at,
  ben,
  cleaning,
  clock,
  consultation,
  DAY,
  HOUR,
  location,
  MONDAY_MORNING,
} from './opened.ts';

const opened = aroundEach();
const today = { start: at('00:00'), end: at('00:00') + DAY };

it('reads the sub-account, its users, and its calendars with their teams', async () => {
  expect(await opened.api.location()).toEqual({ id: location, name: 'Sunrise Dental', timeZone: 'America/New_York' });
  expect(await opened.api.users()).toEqual([
    { id: ann, name: 'Ann Porter', email: 'ann@sunrise-dental.example' },
    { id: ben, name: 'Ben Castillo', email: 'ben@sunrise-dental.example' },
  ]);
  expect(await opened.api.calendars()).toEqual([
    { id: consultation, name: '30-minute consultation', memberIds: [ann] },
    { id: cleaning, name: 'Dental cleaning', memberIds: [ann, ben] },
  ]);
});

it('leaves out calendars that are drafts', async () => {
  opened.standIn.state.calendars[0]!.isActive = false;
  expect((await opened.api.calendars()).map(({ id }) => id)).toEqual([cleaning]);
});

it('reads the starts that can be booked, for a range of any length, each once', async () => {
  const range = { start: at('00:00'), end: at('00:00') + 70 * DAY };
  const starts = await opened.api.freeSlots(consultation, range, ann);
  // 9 to 17 in half hours on 70 days: 16 on each.
  expect(starts).toHaveLength(16 * 70);
  expect(starts.slice(0, 2)).toEqual([at('09:00'), at('09:30')]);
  expect([...new Set(starts)].sort((a, b) => a - b)).toEqual(starts);
  expect(opened.standIn.requests.map(({ path }) => path)).toHaveLength(3);
});

it('asks for no free slot beyond the range', async () => {
  const range = { start: at('09:30'), end: at('11:00') };
  expect(await opened.api.freeSlots(consultation, range, ann)).toEqual([at('09:30'), at('10:00'), at('10:30')]);
});

it('reads a customer’s booking, in the list and by its id', async () => {
  const booked = await bookAsCustomer(opened.standIn, consultation, '2026-11-23T10:00:00-05:00');
  const record = opened.standIn.state.appointments[0]!;
  const expected = {
    id: booked.id ?? record.id,
    title: record.title,
    start: at('10:00'),
    end: at('10:30'),
    status: record.appointmentStatus,
    assignedUserId: ann,
    userIds: [],
    calendarId: consultation,
    masterId: null,
    updatedAt: Date.parse(record.dateUpdated),
    address: record.address,
    notes: record.notes,
  };
  expect(await opened.api.appointments(ann, today)).toEqual({ listed: [expected], unreadable: [] });
  expect(await opened.api.appointments(ben, today)).toEqual({ listed: [], unreadable: [] });
  expect(await opened.api.appointment(record.id)).toEqual(expected);
});

it('gives null for an appointment that does not exist', async () => {
  expect(await opened.api.appointment('NoSuchAppointment000')).toBeNull();
});

it('reads blocked slots of every origin and tells which are deleted', async () => {
  const id = await opened.api.createBlock(ann, { title: 'Busy · Slotbridge', start: at('10:00'), end: at('12:15') });
  const { dateAdded, ...record } = opened.standIn.state.blockedSlots[0]!;
  opened.standIn.state.blockedSlots.push({ ...record, id: 'ThirdParty0000000000', title: 'Busy', deleted: true });
  expect(await opened.api.blockSlots(ann, today)).toEqual([
    { id, title: 'Busy · Slotbridge', start: at('10:00'), end: at('12:15'), assignedUserId: ann, deleted: false },
    {
      id: 'ThirdParty0000000000',
      title: 'Busy',
      start: at('10:00'),
      end: at('12:15'),
      assignedUserId: ann,
      deleted: true,
    },
  ]);
});

it('tells what the last answer said of the limits, and counts its calls', async () => {
  expect([opened.api.limits, opened.api.calls]).toEqual([null, 0]);
  await opened.api.users();
  expect(opened.api.limits).toMatchObject({ dailyMax: 200_000, dailyRemaining: 199_999 });
  await opened.api.users();
  expect([opened.api.limits?.dailyRemaining, opened.api.calls]).toEqual([199_998, 2]);
});

it('knows no limits where no answer told of any', async () => {
  const api = await answered({ users: [] });
  await api.users();
  expect(api.limits).toBeNull();
});

it('never asks for contacts, and sends the version of each path', async () => {
  await opened.api.location();
  await opened.api.appointments(ann, today);
  expect(opened.standIn.contactsCalls()).toEqual([]);
  expect(opened.standIn.requests.map(({ headers }) => headers.version)).toEqual(['2021-07-28', '2021-04-15']);
});

/** What the answer says is given word for word. */
async function answered(json: object) {
  const server = await literalServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  });
  return openHighLevel({ baseUrl: server.url, token: 'pit-1', locationId: location, clock });
}

const block = (more: object) => ({ id: 'blk', title: 'Busy', startTime: at('10:00'), endTime: at('11:00'), ...more });

it('takes times as ISO with an offset, as milliseconds, and as those in a string', async () => {
  for (const startTime of ['2026-11-23T10:00:00-05:00', '2026-11-23T15:00:00.000Z', at('10:00'), String(at('10:00'))]) {
    const api = await answered({ events: [block({ startTime })] });
    expect((await api.blockSlots(ann, today))[0]?.start, String(startTime)).toBe(at('10:00'));
  }
});

it('uses no time without an offset, and names where it stands', async () => {
  for (const startTime of [
    '2026-11-23T10:00:00',
    '2026-11-23 10:00:00',
    '2026-11-23',
    1_795_446_000,
    null,
    undefined,
    {},
  ]) {
    const api = await answered({ events: [block({}), block({ startTime, title: 'Busy · Slotbridge' })] });
    await expect(api.blockSlots(ann, today), String(startTime)).rejects.toMatchObject({
      code: 'crm-unreachable',
      message: expect.stringMatching(/blocked slot 2 of its list \(startTime\)/),
    });
  }
});

it('takes the id of a new blocked slot where it stands alone, and where it stands under a name', async () => {
  for (const json of [
    { id: 'new', title: 'Busy' },
    { event: { id: 'new' }, traceId: 'x' },
  ]) {
    const api = await answered(json);
    expect(await api.createBlock(ann, { title: 'Busy', start: at('10:00'), end: at('11:00') })).toBe('new');
  }
});

it('leaves a deleted blocked slot without a time out, and one that ends before it starts is no answer', async () => {
  const deleted = await answered({ events: [block({ startTime: null, deleted: true }), block({ id: 'b2' })] });
  expect((await deleted.blockSlots(ann, today)).map(({ id }) => id)).toEqual(['b2']);
  const reversed = await answered({ events: [block({ endTime: at('09:00') })] });
  await expect(reversed.blockSlots(ann, today, new Set(['blk']))).rejects.toMatchObject({ code: 'crm-unreachable' });
});

it('leaves out what it cannot read of others’ blocked slots, and goes on', async () => {
  const fullDay = block({ id: 'holiday', startTime: '2026-11-23', endTime: '2026-11-24', isFullDay: true });
  const endless = block({ id: 'endless', endTime: undefined });
  const api = await answered({ events: [fullDay, endless, block({ id: null, endTime: null }), null, block({})] });
  expect((await api.blockSlots(ann, today, new Set(['blk']))).map(({ id }) => id)).toEqual(['blk']);
  await expect(api.blockSlots(ann, today, new Set(['endless']))).rejects.toMatchObject({
    message: expect.stringMatching(/blocked slot 2 of its list \(endTime\)/),
  });
});

it('reads an appointment whatever its status is called, also one with seats, and none that was deleted', async () => {
  const of = (more: object) => ({ ...block({}), id: 'apt', ...more });
  const odd = await answered({ appointment: of({ appoinmentStatus: 'confirmed' }) });
  expect(await odd.appointment('apt')).toMatchObject({ status: 'confirmed', updatedAt: null, calendarId: null });
  const gone = await answered({ event: of({ deleted: true }) });
  expect(await gone.appointment('apt')).toBeNull();
  const list = await answered({ events: [of({ deleted: true }), of({ id: 'apt2', appointmentStatus: 'new' })] });
  expect((await list.appointments(ann, today)).listed.map(({ id }) => id)).toEqual(['apt2']);
});

it('reads who takes part in an appointment beside the one it is assigned to', async () => {
  const of = (users: unknown) => ({ ...block({}), id: 'apt', assignedUserId: ben, users });
  const read = async (users: unknown) => (await answered({ event: of(users) })).appointment('apt');
  expect(await read([ann, 7, ben])).toMatchObject({ assignedUserId: ben, userIds: [ann, ben] });
  for (const users of [null, undefined, ann]) expect(await read(users)).toMatchObject({ userIds: [] });
});

it('gives appointments that it cannot read beside the others, with the days that they may lie on', async () => {
  const of = (id: string, more: object) => ({ ...block({}), id, appointmentStatus: 'new', title: 'Maya', ...more });
  const api = await answered({
    events: [
      of('local', { startTime: '2026-11-23 10:00:00', endTime: '2026-11-24 10:00:00' }),
      of('endless', { endTime: null, appointmentStatus: 'cancelled' }),
      of('reversed', { endTime: at('09:00') }),
      { id: 'nothing', startTime: 'soon' },
      'no event',
      of('good', {}),
    ],
  });
  const { listed, unreadable } = await api.appointments(ann, today);
  expect(listed.map(({ id }) => id)).toEqual(['good']);
  const days = (from: string, to: string) => ({ start: Date.parse(from), end: Date.parse(to) });
  expect(unreadable).toEqual([
    { id: 'local', title: 'Maya', status: 'new', when: days('2026-11-22T10:00Z', '2026-11-25T12:00Z') },
    { id: 'endless', title: 'Maya', status: 'cancelled', when: days('2026-11-22T15:00Z', '2026-11-24T15:00Z') },
    { id: 'reversed', title: 'Maya', status: 'new', when: days('2026-11-22T14:00Z', '2026-11-24T15:00Z') },
    { id: 'nothing', title: '', status: '', when: null },
    { id: null, title: '', status: '', when: null },
  ]);
});

it('reads free slots that count seats, past whatever stands beside the days', async () => {
  const slots = { '2026-11-23T10:00:00-05:00': 3, '2026-11-23T11:00:00-05:00': 0 };
  const api = await answered({ '2026-11-23': { slots }, traceId: 'x', _dates_: { slots: ['no'] }, more: null });
  expect(await api.freeSlots(consultation, today, ann)).toEqual([at('10:00')]);
});

it('takes no free slot beyond the range, where whole days are answered', async () => {
  const slots = ['09:30', '10:00', '10:30', '11:00'].map((time) => `2026-11-23T${time}:00-05:00`);
  const api = await answered({ '2026-11-23': { slots } });
  expect(await api.freeSlots(consultation, { start: at('10:00'), end: at('11:00') }, ann)).toEqual([
    at('10:00'),
    at('10:30'),
  ]);
});

it('tells a day of free slots that cannot be read', async () => {
  const api = await answered({ '2026-11-23': { slots: ['10:00'] } });
  await expect(api.freeSlots(consultation, today, ann)).rejects.toMatchObject({
    code: 'crm-unreachable',
    message: expect.stringMatching(/free slots of 2026-11-23/),
  });
});

it('names a user and a sub-account by what there is', async () => {
  const users = [
    { id: 'u1', firstName: 'Ann', lastName: ' Porter ' },
    { id: 'u2', email: 'b@c.example' },
    { id: 'u3' },
  ];
  const named = await answered({ users: [...users, { id: 'u4', name: 'Gone', deleted: true }] });
  expect((await named.users()).map(({ name }) => name)).toEqual(['Ann Porter', 'b@c.example', 'u3']);
  const bare = await answered({ location: { id: location, timezone: 'Somewhere/Else' } });
  expect(await bare.location()).toEqual({ id: location, name: location, timeZone: 'UTC' });
});

it('asks for the range that it was given, in milliseconds', async () => {
  await opened.api.appointments(ann, { start: MONDAY_MORNING, end: MONDAY_MORNING + HOUR });
  expect(Object.fromEntries(new URLSearchParams(opened.standIn.requests[0]?.query))).toEqual({
    locationId: location,
    userId: ann,
    startTime: '1795435200000',
    endTime: '1795438800000',
  });
});
