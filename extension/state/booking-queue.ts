import { z } from 'zod';
import { Appointment } from '../../shared/contract/appointments.ts';
import { Id } from '../../shared/contract/values.ts';
import { stored } from './stored.ts';

/** The frame of a tab whose own call made or changed a booking. */
const Origin = z.strictObject({ tabId: z.number().int(), frameId: z.number().int() });

/** One appointment's newest state on its way to the bridge. */
const QueuedBooking = z.strictObject({
  connectionId: Id,
  appointmentId: Id,
  /** Null: it was deleted. */
  appointment: Appointment.nullable(),
  /** Tells a later state from the one that is on its way. */
  version: z.number().int(),
  /** Times that the bridge took the question and could not keep the booking. */
  attempts: z.number().int(),
  /** Null: not a page's own doing, or nothing that the person needs to be told. */
  origin: Origin.nullable(),
});
export type QueuedBooking = z.infer<typeof QueuedBooking>;
export type Origin = z.infer<typeof Origin>;

export const MAX_QUEUED = 500;

/** Oldest first. */
export const bookingQueue = stored('bookingQueue', z.array(QueuedBooking).max(MAX_QUEUED + 1));

const isSame = (a: QueuedBooking, b: QueuedBooking) =>
  a.connectionId === b.connectionId && a.appointmentId === b.appointmentId;

/** The appointment stays the successor of the one that an earlier state of it, not yet delivered, superseded. */
function succeeding(next: QueuedBooking, earlier: QueuedBooking): QueuedBooking {
  const supersedes = next.appointment?.supersedes ?? earlier.appointment?.supersedes;
  const origin = next.origin ?? earlier.origin;
  if (!next.appointment || supersedes === undefined) return { ...next, origin };
  return { ...next, origin, appointment: { ...next.appointment, supersedes } };
}

/**
 * The queue with one more state: it takes the place of an earlier one of the same appointment, else comes last.
 * Null when the queue is full, for then the oldest are kept. Pure.
 */
export function withQueued(queue: readonly QueuedBooking[], next: QueuedBooking): QueuedBooking[] | null {
  const index = queue.findIndex((one) => isSame(one, next));
  const earlier = queue[index];
  if (!earlier) return queue.length < MAX_QUEUED ? [...queue, next] : null;
  const changed = queue.with(index, succeeding(next, earlier));
  const orphaned = next.appointment === null ? earlier.appointment?.supersedes : undefined;
  // What it superseded was never taken away: it goes as well.
  return orphaned === undefined ? changed : [...changed, { ...next, appointmentId: orphaned, origin: null }];
}

/** The queue without that state; a later one of the same appointment stays. Pure. */
export function withoutQueued(queue: readonly QueuedBooking[], done: QueuedBooking): QueuedBooking[] {
  return queue.filter((one) => !(isSame(one, done) && one.version === done.version));
}

/** The queue with that state at its end, as one that is tried again after all others. Pure. */
export function putBack(queue: readonly QueuedBooking[], tried: QueuedBooking): QueuedBooking[] {
  const stands = queue.find((one) => isSame(one, tried) && one.version === tried.version);
  return stands ? [...withoutQueued(queue, tried), { ...stands, attempts: stands.attempts + 1 }] : [...queue];
}
