import type { Desk } from '../../../extension/background/booking-desk.ts';
import { type Hearing, keepBooking } from '../../../extension/background/keep-booking.ts';
import { bookingPlace } from '../../../extension/background/whose-booking.ts';
import type { Seen, SeenAppointment } from '../../../extension/crm/seen-bookings.ts';

export const HOUR = 3_600_000;
export const NOW = Date.UTC(2026, 10, 22, 12);
export const START = NOW + 48 * HOUR;
export const EMPTY: Desk = { queue: [], told: {}, known: {}, seen: [], refused: [] };

export const connection = (id: string, userId: string, linkedCalendarId: string | null = 'work') => {
  return { id, locationId: 'loc', userId, timeZone: 'America/New_York', linkedCalendarId };
};
export const ann = connection('c-ann', 'ann');
export const ben = connection('c-ben', 'ben');
const bookable = (calendarId: string, memberUserIds: string[]) => {
  return { calendarId, slugs: [`${calendarId}-slug`], name: '', memberUserIds, slotMinutes: 30 };
};
export const calendars = [
  {
    locationId: 'loc',
    seenAt: '2026-01-01T00:00:00Z',
    calendars: [bookable('own', ['ann']), bookable('team', ['ann', 'ben'])],
  },
];
export const staff = { kind: 'staff', locationId: 'loc' } as const;
export const widget = (calendar: string) => ({ kind: 'widget', calendar }) as const;

export function hearing(page: Parameters<typeof bookingPlace>[0] = staff, connections = [ann], now = NOW): Hearing {
  const place = bookingPlace(page, calendars, null);
  if (!place) throw new Error('The page belongs nowhere.');
  return { place, connections, staffHost: 'app.gohighlevel.com', origin: { tabId: 1, frameId: 0 }, now };
}

export const told = (more: Partial<SeenAppointment> = {}): SeenAppointment => ({
  id: 'a1',
  title: 'Maya',
  start: START,
  end: START + HOUR,
  status: 'confirmed',
  assignedUserId: 'ann',
  calendarId: 'own',
  locationId: 'loc',
  isSeries: false,
  ...more,
});
export const seen = (kind: 'created' | 'changed' | 'listed', more: Partial<SeenAppointment> = {}, at = NOW): Seen => {
  return { kind, at, told: told(more) };
};
export const gone = (id: string, at = NOW): Seen => ({ kind: 'deleted', at, id });

/** The desk after all of that, each heard at once. */
export function deskAfter(all: readonly Seen[], where: Hearing = hearing(), desk: Desk = EMPTY): Desk {
  return all.reduce((before, one) => keepBooking(before, one, where).desk, desk);
}
export const waiting = ({ queue }: Desk) =>
  queue.map(({ connectionId, appointmentId, appointment }) => [
    connectionId,
    appointmentId,
    appointment?.start ?? null,
  ]);
export const at = (hours: number) => new Date(START + hours * HOUR).toISOString();
/** As it is once the bridge has it all. */
export const delivered = (desk: Desk): Desk => ({ ...desk, queue: [] });
