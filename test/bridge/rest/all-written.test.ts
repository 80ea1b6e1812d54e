import { describe, expect, it } from 'vitest';
import { booking, startBooked } from '../outbox/booked.ts';
import { bookedHome } from './booked-home.ts';

const { booked, calendars, eventOf, goOnWith, newId, slots, titlesIn, written } = bookedHome();

describe('all that was written', () => {
  const removeAll = (dryRun: boolean) =>
    booked().bridge.call<{ events: { appointmentId: string; title: string }[] }>(
      'POST',
      `${booked().path}/appointments/remove-all`,
      { dryRun },
    );

  it('is shown by a dry run, goes by the real one, and does not come back', async () => {
    const ids = [newId(), newId(), newId()];
    for (const id of ids) await booked().put(booking(id));
    for (const id of ids) await booked().until(id, 'written');
    await calendars().radicale.put(
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
      start: '2036-12-02T15:00:00Z',
      end: '2036-12-02T16:00:00Z',
      calendarId: booked().calendarId('Home'),
    });
    expect(await calendars().events('home')).toHaveLength(4);
    expect((await removeAll(false)).body.events).toHaveLength(3);
    expect(await titlesIn('home')).toEqual(['Dentist']);
    for (const id of ids) await booked().put(booking(id));
    await booked().sync();
    expect(await titlesIn('home')).toEqual(['Dentist']);
    expect((await removeAll(true)).body.events).toEqual([]);
  });

  it('is found by a bridge that lost its folder, from the marks', async () => {
    const id = newId();
    await written(id);
    await booked().bridge.discard();
    goOnWith(await startBooked(calendars()));
    await booked().link('Home');
    await booked().sync();
    expect(await slots()).toEqual([]);
    expect((await removeAll(false)).body.events).toMatchObject([{ appointmentId: id }]);
    expect(await calendars().events('home')).toEqual([]);
  });

  it('is found by a later connection of the same account and user', async () => {
    const id = newId();
    await written(id);
    expect((await booked().bridge.call('DELETE', booked().path)).status).toBe(204);
    goOnWith(await startBooked(calendars(), { home: booked().bridge.home, bridge: booked().bridge }));
    expect(await booked().list()).toMatchObject([{ appointmentId: id, state: 'written' }]);
    expect((await removeAll(true)).body.events).toMatchObject([{ appointmentId: id }]);
  });

  it('keeps a connection from going while something waits, unless it is discarded', async () => {
    const id = newId();
    await booked().bridge.call('PATCH', booked().path, { paused: true });
    expect(await booked().put(booking(id))).toMatchObject({
      state: 'queued',
      lastError: expect.stringMatching(/paused/i),
    });
    expect((await booked().bridge.call('GET', `${booked().path}/health`)).body).toMatchObject({
      outbox: { queued: 1, failed: 0 },
    });
    expect(await booked().bridge.call('DELETE', booked().path)).toMatchObject({
      status: 409,
      body: { code: 'pending-writes' },
    });
    expect((await booked().bridge.call('DELETE', `${booked().path}?discard=true`)).status).toBe(204);
    expect(await calendars().events('home')).toEqual([]);
  });
});
