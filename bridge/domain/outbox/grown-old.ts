import { type Entry, placesOf } from './entry.ts';
import { fingerprintOf, linkedEventOf } from './linked-event-of.ts';
import { isSettled, showsWhatItShould } from './next-task.ts';

const DAY_MS = 86_400_000;

/** So long it stays known that a booking is gone: what is heard of it later is no late message any more. */
const REMEMBERED_MS = 400 * DAY_MS;
/** So long after its end an appointment may well be looked at and changed in the CRM. */
const RECENT_MS = 30 * DAY_MS;
/** Notes of so many characters are worth leaving out. */
const LONG_NOTES = 200;

/** Nothing of it stands anywhere, and nobody spoke of it for so long that nobody will. */
export function isForgettable(entry: Entry, now: number): boolean {
  const { wish, appointment, updatedAt, wishedAt } = entry;
  if (wish === 'wanted' || !isSettled(entry) || placesOf(entry).length > 0) return false;
  const last = Math.max(updatedAt, wishedAt, appointment ? Date.parse(appointment.end) : 0);
  return last <= now - REMEMBERED_MS;
}

/**
 * The entry without the notes of an appointment that is long over and stands as it should; the same entry where there is
 * nothing to leave out. The event tells by its own marks whether the notes change later.
 */
export function slimmed(entry: Entry, now: number): Entry {
  const { appointment, written } = entry;
  if (!appointment || !written || !isSettled(entry) || !showsWhatItShould(entry)) return entry;
  if (Date.parse(appointment.end) > now - RECENT_MS || (appointment.notes?.length ?? 0) <= LONG_NOTES) return entry;
  const { notes: _, ...slim } = appointment;
  const fingerprint = fingerprintOf(linkedEventOf(slim, written.uid, entry.heardAt));
  return { ...entry, appointment: slim, written: { ...written, fingerprint } };
}
