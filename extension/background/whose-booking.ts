import type { SeenAppointment } from '../crm/seen-bookings.ts';
import type { BookingCalendar, LocationCalendars } from '../state/booking-calendars.ts';
import type { KnownConnection } from '../state/known-connections.ts';
import type { BookingsMessage } from './messages.ts';

/** The sub-account that a page belongs to, and on a booking page its calendar. */
export interface BookingPlace {
  readonly locationId: string;
  readonly calendar: BookingCalendar | null;
  readonly calendars: readonly BookingCalendar[];
}

/**
 * Where a page books: a staff page in the sub-account of its address, or of the staff app it is a frame of; a booking
 * page in the sub-account among whose calendars its own was seen. Null where that is not known.
 */
export function bookingPlace(
  page: BookingsMessage['page'],
  calendars: readonly LocationCalendars[],
  staffLocationId: string | null,
): BookingPlace | null {
  if (page.kind === 'staff') {
    const locationId = page.locationId ?? staffLocationId;
    if (locationId === null) return null;
    const own = calendars.find((one) => one.locationId === locationId)?.calendars ?? [];
    return { locationId, calendar: null, calendars: own };
  }
  for (const location of calendars) {
    const calendar = location.calendars.find(
      ({ calendarId, slugs }) => calendarId === page.calendar || slugs.includes(page.calendar),
    );
    if (calendar) return { locationId: location.locationId, calendar, calendars: location.calendars };
  }
  return null;
}

function calendarOf(told: SeenAppointment, { calendar, calendars }: BookingPlace): BookingCalendar | null {
  return calendar ?? calendars.find(({ calendarId }) => calendarId === told.calendarId) ?? null;
}

/** The user an appointment is assigned to: the one it names, else the one member of its calendar; null: not known. */
export function assignedTo(told: SeenAppointment, place: BookingPlace): string | null {
  if (told.locationId !== undefined && told.locationId !== place.locationId) return null;
  const onPage = place.calendar;
  if (onPage && told.calendarId !== undefined && told.calendarId !== onPage.calendarId) return null;
  const members = calendarOf(told, place)?.memberUserIds ?? [];
  // A booking page is anybody's: it speaks for the members of its calendar alone.
  if (told.assignedUserId !== undefined) {
    return onPage && !members.includes(told.assignedUserId) ? null : told.assignedUserId;
  }
  return members.length === 1 ? (members[0] ?? null) : null;
}

/** Length of the appointment where it tells none: its calendar's. */
export function minutesOf(told: SeenAppointment, place: BookingPlace): number | null {
  return calendarOf(told, place)?.slotMinutes ?? null;
}

export const inPlace = (connections: readonly KnownConnection[], { locationId }: BookingPlace) =>
  connections.filter((connection) => connection.locationId === locationId);
