import type { Ledger } from './accept.ts';
import type { Entry } from './entry.ts';
import { isSettled } from './next-task.ts';

/**
 * The entries that change when another calendar is linked: bookings that are not over go there, and so does everything
 * that never reached a calendar. What is past stays where it stands. With none linked, what stands stays and what waits
 * waits.
 */
export function relinked(ledger: Ledger, linkedCalendarId: string | null, now: number): Entry[] {
  return [...ledger.all()]
    .filter((entry) => entry.wish === 'wanted' && !entry.deletedInICloud && entry.calendarId !== linkedCalendarId)
    .filter((entry) => (entry.written === null ? true : linkedCalendarId !== null && !isOver(entry, now)))
    .map((entry) => {
      const troubles = { attempts: 0, retryAt: null, failure: null };
      return { ...entry, ...troubles, calendarId: linkedCalendarId, revision: entry.revision + 1, updatedAt: now };
    });
}

/** It has ended, and stands as it should. */
function isOver(entry: Entry, now: number): boolean {
  return entry.appointment !== null && Date.parse(entry.appointment.end) <= now && isSettled(entry);
}
