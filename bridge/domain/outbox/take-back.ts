import type { Ledger } from './accept.ts';
import { type Entry, newEntry, type Place, placesOf } from './entry.ts';

/**
 * The person takes the event at a place out of the calendar, whoever wrote it and whatever we know of it. It stays out
 * until the appointment changes.
 */
export function takenBack(ledger: Ledger, appointmentId: string, place: Place, now: number): Entry {
  const entry = ledger.get(appointmentId) ?? newEntry(appointmentId, now);
  const known = placesOf(entry).some(({ href }) => href === place.href);
  const { calendarId, href, uid, nth } = place;
  return {
    ...entry,
    wish: entry.wish === 'wanted' || entry.wish === 'discarded' || !entry.appointment ? 'undone' : entry.wish,
    leaving: known ? entry.leaving : [...entry.leaving, { calendarId, href, uid, nth }],
    revision: entry.revision + 1,
    attempts: 0,
    retryAt: null,
    failure: null,
    updatedAt: now,
  };
}
