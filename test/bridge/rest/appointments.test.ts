import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Written } from '../../../shared/contract/appointments.ts';
import { type Booked, booking, type Calendars, startBooked, startCalendars } from '../outbox/booked.ts';

let calendars: Calendars;
let booked: Booked;
beforeAll(async () => {
  calendars = await startCalendars();
});
afterAll(() => calendars.stop());
beforeEach(async () => {
  booked = await startBooked(calendars);
  await booked.link('Home');
});
afterEach(async () => {
  await booked.bridge.discard();
  for (const calendar of ['home', 'work']) {
    for (const { href } of await calendars.events(calendar)) await calendars.radicale.delete(href);
  }
});

let number = 0;
const newId = () => `apt${++number}`;
const titlesIn = async (calendar: string) =>
  (await calendars.events(calendar)).flatMap(({ text }) => /SUMMARY:(.*)\r?\n/.exec(text)?.[1]?.trim() ?? []);

describe('a booking', () => {
  it('stands in the linked calendar, once', async () => {
    const id = newId();
    const answer = await booked.bridge.call<Written>('PUT', `${booked.path}/appointments/${id}`, booking(id));
    expect(answer).toMatchObject({ status: 202, body: { appointmentId: id, state: 'queued', attempts: 0 } });
    const written = await booked.until(id, 'written');
    expect(written).toMatchObject({ calendarId: booked.calendarId('Home') });
    await booked.put(booking(id));
    await booked.put(booking(id));
    expect((await titlesIn('home')).filter((title) => title === `Visit of ${id}`)).toHaveLength(1);
    const [event] = (await calendars.events('home')).filter(({ text }) => text.includes(`Visit of ${id}`));
    expect(event?.text).toContain(written.eventUid);
    expect(event?.text).toContain('DTSTART;TZID=America/New_York:20261202T100000');
  });

  it('that is moved moves, and one that is cancelled goes', async () => {
    const id = newId();
    await booked.put(booking(id));
    await booked.until(id, 'written');
    await booked.put(booking(id, { start: '2026-12-03T15:00:00Z', end: '2026-12-03T15:30:00Z' }));
    await booked.until(id, 'written');
    const [moved, ...more] = (await calendars.events('home')).filter(({ text }) => text.includes(`Visit of ${id}`));
    expect(more).toEqual([]);
    expect(moved?.text).toContain('DTSTART;TZID=America/New_York:20261203T100000');
    await booked.put(booking(id, { status: 'cancelled' }));
    await booked.until(id, 'removed');
    expect(await titlesIn('home')).not.toContain(`Visit of ${id}`);
  });
});

const eventOf = async (id: string, calendar = 'home') => {
  const [event, ...more] = (await calendars.events(calendar)).filter(({ text }) => text.includes(`Visit of ${id}`));
  expect(more).toEqual([]);
  return event ?? { href: 'nothing there', text: '' };
};
const written = async (id: string, more = {}) => {
  await booked.put(booking(id, more));
  await booked.until(id, 'written');
  return eventOf(id);
};

describe('the answer to a booking', () => {
  it.each([
    ['no linked calendar', { link: null }, {}, 409, 'no-linked-calendar'],
    ['another user', {}, { assignedUserId: 'user2' }, 409, 'other-user'],
    ['another id in the path', {}, { id: 'other' }, 422, 'invalid'],
    ['an end before the start', {}, { end: '2026-12-02T14:00:00Z' }, 422, 'invalid'],
    ['an unknown zone', {}, { timeZone: 'Mars/Olympus' }, 422, 'invalid'],
    ['an unknown status', {}, { status: 'perhaps' }, 422, 'invalid'],
  ])(
    'with %s is a refusal that names the cause',
    async (_what, { link = 'Home' }: { link?: string | null }, more, status, code) => {
      await booked.link(link);
      const body = { ...booking('refused'), ...more };
      const answer = await booked.bridge.call('PUT', `${booked.path}/appointments/refused`, body);
      expect(answer).toMatchObject({ status, body: { code } });
      expect(await booked.list()).toEqual([]);
    },
  );

  it('takes the older words for a status', async () => {
    const id = newId();
    const body = { ...booking(id), status: 'active' };
    await booked.bridge.call('PUT', `${booked.path}/appointments/${id}`, body);
    await booked.until(id, 'written');
    expect((await eventOf(id)).text).toContain('STATUS:CONFIRMED');
  });

  it('to a deletion is 202, for an id never seen and the second time too', async () => {
    for (const _ of [1, 2]) {
      const answer = await booked.bridge.call('DELETE', `${booked.path}/appointments/never`);
      expect(answer).toMatchObject({ status: 202, body: { appointmentId: 'never' } });
      await booked.until('never', 'removed');
    }
  });
});

