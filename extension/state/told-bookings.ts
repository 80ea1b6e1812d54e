import { z } from 'zod';
import { Appointment } from '../../shared/contract/appointments.ts';
import { stored } from './stored.ts';

/** What was handed to the bridge of one appointment last, and when the CRM's pages wrote it last. */
const ToldBooking = z.strictObject({
  /** Of its content; empty after it was taken away. */
  hash: z.string().max(20),
  /** When the page asked for its last write, and when the answer was heard; epoch milliseconds, 0 for never. */
  asked: z.number(),
  heard: z.number(),
});
export type ToldBooking = z.infer<typeof ToldBooking>;

export const MAX_TOLD = 3000;
const MAX_KNOWN = 1000;

/** By `keyOf`, the one that changed last at the end. */
export const toldBookings = stored('toldBookings', z.record(z.string(), ToldBooking));

/** What is known of appointments, for calls that tell only a part. Names and notes never reach the disk with it. */
export const knownBookings = stored('knownBookings', z.record(z.string(), Appointment), 'session');

/** Ids hold no spaces. */
export const keyOf = (connectionId: string, appointmentId: string) => `${connectionId} ${appointmentId}`;

function withLast<T>(record: Readonly<Record<string, T>>, key: string, value: T, most: number): Record<string, T> {
  const { [key]: _earlier, ...others } = record;
  const entries = [...Object.entries(others), [key, value] as const];
  return Object.fromEntries(entries.slice(-most));
}

export const withTold = (record: Readonly<Record<string, ToldBooking>>, key: string, value: ToldBooking) =>
  withLast(record, key, value, MAX_TOLD);

export const withKnown = (record: Readonly<Record<string, Appointment>>, key: string, value: Appointment) =>
  withLast(record, key, value, MAX_KNOWN);
