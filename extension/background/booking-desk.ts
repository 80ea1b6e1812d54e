import type { Appointment } from '../../shared/contract/appointments.ts';
import { masterOf } from '../crm/booking-fields.ts';
import { type Origin, type QueuedBooking, withQueued } from '../state/booking-queue.ts';
import { type SeenBefore, seenOf, withoutAppointment, withSeenOf } from '../state/seen-appointments.ts';
import { keyOf, type ToldBooking, withKnown, withTold } from '../state/told-bookings.ts';
import { contentHash } from './appointment-of.ts';

/** All that the extension remembers of bookings. */
export interface Desk {
  readonly queue: readonly QueuedBooking[];
  readonly told: Readonly<Record<string, ToldBooking>>;
  readonly known: Readonly<Record<string, Appointment>>;
  readonly seen: readonly SeenBefore[];
  /** There was no room for these: the person has to be told. */
  readonly refused: readonly QueuedBooking[];
}

export const NEVER: ToldBooking = { hash: '', asked: 0, heard: 0 };
export const toldOf = (desk: Desk, key: string): ToldBooking => desk.told[key] ?? NEVER;

/** When a state of an appointment was asked for and heard, and whether the page wrote it or only read it. */
export interface Moment {
  readonly asked: number;
  readonly heard: number;
  readonly isWrite: boolean;
}

/**
 * Whether something newer is known: a write is older than one that was asked for later, what was only read is older
 * than a write whose answer came after it was asked for.
 */
export function isOldNews(
  desk: Desk,
  connectionId: string,
  appointmentId: string,
  { asked, isWrite }: Moment,
): boolean {
  const ids = [appointmentId, masterOf(appointmentId)].filter((id) => id !== undefined);
  return ids.some((id) => {
    const last = toldOf(desk, keyOf(connectionId, id));
    const isAboutIt = id === appointmentId || last.hash === '';
    return isAboutIt && asked < (isWrite ? last.asked : last.heard);
  });
}

function noted(desk: Desk, key: string, hash: string, { asked, heard, isWrite }: Moment): Desk['told'] {
  const last = toldOf(desk, key);
  return withTold(desk.told, key, isWrite ? { hash, asked, heard } : { ...last, hash });
}

function queued(desk: Desk, next: Omit<QueuedBooking, 'version' | 'attempts'>): Desk {
  const version = 1 + Math.max(0, ...desk.queue.map((one) => one.version));
  const entry = { ...next, version, attempts: 0 };
  const queue = withQueued(desk.queue, entry);
  return queue ? { ...desk, queue } : { ...desk, refused: [...desk.refused, entry] };
}

/** The desk with an appointment's state on its way to the bridge. */
export function handOver(
  desk: Desk,
  connectionId: string,
  appointment: Appointment,
  moment: Moment,
  origin: Origin | null,
): Desk {
  const key = keyOf(connectionId, appointment.id);
  const next = queued(desk, { connectionId, appointmentId: appointment.id, appointment, origin });
  if (next.queue === desk.queue) return next;
  const { supersedes: _done, ...known } = appointment;
  const seen = withoutAppointment(seenOf(next.seen, connectionId), appointment.id);
  return {
    ...next,
    told: noted(desk, key, contentHash(appointment), moment),
    known: withKnown(desk.known, key, known),
    seen: withSeenOf(next.seen, seen),
  };
}

/** The keys of an appointment and, of a series, of its instances, as far as anything was told of them. */
export function keysOf(desk: Desk, connectionId: string, id: string): string[] {
  const own = keyOf(connectionId, id);
  return Object.keys(desk.told).filter((key) => key === own || masterOf(key) === own);
}

/** The desk with an appointment on its way out of the calendar. */
export function takeAway(desk: Desk, connectionId: string, id: string, moment: Moment, origin: Origin | null): Desk {
  const keys = [...new Set([...keysOf(desk, connectionId, id), keyOf(connectionId, id)])];
  const wasTold = keys.some((key) => toldOf(desk, key).hash !== '');
  // Instances that still wait are not to be written after all.
  const queue = desk.queue.filter((one) => one.connectionId !== connectionId || masterOf(one.appointmentId) !== id);
  const asOwn = wasTold ? origin : null;
  const next = queued({ ...desk, queue }, { connectionId, appointmentId: id, appointment: null, origin: asOwn });
  const told = keys.reduce((record, key) => noted({ ...next, told: record }, key, '', moment), desk.told);
  const known = Object.fromEntries(Object.entries(desk.known).filter(([key]) => !keys.includes(key)));
  return { ...next, told, known, seen: withSeenOf(next.seen, withoutAppointment(seenOf(desk.seen, connectionId), id)) };
}