describe('the person', () => {
  it('who moves the event sees the new time block, both times told, and their move kept by a new title', async () => {
    const id = newId();
    const event = await written(id);
    await calendars.radicale.put(
      event.href,
      event.text
        .replaceAll('20261202T1', '20261204T1')
        .replace(/X-SLOTBRIDGE-(START|END):20261204/g, 'X-SLOTBRIDGE-$1:20261202'),
    );
    await booked.sync();
    const moved = { start: '2026-12-04T15:00:00Z', end: '2026-12-04T16:00:00Z' };
    await expect
      .poll(async () => (await booked.list())[0])
      .toMatchObject({ state: 'written', movedInICloud: moved, start: '2026-12-02T15:00:00Z' });
    expect(await slots()).toMatchObject([moved]);
    await booked.put(booking(id, { title: `Visit of ${id}, first` }));
    await booked.until(id, 'written');
    await expect.poll(async () => (await eventOf(id)).text).toContain('first');
    expect((await eventOf(id)).text).toContain('DTSTART;TZID=America/New_York:20261204T100000');
    await written(id, { start: '2026-12-05T15:00:00Z', end: '2026-12-05T16:00:00Z' });
    expect((await eventOf(id)).text).toContain('DTSTART;TZID=America/New_York:20261205T100000');
    expect((await booked.list())[0]?.movedInICloud).toBeUndefined();
    await booked.sync();
    expect(await slots()).toEqual([]);
  });

  it('who deletes the event is obeyed until the booking changes', async () => {
    const id = newId();
    const event = await written(id);
    await booked.sync();
    await calendars.radicale.delete(event.href);
    await booked.sync();
    await booked.until(id, 'deleted-in-icloud');
    await booked.put(booking(id));
    await booked.sync();
    expect((await booked.list())[0]?.state).toBe('deleted-in-icloud');
    expect(await calendars.events('home')).toEqual([]);
    await written(id, { start: '2026-12-05T15:00:00Z', end: '2026-12-05T16:00:00Z' });
    expect((await eventOf(id)).text).toContain('20261205T100000');
  });

  it('who deletes the event and brings it back has it as before', async () => {
    const id = newId();
    const event = await written(id);
    await booked.sync();
    await calendars.radicale.delete(event.href);
    await booked.sync();
    await booked.until(id, 'deleted-in-icloud');
    await calendars.radicale.put(event.href, event.text);
    await booked.sync();
    await booked.until(id, 'written');
    await written(id, { title: `Visit of ${id} again` });
    expect((await eventOf(id)).text).toContain('again');
  });

  it('who deletes the event may have it written again by asking', async () => {
    const id = newId();
    const event = await written(id);
    await booked.sync();
    await calendars.radicale.delete(event.href);
    await booked.sync();
    await booked.until(id, 'deleted-in-icloud');
    expect((await booked.bridge.call('POST', `${booked.path}/appointments/${id}/retry`)).status).toBe(202);
    await booked.until(id, 'written');
    expect((await eventOf(id)).text).not.toBe('');
  });

  it('who takes one event out has it out until the booking changes', async () => {
    const id = newId();
    await written(id);
    expect((await booked.bridge.call('POST', `${booked.path}/appointments/${id}/remove`)).status).toBe(202);
    await booked.until(id, 'removed');
    expect(await calendars.events('home')).toEqual([]);
    await booked.put(booking(id));
    expect((await booked.list())[0]?.state).toBe('removed');
    await written(id, { title: `Visit of ${id}, again` });
  });

  it('who links another calendar finds coming bookings there with what was added, and past ones where they were', async () => {
    const [past, coming] = [newId(), newId()];
    await written(past, { start: '2026-01-05T15:00:00Z', end: '2026-01-05T16:00:00Z' });
    const event = await written(coming);
    await calendars.radicale.put(event.href, event.text.replace('END:VEVENT', 'X-COLOUR:plum\r\nEND:VEVENT'));
    await booked.link('Work');
    await expect.poll(async () => (await calendars.events('work')).length).toBe(1);
    await booked.until(coming, 'written');
    expect((await eventOf(coming, 'work')).text).toContain('X-COLOUR:plum');
    expect(await titlesIn('home')).toEqual([`Visit of ${past}`]);
  });
});

