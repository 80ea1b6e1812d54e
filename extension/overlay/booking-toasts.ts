import type { BookingNews, BookingOutcome, WorkerMessage } from '../background/messages.ts';
import type { Toast, Toasts } from './toasts.ts';

/** Most bookings are written within a second or two: only one that takes longer is worth a word of its own. */
export const QUEUED_AFTER_MS = 2_500;

type Said = Omit<Toast, 'key'>;

const passing = (tone: Toast['tone'], words: string): Said => ({ tone, words, stays: false, remedy: null });
const waiting = (words: string): Said => ({ tone: 'unknown', words, stays: true, remedy: null });

const calendar = (name: string | null) => (name === null ? 'your iCloud calendar' : `your iCloud calendar ${name}`);

const MISSED = waiting(
  "We may have missed a booking. Look in Calendar. If it isn't there, open the calendar view here: we read it from there.",
);

function queuedWords(words: string | null): string {
  if (words === null) return "Saved. We'll add it to iCloud as soon as it answers.";
  return `Saved, but not in iCloud yet. ${words}`;
}

/** What to say of a booking's outcome. What the person did in iCloud is no news to them: that stands in the popup. */
export function bookingWords(outcome: BookingOutcome): Said | null {
  switch (outcome.state) {
    case 'written':
      return passing('good', `${outcome.isUpdate ? 'Updated in' : 'Added to'} ${calendar(outcome.calendarName)}.`);
    case 'removed':
      return passing('good', `Removed from ${calendar(null)}.`);
    case 'queued':
      return passing('plain', queuedWords(outcome.words));
    case 'waiting-for-bridge':
      return waiting("Saved, but Slotbridge isn't running. Start it, and we'll add this booking to iCloud.");
    case 'failed':
      return { tone: 'failed', words: outcome.words, stays: true, remedy: outcome.remedy };
    case 'moved-in-icloud':
    case 'deleted-in-icloud':
      return null;
  }
}

/** Tells what became of the bookings made in this page, and of any that failed. Takes the worker's messages. */
export function createBookingToasts(toasts: Toasts): (message: WorkerMessage) => void {
  const queued = new Map<string, ReturnType<typeof setTimeout>>();

  function news({ appointmentId, madeHere, outcome }: BookingNews): void {
    clearTimeout(queued.get(appointmentId));
    const said = madeHere || outcome.state === 'failed' ? bookingWords(outcome) : null;
    if (said === null) return;
    const show = () => toasts.show({ key: appointmentId, ...said });
    if (outcome.state === 'queued') queued.set(appointmentId, setTimeout(show, QUEUED_AFTER_MS));
    else show();
  }

  return (message) => {
    if (message.type === 'booking') news(message.booking);
    if (message.type === 'missed-booking') toasts.show({ key: 'missed', ...MISSED });
  };
}
