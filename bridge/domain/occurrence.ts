import type { Interval } from '../../shared/intervals.ts';

export type ParticipationStatus = 'needs-action' | 'accepted' | 'declined' | 'tentative' | 'delegated' | 'other';

export interface Attendee {
  /** The calendar user address in lower case, `mailto:` removed. */
  readonly address: string;
  readonly participation: ParticipationStatus;
}

/** What Slotbridge noted in an event that it wrote for a CRM appointment (`X-SLOTBRIDGE-*`): the times last written. */
export interface WrittenMark extends Interval {
  readonly appointmentId: string;
  /** The newest `updatedAt` of the CRM that the event goes by, in epoch milliseconds; absent where none was noted. */
  readonly updatedAt?: number;
}

/** One occurrence of an event: times in epoch milliseconds UTC, half-open, travel time not included. */
export interface Occurrence extends Interval {
  readonly uid: string;
  /** The original start (RECURRENCE-ID) in epoch milliseconds UTC; null for an event that does not recur. */
  readonly recurrenceId: number | null;
  readonly recurring: boolean;
  readonly allDay: boolean;
  /** As written in SUMMARY, control and bidi characters removed, 300 characters at most. */
  readonly title: string | null;
  readonly transparent: boolean;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  /** X-MICROSOFT-CDO-BUSYSTATUS, or null. */
  readonly busyStatus: 'free' | 'tentative' | 'busy' | 'oof' | 'working-elsewhere' | null;
  readonly attendees: readonly Attendee[];
  /** X-APPLE-TRAVEL-DURATION in milliseconds; 0 when there is none. */
  readonly travelMs: number;
  /** The text said that it ends before it starts; such an occurrence has `end === start`. */
  readonly endsBeforeStart: boolean;
  readonly written: WrittenMark | null;
}

/** Times that a resource may touch but that could not be read; without bounds it is all times. */
export interface UnknownTimes {
  readonly from?: number;
  readonly to?: number;
  /** In words, for the person. */
  readonly reason: string;
}

export interface Expansion {
  readonly occurrences: readonly Occurrence[];
  readonly unknown: readonly UnknownTimes[];
}
