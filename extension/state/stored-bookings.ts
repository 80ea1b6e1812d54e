import { bookingQueue } from './booking-queue.ts';
import { bookingTroubles } from './booking-troubles.ts';
import { caughtThisMonth } from './caught-clashes.ts';
import type { KeptBookings } from './kept-bookings.ts';
import { addSeen, dismissSeen, dismissTrouble } from './seen-answers.ts';
import { futureAppointmentsSeen } from './seen-appointments.ts';

const ofConnection =
  (connectionId: string | null) =>
  <T extends { connectionId: string }>(one: T) =>
    connectionId === null || one.connectionId === connectionId;

/** Bookings as the extension's storage holds them; answers go to its worker, which alone changes them. */
export const storedBookings: KeptBookings = {
  async read(connectionId) {
    const [future, queue, troubles, caught] = await Promise.all([
      connectionId === null ? [] : futureAppointmentsSeen(connectionId),
      bookingQueue.read(),
      bookingTroubles.read(),
      connectionId === null ? 0 : caughtThisMonth(connectionId),
    ]);
    const isOurs = ofConnection(connectionId);
    return {
      future,
      waiting: (queue ?? []).filter(isOurs).flatMap(({ appointment }) => appointment ?? []),
      troubles: (troubles ?? []).filter(isOurs),
      caught,
    };
  },
  addFuture: addSeen,
  dismissFuture: dismissSeen,
  dismissTrouble,
};
