import { bookingTroubles, withoutTrouble } from '../state/booking-troubles.ts';
import { inTurn } from '../state/in-turn.ts';
import { seenOf, withSeenOf } from '../state/seen-appointments.ts';
import { type Desk, handOver } from './booking-desk.ts';
import { changeDesk } from './desk-storage.ts';
import type { SeenRequest } from './messages.ts';

/** The person's yes: all future appointments that were seen go to the bridge. Gives how many. */
async function add(connectionId: string, now: number): Promise<number> {
  let added = 0;
  await changeDesk((desk) => {
    const seen = seenOf(desk.seen, connectionId);
    const future = seen.appointments.filter(({ start }) => Date.parse(start) > now);
    const moment = { asked: now, heard: now, isWrite: false };
    added = future.length;
    const answered = withSeenOf(desk.seen, { ...seen, decision: 'added', appointments: [] });
    const start: Desk = { ...desk, seen: answered };
    return future.reduce((before, one) => handOver(before, connectionId, one, moment, null), start);
  });
  return added;
}

/** The person's no: those that were seen stay out until they change, and nobody asks again. */
async function dismiss(connectionId: string): Promise<void> {
  await changeDesk((desk) => {
    const seen = seenOf(desk.seen, connectionId);
    return { ...desk, seen: withSeenOf(desk.seen, { ...seen, decision: 'dismissed' }) };
  });
}

/** Does what a page of the extension asked for; gives how many bookings are on their way by it. */
export async function doRequest(request: SeenRequest, now: number): Promise<number> {
  if (request.type === 'add-seen') return add(request.connectionId, now);
  if (request.type === 'dismiss-seen') await dismiss(request.connectionId);
  if (request.type === 'dismiss-trouble') {
    await inTurn('bookingTroubles', async () =>
      bookingTroubles.write(withoutTrouble((await bookingTroubles.read()) ?? [], request)),
    );
  }
  return 0;
}
