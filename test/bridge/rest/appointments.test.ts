import { describe, expect, it } from 'vitest';
import type { Written } from '../../../shared/contract/appointments.ts';
import { booking } from '../outbox/booked.ts';
import { bookedHome } from './booked-home.ts';

const { booked, calendars, eventOf, newId, slots, titlesIn, written } = bookedHome();

describe('a booking', () => {
  it('stands in the linked calendar, once', async () => {
    const id = newId();
    const answer = await booked().bridge.call<Written>('PUT', `${booked().path}/appointments/${id}`, booking(id));
    expect(answer).toMatchObject({ status: 202, body: { appointmentId: id, state: 'queued', attempts: 0 } });
    const written = await booked().until(id, 'written');
    expect(written).toMatchObject({ calendarId: booked().calendarId('Home') });
    await booked().put(booking(id));
    await booked().put(booking(id));
    expect((await titlesIn('home')).filter((title) => title === `Visit of ${id}`)).toHaveLength(1);
    const [event] = (await calendars().events('home')).filter(({ text }) => text.includes(`Visit of ${id}`));
    expect(event?.text).toContain(written.eventUid);
    expect(event?.text).toContain('DTSTART;TZID=America/New_York:20361202T100000');
  });

  it('that is moved moves, and one that is cancelled goes', async () => {
    const id = newId();
    await booked().put(booking(id));
    await booked().until(id, 'written');
    await booked().put(booking(id, { start: '2036-12-03T15:00:00Z', end: '2036-12-03T15:30:00Z' }));
    await booked().until(id, 'written');
    const [moved, ...more] = (await calendars().events('home')).filter(({ text }) => text.includes(`Visit of ${id}`));
    expect(more).toEqual([]);
    expect(moved?.text).toContain('DTSTART;TZID=America/New_York:20361203T100000');
    await booked().put(booking(id, { status: 'cancelled' }));
    await booked().until(id, 'removed');
    expect(await titlesIn('home')).not.toContain(`Visit of ${id}`);
  });
});

describe('the answer to a booking', () => {
  it.each([
    ['no linked calendar', { link: null }, {}, 409, 'no-linked-calendar'],
    ['another user', {}, { assignedUserId: 'user2' }, 409, 'other-user'],
    ['another id in the path', {}, { id: 'other' }, 422, 'invalid'],
    ['an end before the start', {}, { end: '2036-12-02T14:00:00Z' }, 422, 'invalid'],
    ['an unknown zone', {}, { timeZone: 'Mars/Olympus' }, 422, 'invalid'],
    ['an unknown status', {}, { status: 'perhaps' }, 422, 'invalid'],
  ])(
    'with %s is a refusal that names the cause',
    async (_what, { link = 'Home' }: { link?: string | null }, more, status, code) => {
      await booked().link(link);
      const body = { ...booking('refused'), ...more };
      const answer = await booked().bridge.call('PUT', `${booked().path}/appointments/refused`, body);
      expect(answer).toMatchObject({ status, body: { code } });
      expect(await booked().list()).toEqual([]);
    },
  );

  it('takes the older words for a status', async () => {
    const id = newId();
    const body = { ...booking(id), status: 'active' };
    await booked().bridge.call('PUT', `${booked().path}/appointments/${id}`, body);
    await booked().until(id, 'written');
    expect((await eventOf(id)).text).toContain('STATUS:CONFIRMED');
  });

  it('to a deletion is 202, for an id never seen and the second time too', async () => {
    for (const _ of [1, 2]) {
      const answer = await booked().bridge.call('DELETE', `${booked().path}/appointments/never`);
      expect(answer).toMatchObject({ status: 202, body: { appointmentId: 'never' } });
      await booked().until('never', 'removed');
    }
  });
});

describe('a booking that gets a new id', () => {
  it('is one event under the new id, with what the person had added', async () => {
    const [old, id] = [newId(), newId()];
    const event = await written(old);
    await calendars().radicale.put(event.href, event.text.replace('END:VEVENT', 'X-COLOUR:plum\r\nEND:VEVENT'));
    const later = { start: '2036-12-05T15:00:00Z', end: '2036-12-05T16:00:00Z' };
    await written(id, { ...later, supersedes: old });
    await booked().until(old, 'removed');
    expect(await calendars().events('home')).toHaveLength(1);
    expect((await eventOf(id)).text).toMatch(/20361205T100000.*X-COLOUR:plum/s);
    await booked().sync();
    expect(await slots()).toEqual([]);
    await booked().put(booking(old));
    expect(await calendars().events('home')).toHaveLength(1);
  });

  it('of a series goes with the series, and late news of it is too late', async () => {
    const start = Date.parse('2036-12-02T15:00:00Z');
    const ids = [0, 7, 14].map((days) => `master_${start + days * 86_400_000}_3600`);
    for (const id of ids) await booked().put(booking(id, { updatedAt: '2026-11-01T10:00:00Z' }));
    for (const id of ids) await booked().until(id, 'written');
    await booked().bridge.call('DELETE', `${booked().path}/appointments/master`);
    for (const id of ids) await booked().until(id, 'removed');
    expect(await calendars().events('home')).toEqual([]);
    const [first = ''] = ids;
    expect(await booked().put(booking(first, { updatedAt: '2026-11-01T11:00:00Z' }))).toMatchObject({
      state: 'removed',
    });
    await written(first, { updatedAt: '2099-01-01T00:00:00Z' });
  });
});
