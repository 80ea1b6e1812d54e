import type { Written } from '../../shared/contract/appointments.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure, type FailureCode } from '../bridge-client/failure.ts';
import { putBack, type QueuedBooking, withoutQueued } from '../state/booking-queue.ts';
import { inTurn } from '../state/in-turn.ts';
import { seenOf, withAppointment, withSeenOf } from '../state/seen-appointments.ts';
import { keyOf } from '../state/told-bookings.ts';
import type { Desk } from './booking-desk.ts';
import { changeDesk } from './desk-storage.ts';
import { isGone } from './first-link.ts';

/** What came of one attempt. */
export type Delivery =
  | { readonly kind: 'kept'; readonly written: Written }
  /** There is no calendar to write to: nobody needs to know. */
  | { readonly kind: 'not-wanted' }
  /** Nothing can be handed over now, whichever booking it is. */
  | { readonly kind: 'away'; readonly failure: BridgeFailure }
  /** This one could not be kept; others may. */
  | { readonly kind: 'again'; readonly failure: BridgeFailure }
  | { readonly kind: 'failed'; readonly failure: BridgeFailure };

const NOBODY: readonly FailureCode[] = ['bridge-unreachable', 'not-our-bridge', 'not-paired', 'unauthorized'];
const REFUSED: readonly FailureCode[] = ['invalid', 'too-large', 'not-found', 'not-json', 'other-user'];
const MOST_ATTEMPTS = 20;

function ofFailure(booking: QueuedBooking, failure: BridgeFailure): Delivery {
  if (failure.code === 'no-linked-calendar') return { kind: 'not-wanted' };
  if (NOBODY.includes(failure.code)) return { kind: 'away', failure };
  const isHopeless = REFUSED.includes(failure.code) || booking.attempts + 1 >= MOST_ATTEMPTS;
  return { kind: isHopeless ? 'failed' : 'again', failure };
}

async function send(booking: QueuedBooking, bridge: Courier['bridge']): Promise<Delivery> {
  const { connectionId, appointmentId, appointment } = booking;
  try {
    const client = await bridge();
    const written = await (appointment
      ? client.putAppointment(connectionId, appointment)
      : client.deleteAppointment(connectionId, appointmentId));
    return { kind: 'kept', written };
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error;
    return ofFailure(booking, error);
  }
}

/** As if it had never been handed over; a future one is remembered for when a calendar is linked. */
function notWanted(desk: Desk, { connectionId, appointmentId, appointment }: QueuedBooking, now: number): Desk {
  const { [keyOf(connectionId, appointmentId)]: _told, ...told } = desk.told;
  const seen = seenOf(desk.seen, connectionId);
  const isFuture = appointment && !isGone(appointment) && Date.parse(appointment.end) > now;
  if (!isFuture || seen.decision !== 'open') return { ...desk, told };
  return { ...desk, told, seen: withSeenOf(desk.seen, withAppointment(seen, appointment, now)) };
}

function settle(desk: Desk, booking: QueuedBooking, delivery: Delivery, now: number): Desk {
  if (delivery.kind === 'away') return desk;
  if (delivery.kind === 'again') return { ...desk, queue: putBack(desk.queue, booking) };
  const isNewest = desk.queue.some((one) => one.version === booking.version);
  const left = { ...desk, queue: withoutQueued(desk.queue, booking) };
  return delivery.kind === 'not-wanted' && isNewest ? notWanted(left, booking, now) : left;
}

export interface Courier {
  readonly bridge: () => Promise<Pick<BridgeClient, 'putAppointment' | 'deleteAppointment'>>;
  readonly now: () => number;
  /** Called before each attempt. */
  onSending(booking: QueuedBooking): void;
  /** Called once for each attempt, after what came of it is stored. */
  onDelivery(booking: QueuedBooking, delivery: Delivery): void;
}

/**
 * Hands the waiting bookings to the bridge, oldest first, one after the other. Ends when none is left, when the bridge is
 * away, or when each of the rest was tried once. Gives whether any is left.
 */
export function deliverBookings(courier: Courier): Promise<boolean> {
  return inTurn('deliver-bookings', async () => {
    const tried = new Set<number>();
    for (;;) {
      const { queue } = await changeDesk((desk) => desk);
      const next = queue.find(({ version }) => !tried.has(version));
      if (!next) return queue.length > 0;
      tried.add(next.version);
      courier.onSending(next);
      const delivery = await send(next, courier.bridge);
      await changeDesk((desk) => settle(desk, next, delivery, courier.now()));
      courier.onDelivery(next, delivery);
      if (delivery.kind === 'away') return true;
    }
  });
}
