import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Written } from '../../../shared/contract/appointments.ts';
import { type Booked, booking, type Calendars, startBooked, startCalendars } from './booked.ts';

const [YESTERDAY, NOON, TODAY, LATER] = ['21T08', '21T12', '22T08', '22T09'].map((time) => `2026-11-${time}:00:00Z`);
const OLD = { updatedAt: YESTERDAY };
const NEW = { updatedAt: TODAY, title: 'Newer visit', start: '2036-12-04T15:00:00Z', end: '2036-12-04T16:00:00Z' };

let calendars: Calendars;
let desktop: Booked;
let laptop: Booked;
beforeAll(async () => {
  calendars = await startCalendars();
});
afterAll(() => calendars.stop());
beforeEach(async () => {
  [desktop, laptop] = await Promise.all([startBooked(calendars), startBooked(calendars)]);
  for (const computer of [desktop, laptop]) await computer.link('Work');
});
afterEach(async () => {
  await Promise.all([desktop.bridge.discard(), laptop.bridge.discard()]);
  for (const { href } of await calendars.events('work')) await calendars.radicale.delete(href);
});

const pausing = (paused: boolean) => laptop.bridge.call('PATCH', laptop.path, { paused });

/** The laptop hears something, sleeps on it, and goes on when the desktop has long written newer news. */
async function sleptOn(hear: () => Promise<unknown>): Promise<void> {
  await pausing(true);
  await hear();
  await desktop.put(booking('a', NEW));
  await desktop.until('a', 'written');
  const before = await calendars.events('work');
  await pausing(false);
  await laptop.until('a', 'written');
  expect(await calendars.events('work')).toEqual(before);
}

const text = async () => (await calendars.events('work')).map((event) => event.text).join();

describe('a laptop that slept and delivers what is a day old', () => {
  it('leaves a booking that it never wrote as the desktop wrote it', async () => {
    await sleptOn(() => laptop.put(booking('a', OLD)));
    expect((await laptop.list())[0]).toMatchObject({ title: 'Newer visit', start: NEW.start });
  });

  it('leaves a booking that it wrote itself before', async () => {
    await laptop.put(booking('a', OLD));
    await laptop.until('a', 'written');
    await sleptOn(() => laptop.put(booking('a', { updatedAt: NOON, title: 'At noon' })));
  });

  it('takes no event away for a cancellation that was itself taken back', async () => {
    await laptop.put(booking('a', OLD));
    await laptop.until('a', 'written');
    await sleptOn(() => laptop.put(booking('a', { updatedAt: NOON, status: 'cancelled' })));
  });

  it('goes on with the next news, also where that is what it had heard before', async () => {
    await sleptOn(() => laptop.put(booking('a', OLD)));
    await laptop.put(booking('a', { updatedAt: LATER }));
    await laptop.until('a', 'written');
    expect(await text()).toContain('SUMMARY:Visit of a');
    expect(await text()).toContain('DTSTART;TZID=America/New_York:20361202T100000');
    await laptop.put(booking('a', { updatedAt: '2026-11-22T10:00:00Z', status: 'cancelled' }));
    await laptop.until('a', 'removed');
    expect(await calendars.events('work')).toEqual([]);
  });

  it('takes the event away when the CRM deleted the booking, which is its last word', async () => {
    await laptop.put(booking('a', OLD));
    await laptop.until('a', 'written');
    await desktop.put(booking('a', NEW));
    await desktop.until('a', 'written');
    await laptop.bridge.call<Written>('DELETE', `${laptop.path}/appointments/a`);
    await laptop.until('a', 'removed');
    expect(await calendars.events('work')).toEqual([]);
  });
});

describe('a bridge that reads in the calendar what another computer wrote', () => {
  it('tells of the newer booking, and does not count it as moved by hand', async () => {
    await laptop.put(booking('a', OLD));
    await laptop.until('a', 'written');
    await desktop.put(booking('a', NEW));
    await desktop.until('a', 'written');
    await laptop.sync();
    await expect.poll(async () => (await laptop.list())[0]).toMatchObject({ title: 'Newer visit', start: NEW.start });
    expect((await laptop.list())[0]).not.toHaveProperty('movedInICloud');
    await laptop.put(booking('a', { updatedAt: NOON, title: 'At noon' }));
    expect((await laptop.list())[0]).toMatchObject({ state: 'written', title: 'Newer visit' });
  });
});

describe('an event whose server drops what it does not know', () => {
  it('is written by whoever comes last, as it was before there were notes', async () => {
    await desktop.put(booking('a', NEW));
    await desktop.until('a', 'written');
    const [event] = await calendars.events('work');
    await calendars.radicale.put(event?.href ?? '', event?.text.replace(/X-SLOTBRIDGE-UPDATED.*\r\n/, '') ?? '');
    await laptop.put(booking('a', OLD));
    await laptop.until('a', 'written');
    expect(await text()).toContain('SUMMARY:Visit of a');
  });
});
