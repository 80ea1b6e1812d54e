import type { Written } from '../../shared/contract/appointments.ts';
import type { BlockedSlot } from '../../shared/contract/blocked-slots.ts';
import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import type { Kept, KeptBookings } from '../state/kept-bookings.ts';
import { comingAppointments } from './clashes.ts';
import { rangeFromToday } from './day-window.ts';

/** How far ahead an appointment that clashes is told of. */
const CLASH_DAYS = 60;

/** What is known of one connection's bookings. */
export interface Bookings {
  readonly connectionId: string;
  /** By the bridge. */
  readonly written: readonly Written[];
  /** By the extension alone. */
  readonly kept: Kept;
  /** What blocks time in the next 60 days; empty while there is no appointment that it could clash with. */
  readonly slots: readonly BlockedSlot[];
  /** Of the answer that the slots come from, and its range. */
  readonly etag: string | null;
  readonly from: string;
}

export interface BookingSources {
  readonly client: Pick<BridgeClient, 'appointments' | 'blockedSlots'>;
  readonly kept: Pick<KeptBookings, 'read'>;
}

/** Reads the bookings, or what changed of `before`. */
export async function readBookings(
  { client, kept }: BookingSources,
  { id, timeZone }: Pick<Connection, 'id' | 'timeZone'>,
  before: Bookings | null,
  now: number,
): Promise<Bookings> {
  const [written, own] = await Promise.all([client.appointments(id), kept.read(id)]);
  const range = rangeFromToday(now, CLASH_DAYS, timeZone);
  const none = { connectionId: id, written, kept: own, slots: [], etag: null, from: range.from };
  if (comingAppointments(written, own, now).length === 0) return none;
  const known = before?.connectionId === id && before.from === range.from ? before : null;
  const answer = await client.blockedSlots(id, range, known?.etag ?? undefined);
  if (answer.changed) return { ...none, slots: answer.body.slots, etag: answer.etag };
  if (known === null) throw new Error('the bridge said "unchanged" to a first question');
  return { ...none, slots: known.slots, etag: known.etag };
}
