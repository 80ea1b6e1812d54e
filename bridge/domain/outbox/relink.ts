import type { Ledger } from './accept.ts';
import type { Entry } from './entry.ts';
import { isSettled } from './next-task.ts';

/**
 * The entries that change when another calendar is linked: bookings that are not over go there, and so does everything
 * that never reached a calendar. What is past stays where it stands. With none linked, what stands stays and what waits
 * waits. What the person carried to a calendar of their own choice stays there while the linked one is the same.
 */
export function relinked(ledger: Ledger, linkedCalendarId: string | null, now: number): Entry[] {
  return [...ledger.all()]
    .filter((entry) => entry.wish === 'wanted' && !entry.deletedInICloud && meantFor(entry) !== linkedCalendarId)
    .filter((entry) => (entry.written === null ? true : linkedCalendarId !== null && !isOver(entry, now)))
    .map((entry) => {
      const troubles = { attempts: 0, retryAt: null, failure: null };
      const home = { calendarId: linkedCalendarId, carriedFrom: undefined };
      return { ...entry, ...troubles, ...home, revision: entry.revision + 1, updatedAt: now };
    });
}

function meantFor({ carriedFrom, calendarId }: Entry): string | null {
  return carriedFrom ?? calendarId;
}

/** It has ended, and stands as it should. */
function isOver(entry: Entry, now: number): boolean {
  return entry.appointment !== null && Date.parse(entry.appointment.end) <= now && isSettled(entry);
}