describe('a booking that gets a new id', () => {
  it('is one event under the new id, with what the person had added', async () => {
    const [old, id] = [newId(), newId()];
    const event = await written(old);
    await calendars.radicale.put(event.href, event.text.replace('END:VEVENT', 'X-COLOUR:plum\r\nEND:VEVENT'));
    const later = { start: '2026-12-05T15:00:00Z', end: '2026-12-05T16:00:00Z' };
    await written(id, { ...later, supersedes: old });
    await booked.until(old, 'removed');
    expect(await calendars.events('home')).toHaveLength(1);
    expect((await eventOf(id)).text).toMatch(/20261205T100000.*X-COLOUR:plum/s);
    await booked.sync();
    expect(await slots()).toEqual([]);
    await booked.put(booking(old));
    expect(await calendars.events('home')).toHaveLength(1);
  });

  it('of a series goes with the series, and late news of it is too late', async () => {
    const start = Date.parse('2026-12-02T15:00:00Z');
    const ids = [0, 7, 14].map((days) => `master_${start + days * 86_400_000}_3600`);
    for (const id of ids) await booked.put(booking(id, { updatedAt: '2026-11-01T10:00:00Z' }));
    for (const id of ids) await booked.until(id, 'written');
    await booked.bridge.call('DELETE', `${booked.path}/appointments/master`);
    for (const id of ids) await booked.until(id, 'removed');
    expect(await calendars.events('home')).toEqual([]);
    const [first = ''] = ids;
    expect(await booked.put(booking(first, { updatedAt: '2026-11-01T11:00:00Z' }))).toMatchObject({ state: 'removed' });
    await written(first, { updatedAt: '2099-01-01T00:00:00Z' });
  });
});

const slots = async () => {
  const range = 'from=2026-11-01T00:00:00Z&to=2026-12-31T00:00:00Z';
  const path = `${booked.path}/blocked-slots?${range}`;
  return (await booked.bridge.call<{ slots: { start: string; end: string }[] }>('GET', path)).body.slots;
};

describe('our own events', () => {
  it('block nothing where the CRM put them; a copy of one does', async () => {
    const id = newId();
    const event = await written(id);
    await booked.sync();
    expect(await slots()).toEqual([]);
    const copy = event.text.replace(/UID:.*\r\n/, 'UID:copied-by-hand\r\n');
    await calendars.radicale.put('/ann/home/copied.ics', copy);
    await booked.sync();
    expect(await slots()).toMatchObject([{ start: '2026-12-02T15:00:00Z', end: '2026-12-02T16:00:00Z' }]);
  });

  it('are left out of a check for the appointment itself, also when moved by hand', async () => {
    const id = newId();
    const event = await written(id);
    const text = event.text.replaceAll('T100000', 'T120000').replaceAll('T110000', 'T130000');
    await calendars.radicale.put(event.href, text);
    const time = { start: '2026-12-02T17:00:00Z', end: '2026-12-02T18:00:00Z', fresh: true };
    const check = async (more = {}) =>
      (await booked.bridge.call('POST', `${booked.path}/check`, { ...time, ...more })).body;
    expect(await check()).toMatchObject({ free: false });
    expect(await check({ ignoreAppointmentId: id })).toMatchObject({ free: true, conflicts: [] });
    expect(await check({ ignoreAppointmentId: 'another' })).toMatchObject({ free: false });
  });

  it('are read in a linked calendar that blocks nothing', async () => {
    const configuration = {
      linkedCalendarId: booked.calendarId('Work'),
      conflictCalendarIds: [booked.calendarId('Home')],
      linkedIsConflict: false,
    };
    await booked.bridge.call('PUT', `${booked.path}/configuration`, configuration);
    const id = newId();
    await booked.put(booking(id));
    await booked.until(id, 'written');
    await booked.sync();
    await calendars.radicale.delete((await eventOf(id, 'work')).href);
    await booked.sync();
    await booked.until(id, 'deleted-in-icloud');
    expect(await slots()).toEqual([]);
  });
});

