import type { Written } from '../../shared/contract/appointments.ts';
import type { BlockedSlot } from '../../shared/contract/blocked-slots.ts';
import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { comingAppointments } from './clashes.ts';
import { rangeFromToday } from './day-window.ts';

/** How far ahead an appointment that clashes is told of. */
export const CLASH_DAYS = 60;

/** What is known of one connection's bookings. */
export interface Bookings {
  readonly connectionId: string;
  readonly written: readonly Written[];
  /** What blocks time in the next 60 days; empty while there is no appointment that it could clash with. */
  readonly slots: readonly BlockedSlot[];
  /** Of the answer that the slots come from, and its range. */
  readonly etag: string | null;
  readonly from: string;
}

export type BookingsClient = Pick<BridgeClient, 'appointments' | 'blockedSlots'>;

/** Reads the bookings, or what changed of `before`. */
export async function readBookings(
  client: BookingsClient,
  { id, timeZone }: Pick<Connection, 'id' | 'timeZone'>,
  before: Bookings | null,
  now: number,
): Promise<Bookings> {
  const written = await client.appointments(id);
  const range = rangeFromToday(now, CLASH_DAYS, timeZone);
  const none = { connectionId: id, written, slots: [], etag: null, from: range.from };
  if (comingAppointments(written, now).length === 0) return none;
  const known = before?.connectionId === id && before.from === range.from ? before : null;
  const answer = await client.blockedSlots(id, range, known?.etag ?? undefined);
  if (answer.changed) return { ...none, slots: answer.body.slots, etag: answer.etag };
  if (known === null) throw new Error('the bridge said "unchanged" to a first question');
  return { ...known, written };
}

export interface Groups {
  readonly waiting: readonly Written[];
  readonly failed: readonly Written[];
  /** Their events were deleted in iCloud by the person. */
  readonly deleted: readonly Written[];
  readonly moved: readonly Written[];
}

const endsAfter = (now: number) => (one: { end?: string | undefined }) =>
  one.end !== undefined && Date.parse(one.end) > now;

/** Bookings that are not simply in iCloud. What is over is told only where it waits or failed. */
export function groupsOf(written: readonly Written[], now: number): Groups {
  const inState = (state: Written['state']) => sorted(written.filter((one) => one.state === state));
  const isAhead = endsAfter(now);
  return {
    waiting: inState('queued'),
    failed: inState('failed'),
    deleted: inState('deleted-in-icloud').filter(isAhead),
    moved: inState('written').filter((one) => one.movedInICloud && (isAhead(one) || isAhead(one.movedInICloud))),
  };
}

/** Those whose event stands in iCloud: what is ahead first, the next one first, then what is over, the latest first. */
export function standing(written: readonly Written[], now: number): { ahead: Written[]; over: Written[] } {
  const all = sorted(written.filter(stands));
  const isAhead = endsAfter(now);
  return { ahead: all.filter(isAhead), over: all.filter((one) => !isAhead(one)).reverse() };
}

/** Also one that waits or failed, where it was written before. */
const stands = ({ state, eventUid }: Written) =>
  state === 'written' || (eventUid !== undefined && (state === 'queued' || state === 'failed'));

export const standingCount = (written: readonly Written[]): number => written.filter(stands).length;

function sorted(written: readonly Written[]): Written[] {
  const at = ({ start, updatedAt }: Written) => Date.parse(start ?? updatedAt);
  return [...written].sort((a, b) => at(a) - at(b));
}
