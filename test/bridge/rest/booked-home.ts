import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import { type Booked, booking, type Calendars, type Standing, startBooked, startCalendars } from '../outbox/booked.ts';

/**
 * Each test of the file gets a bridge of its own, with the calendar Home of one real server linked; nothing stands there
 * before.
 */
export function bookedHome() {
  let calendars: Calendars;
  let booked: Booked;
  let number = 0;

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

  /** The one event of a booking. */
  async function eventOf(id: string, calendar = 'home'): Promise<Standing> {
    const [event, ...more] = (await calendars.events(calendar)).filter(({ text }) => text.includes(`Visit of ${id}`));
    expect(more).toEqual([]);
    return event ?? { href: 'nothing there', text: '' };
  }

  /** A booking of an hour that stands in the calendar; gives its event. */
  async function written(id: string, more: Partial<Appointment> = {}): Promise<Standing> {
    await booked.put(booking(id, more));
    await booked.until(id, 'written');
    return eventOf(id);
  }

  async function titlesIn(calendar: string): Promise<string[]> {
    const events = await calendars.events(calendar);
    return events.flatMap(({ text }) => /SUMMARY:(.*)\r?\n/.exec(text)?.[1]?.trim() ?? []);
  }

  async function slots(): Promise<{ start: string; end: string }[]> {
    const path = `${booked.path}/blocked-slots?from=2036-11-01T00:00:00Z&to=2036-12-31T00:00:00Z`;
    return (await booked.bridge.call<{ slots: { start: string; end: string }[] }>('GET', path)).body.slots;
  }

  return {
    calendars: () => calendars,
    booked: () => booked,
    /** Goes on with another bridge, which is stopped after the test. */
    goOnWith: (other: Booked) => {
      booked = other;
    },
    newId: () => `apt${++number}`,
    eventOf,
    written,
    titlesIn,
    slots,
  };
}
