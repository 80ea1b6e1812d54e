import { describe, expect, it } from 'vitest';
import { booking } from '../outbox/booked.ts';
import { bookedHome } from './booked-home.ts';

const { booked, calendars, eventOf, newId, slots, titlesIn, written } = bookedHome();

describe('the person', () => {
  it('who moves the event sees the new time block, both times told, and their move kept by a new title', async () => {
    const id = newId();
    const event = await written(id);
    await calendars().radicale.put(
      event.href,
      event.text
        .replaceAll('20361202T1', '20361204T1')
        .replace(/X-SLOTBRIDGE-(START|END):20361204/g, 'X-SLOTBRIDGE-$1:20361202'),
    );
    await booked().sync();
    const moved = { start: '2036-12-04T15:00:00Z', end: '2036-12-04T16:00:00Z' };
    await expect
      .poll(async () => (await booked().list())[0])
      .toMatchObject({ state: 'written', movedInICloud: moved, start: '2036-12-02T15:00:00Z' });
    expect(await slots()).toMatchObject([moved]);
    await booked().put(booking(id, { title: `Visit of ${id}, first` }));
    await booked().until(id, 'written');
    await expect.poll(async () => (await eventOf(id)).text).toContain('first');
    expect((await eventOf(id)).text).toContain('DTSTART;TZID=America/New_York:20361204T100000');
    await written(id, { start: '2036-12-05T15:00:00Z', end: '2036-12-05T16:00:00Z' });
    expect((await eventOf(id)).text).toContain('DTSTART;TZID=America/New_York:20361205T100000');
    expect((await booked().list())[0]?.movedInICloud).toBeUndefined();
    await booked().sync();
    expect(await slots()).toEqual([]);
  });

  it('who deletes the event is obeyed until the booking changes', async () => {
    const id = newId();
    const event = await written(id);
    await booked().sync();
    await calendars().radicale.delete(event.href);
    await booked().sync();
    await booked().until(id, 'deleted-in-icloud');
    await booked().put(booking(id));
    await booked().sync();
    expect((await booked().list())[0]?.state).toBe('deleted-in-icloud');
    expect(await calendars().events('home')).toEqual([]);
    await written(id, { start: '2036-12-05T15:00:00Z', end: '2036-12-05T16:00:00Z' });
    expect((await eventOf(id)).text).toContain('20361205T100000');
  });

  it('who deletes the event and brings it back has it as before', async () => {
    const id = newId();
    const event = await written(id);
    await booked().sync();
    await calendars().radicale.delete(event.href);
    await booked().sync();
    await booked().until(id, 'deleted-in-icloud');
    await calendars().radicale.put(event.href, event.text);
    await booked().sync();
    await booked().until(id, 'written');
    await written(id, { title: `Visit of ${id} again` });
    expect((await eventOf(id)).text).toContain('again');
  });

  it('who deletes the event may have it written again by asking', async () => {
    const id = newId();
    const event = await written(id);
    await booked().sync();
    await calendars().radicale.delete(event.href);
    await booked().sync();
    await booked().until(id, 'deleted-in-icloud');
    expect((await booked().bridge.call('POST', `${booked().path}/appointments/${id}/retry`)).status).toBe(202);
    await booked().until(id, 'written');
    expect((await eventOf(id)).text).not.toBe('');
  });

  it('who takes one event out has it out until the booking changes', async () => {
    const id = newId();
    await written(id);
    expect((await booked().bridge.call('POST', `${booked().path}/appointments/${id}/remove`)).status).toBe(202);
    await booked().until(id, 'removed');
    expect(await calendars().events('home')).toEqual([]);
    await booked().put(booking(id));
    expect((await booked().list())[0]?.state).toBe('removed');
    await written(id, { title: `Visit of ${id}, again` });
  });

  it('who links another calendar finds coming bookings there with what was added, and past ones where they were', async () => {
    const [past, coming] = [newId(), newId()];
    await written(past, { start: '2026-01-05T15:00:00Z', end: '2026-01-05T16:00:00Z' });
    const event = await written(coming);
    await calendars().radicale.put(event.href, event.text.replace('END:VEVENT', 'X-COLOUR:plum\r\nEND:VEVENT'));
    await booked().link('Work');
    await expect.poll(async () => (await calendars().events('work')).length).toBe(1);
    await booked().until(coming, 'written');
    expect((await eventOf(coming, 'work')).text).toContain('X-COLOUR:plum');
    expect(await titlesIn('home')).toEqual([`Visit of ${past}`]);
  });
});

describe('our own events', () => {
  it('block nothing where the CRM put them; a copy of one does', async () => {
    const id = newId();
    const event = await written(id);
    await booked().sync();
    expect(await slots()).toEqual([]);
    const copy = event.text.replace(/UID:.*\r\n/, 'UID:copied-by-hand\r\n');
    await calendars().radicale.put('/ann/home/copied.ics', copy);
    await booked().sync();
    expect(await slots()).toMatchObject([{ start: '2036-12-02T15:00:00Z', end: '2036-12-02T16:00:00Z' }]);
  });

  it('are left out of a check for the appointment itself, also when moved by hand', async () => {
    const id = newId();
    const event = await written(id);
    const text = event.text.replaceAll('T100000', 'T120000').replaceAll('T110000', 'T130000');
    await calendars().radicale.put(event.href, text);
    const time = { start: '2036-12-02T17:00:00Z', end: '2036-12-02T18:00:00Z', fresh: true };
    const check = async (more = {}) =>
      (await booked().bridge.call('POST', `${booked().path}/check`, { ...time, ...more })).body;
    expect(await check()).toMatchObject({ free: false });
    expect(await check({ ignoreAppointmentId: id })).toMatchObject({ free: true, conflicts: [] });
    expect(await check({ ignoreAppointmentId: 'another' })).toMatchObject({ free: false });
  });

  it('are read in a linked calendar that blocks nothing', async () => {
    const configuration = {
      linkedCalendarId: booked().calendarId('Work'),
      conflictCalendarIds: [booked().calendarId('Home')],
      linkedIsConflict: false,
    };
    await booked().bridge.call('PUT', `${booked().path}/configuration`, configuration);
    const id = newId();
    await booked().put(booking(id));
    await booked().until(id, 'written');
    await booked().sync();
    await calendars().radicale.delete((await eventOf(id, 'work')).href);
    await booked().sync();
    await booked().until(id, 'deleted-in-icloud');
    expect(await slots()).toEqual([]);
  });
});