describe('all that was written', () => {
  const removeAll = (dryRun: boolean) =>
    booked.bridge.call<{ events: { appointmentId: string; title: string }[] }>(
      'POST',
      `${booked.path}/appointments/remove-all`,
      { dryRun },
    );

  it('is shown by a dry run, goes by the real one, and does not come back', async () => {
    const ids = [newId(), newId(), newId()];
    for (const id of ids) await booked.put(booking(id));
    for (const id of ids) await booked.until(id, 'written');
    await calendars.radicale.put(
      '/ann/home/dentist.ics',
      (await eventOf(ids[0] ?? '')).text
        .replace(/UID:.*\r\n/, 'UID:own\r\n')
        .replace(/X-SLOTBRIDGE.*\r\n/g, '')
        .replace(/SUMMARY:.*\r\n/, 'SUMMARY:Dentist\r\n'),
    );
    const shown = await removeAll(true);
    expect(shown).toMatchObject({ status: 200 });
    expect(shown.body.events.map(({ appointmentId }) => appointmentId).sort()).toEqual([...ids].sort());
    expect(shown.body.events[0]).toMatchObject({
      start: '2026-12-02T15:00:00Z',
      end: '2026-12-02T16:00:00Z',
      calendarId: booked.calendarId('Home'),
    });
    expect(await calendars.events('home')).toHaveLength(4);
    expect((await removeAll(false)).body.events).toHaveLength(3);
    expect(await titlesIn('home')).toEqual(['Dentist']);
    for (const id of ids) await booked.put(booking(id));
    await booked.sync();
    expect(await titlesIn('home')).toEqual(['Dentist']);
    expect((await removeAll(true)).body.events).toEqual([]);
  });

  it('is found by a bridge that lost its folder, from the marks', async () => {
    const id = newId();
    await written(id);
    await booked.bridge.discard();
    booked = await startBooked(calendars);
    await booked.link('Home');
    await booked.sync();
    expect(await slots()).toEqual([]);
    expect((await removeAll(false)).body.events).toMatchObject([{ appointmentId: id }]);
    expect(await calendars.events('home')).toEqual([]);
  });

  it('is found by a later connection of the same account and user', async () => {
    const id = newId();
    await written(id);
    expect((await booked.bridge.call('DELETE', booked.path)).status).toBe(204);
    booked = await startBooked(calendars, { home: booked.bridge.home, bridge: booked.bridge });
    expect(await booked.list()).toMatchObject([{ appointmentId: id, state: 'written' }]);
    expect((await removeAll(true)).body.events).toMatchObject([{ appointmentId: id }]);
  });

  it('keeps a connection from going while something waits, unless it is discarded', async () => {
    const id = newId();
    await booked.bridge.call('PATCH', booked.path, { paused: true });
    expect(await booked.put(booking(id))).toMatchObject({
      state: 'queued',
      lastError: expect.stringMatching(/paused/i),
    });
    expect((await booked.bridge.call('GET', `${booked.path}/health`)).body).toMatchObject({
      outbox: { queued: 1, failed: 0 },
    });
    expect(await booked.bridge.call('DELETE', booked.path)).toMatchObject({
      status: 409,
      body: { code: 'pending-writes' },
    });
    expect((await booked.bridge.call('DELETE', `${booked.path}?discard=true`)).status).toBe(204);
    expect(await calendars.events('home')).toEqual([]);
  });
});
