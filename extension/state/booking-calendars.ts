import { z } from 'zod';
import { Id, Instant } from '../../shared/contract/values.ts';
import { inTurn } from './in-turn.ts';
import { stored } from './stored.ts';

/** A booking calendar of a sub-account, as the CRM's own answers named it in the staff app. */
export const BookingCalendar = z.strictObject({
  calendarId: Id,
  /** By which a booking page may name it in its address. */
  slugs: z.array(z.string().min(1).max(200)).max(4),
  name: z.string().max(200),
  /** The users whose time it books. */
  memberUserIds: z.array(Id).max(200),
  /** Length of one appointment. */
  slotMinutes: z.number().int().min(1).max(1440).optional(),
});
export type BookingCalendar = z.infer<typeof BookingCalendar>;

const OfLocation = z.strictObject({
  locationId: Id,
  seenAt: Instant,
  calendars: z.array(BookingCalendar).max(200),
});
export type LocationCalendars = z.infer<typeof OfLocation>;

export const MAX_LOCATIONS = 30;

/** The sub-accounts seen last come first. */
export const bookingCalendars = stored('bookingCalendars', z.array(OfLocation).max(MAX_LOCATIONS));

/** The list with what one sub-account's page just told; the sub-account seen longest ago falls off. Pure. */
export function withCalendars(list: readonly LocationCalendars[], seen: LocationCalendars): LocationCalendars[] {
  return [seen, ...list.filter((one) => one.locationId !== seen.locationId)].slice(0, MAX_LOCATIONS);
}

export async function recordBookingCalendars(seen: LocationCalendars): Promise<void> {
  await inTurn('bookingCalendars', async () =>
    bookingCalendars.write(withCalendars((await bookingCalendars.read()) ?? [], seen)),
  );
}
