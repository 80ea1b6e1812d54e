import { bookingQueue } from '../state/booking-queue.ts';
import { inTurn } from '../state/in-turn.ts';
import { seenAppointments } from '../state/seen-appointments.ts';
import { knownBookings, toldBookings } from '../state/told-bookings.ts';
import type { Desk } from './booking-desk.ts';

async function read(): Promise<Desk> {
  const [queue, told, known, seen] = await Promise.all([
    bookingQueue.read(),
    toldBookings.read(),
    knownBookings.read(),
    seenAppointments.read(),
  ]);
  return { queue: queue ?? [], told: told ?? {}, known: known ?? {}, seen: seen ?? [], refused: [] };
}

/** The queue before all that says that something is in it: a worker that ends in between does too much, never too little. */
async function write(before: Desk, after: Desk): Promise<void> {
  if (after.queue !== before.queue) await bookingQueue.write([...after.queue]);
  if (after.seen !== before.seen) await seenAppointments.write([...after.seen]);
  if (after.told !== before.told) await toldBookings.write({ ...after.told });
  if (after.known !== before.known) await knownBookings.write({ ...after.known });
}

/** Changes what is remembered of bookings, one change after the other. Resolves with it once it is stored. */
export function changeDesk(change: (desk: Desk) => Desk): Promise<Desk> {
  return inTurn('booking-desk', async () => {
    const before = await read();
    const after = change(before);
    await write(before, after);
    return after;
  });
}
