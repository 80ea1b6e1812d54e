import type { Ledger } from './accept.ts';
import { type Entry, newEntry, type Place, placesOf } from './entry.ts';

/**
 * The person takes the event at a place out of the calendar, whoever wrote it and whatever we know of it. It stays out
 * until the appointment changes.
 */
function takenBack(ledger: Ledger, appointmentId: string, place: Place, now: number): Entry {
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

/** All of them at once; two events of one appointment are one entry. */
export function allTakenBack(
  ledger: Ledger,
  found: readonly { readonly appointmentId: string; readonly place: Place }[],
  now: number,
): Entry[] {
  const changed = new Map<string, Entry>();
  const view = { get: (id: string) => changed.get(id) ?? ledger.get(id), all: () => ledger.all() };
  for (const { appointmentId, place } of found) {
    changed.set(appointmentId, takenBack(view, appointmentId, place, now));
  }
  return [...changed.values()];
}
