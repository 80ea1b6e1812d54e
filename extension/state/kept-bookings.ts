import type { Appointment } from '../../shared/contract/appointments.ts';
import type { BookingTrouble } from './booking-troubles.ts';

/** What the extension itself keeps of bookings. */
export interface Kept {
  /** Seen before a calendar was linked, and the person was not asked about them yet. */
  readonly future: readonly Appointment[];
  /** On their way to the bridge. */
  readonly waiting: readonly Appointment[];
  /** Could not be handed to the bridge. */
  readonly troubles: readonly BookingTrouble[];
  /** How often this month a picked time was found taken, and the person told; 0 where all connections are asked about. */
  readonly caught: number;
}

/** The extension's own memory of bookings, and the person's answers to it. */
export interface KeptBookings {
  /** Of one connection, or of all: then without `future`, which is asked about connection by connection. */
  read(connectionId: string | null): Promise<Kept>;
  /** Gives how many are on their way to the linked calendar. */
  addFuture(connectionId: string): Promise<number>;
  dismissFuture(connectionId: string): Promise<void>;
  dismissTrouble(connectionId: string, appointmentId: string): Promise<void>;
}
