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
afterEach(() => booked.bridge.discard());

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
