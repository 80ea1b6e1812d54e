import type { BookingNews, BookingOutcome, WorkerMessage } from '../background/messages.ts';
import { say } from '../words/say.ts';
import type { Toast, Toasts } from './toasts.ts';

/** Most bookings are written within a second or two: only one that takes longer is worth a word of its own. */
export const QUEUED_AFTER_MS = 2_500;

type Said = Omit<Toast, 'key'>;

const passing = (tone: Toast['tone'], words: string): Said => ({ tone, words, stays: false, remedy: null });
const waiting = (words: string): Said => ({ tone: 'unknown', words, stays: true, remedy: null });

const MISSED = waiting(say('bookingMissed'));

const added = (name: string | null) => (name === null ? say('bookingAdded') : say('bookingAddedTo', name));
const updated = (name: string | null) => (name === null ? say('bookingUpdated') : say('bookingUpdatedIn', name));
const queuedWords = (words: string | null) => (words === null ? say('bookingQueued') : say('bookingQueuedWhy', words));

/** What to say of a booking's outcome. What the person did in iCloud is no news to them: that stands in the popup. */
export function bookingWords(outcome: BookingOutcome): Said | null {
  switch (outcome.state) {
    case 'written':
      return passing('good', outcome.isUpdate ? updated(outcome.calendarName) : added(outcome.calendarName));
    case 'removed':
      return passing('good', say('bookingRemoved'));
    case 'queued':
      return passing('plain', queuedWords(outcome.words));
    case 'waiting-for-bridge':
      return waiting(say('bookingWaitsForBridge'));
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
