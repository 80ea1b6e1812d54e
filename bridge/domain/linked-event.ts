import type { Interval } from '../../shared/intervals.ts';

/**
 * What an appointment of the CRM looks like as an event of the linked calendar, before it becomes text.
 * Times in epoch milliseconds UTC. The texts are as the CRM gave them: neither shortened nor cleaned.
 */
export interface LinkedEvent extends Interval {
  readonly uid: string;
  readonly appointmentId: string;
  /** The newest `updatedAt` that the CRM gave it; null while it gave none. Epoch milliseconds. */
  readonly saidAt: number | null;
  /** IANA name of the zone in which the event is written. */
  readonly timeZone: string;
  readonly status: 'confirmed' | 'tentative';
  readonly title: string;
  readonly address: string | null;
  readonly notes: string | null;
  readonly contactName: string | null;
  /** The way back to the appointment in the CRM. */
  readonly url: string | null;
}
