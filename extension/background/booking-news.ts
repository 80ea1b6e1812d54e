import { Written } from '../../shared/contract/appointments.ts';
import type { Calendar } from '../../shared/contract/connection.ts';
import type { QueuedBooking } from '../state/booking-queue.ts';
import { bookingErrorInWords } from '../words/bridge-words.ts';
import { say } from '../words/say.ts';
import type { BookingNews, BookingOutcome } from './messages.ts';

function outcomeOf(written: Written, calendars: readonly Calendar[]): BookingOutcome {
  const calendarName = calendars.find(({ id }) => id === written.calendarId)?.name ?? null;
  const { state, movedInICloud: moved } = written;
  const why = bookingErrorInWords(written);
  if (state === 'queued') return { state, words: why };
  if (state === 'failed') return { state, words: why ?? say('bookingNotWritten'), remedy: null };
  if (state !== 'written') return { state };
  if (!moved) return { state, calendarName };
  return { state: 'moved-in-icloud', calendarName, to: { start: Date.parse(moved.start), end: Date.parse(moved.end) } };
}

type Described = Pick<BookingNews, 'title' | 'at'>;

function describe({ title, start, end }: { title?: string; start?: string; end?: string }): Described {
  const at = start !== undefined && end !== undefined ? { start: Date.parse(start), end: Date.parse(end) } : null;
  return { title: title ?? null, at };
}

/** What the bridge says of a booking, for a page. */
export function newsOf(written: Written, calendars: readonly Calendar[], madeHere: boolean): BookingNews {
  const { title, start, end } = written;
  const described = describe({ ...(title ? { title } : {}), ...(start ? { start } : {}), ...(end ? { end } : {}) });
  return { appointmentId: written.appointmentId, ...described, madeHere, outcome: outcomeOf(written, calendars) };
}

/** The same where the booking had an event already, which the bridge told as it took the change. */
export function asUpdate<News extends { readonly outcome: BookingOutcome }>(news: News): News {
  return news.outcome.state === 'written' ? { ...news, outcome: { ...news.outcome, isUpdate: true } } : news;
}

/** What the extension itself has to say of a booking that did not reach the bridge. */
export function ownNews(
  { appointmentId, appointment }: QueuedBooking,
  outcome: BookingOutcome,
): Omit<BookingNews, 'madeHere'> {
  return { appointmentId, ...describe(appointment ?? {}), outcome };
}

/** A newer bridge may say more than this version knows: null. */
export const writtenIn = (value: unknown): Written | null => Written.safeParse(value).data ?? null;
