import type { ParticipationStatus, UnknownTimes, WrittenMark } from '../domain/occurrence.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';

/**
 * What is kept of one calendar object resource: only what answers need, as plain JSON.
 *
 * Wall times are milliseconds as if the local date and time were UTC. A zone is an IANA name, `FLOATING` (the
 * connection's zone), or `~` and the TZID of a VTIMEZONE that is kept in `zones`.
 */
export interface CalendarResource {
  readonly series: readonly Series[];
  /** VTIMEZONE components that the events need because their TZID is no zone this machine knows. */
  readonly zones?: readonly CustomZone[];
  /** Components that could not be read, and the times they may touch. */
  readonly unknown?: readonly UnknownTimes[];
}

export const FLOATING = 'floating';

export interface Moment {
  readonly wall: number;
  readonly zone: string;
}

/** One event: its master component (null when only overrides are known) and what overrides single occurrences. */
export interface Series {
  readonly uid: string;
  readonly master: Component | null;
  readonly overrides?: readonly Override[];
}

/** How long something lasts: whole days by the local calendar, then exact milliseconds (RFC 5545 3.3.6). */
export interface Duration {
  readonly days: number;
  readonly ms: number;
}

export interface Period {
  readonly start: Moment;
  readonly end?: Moment;
  readonly duration?: Duration;
}

export interface Component {
  readonly start: Moment;
  readonly allDay?: true;
  readonly end?: Moment;
  readonly duration?: Duration;
  readonly rules?: readonly RecurrenceRule[];
  readonly exceptRules?: readonly RecurrenceRule[];
  readonly dates?: readonly Period[];
  /** EXDATE; `date` when it names a whole day. */
  readonly except?: readonly (Moment & { readonly date?: true })[];
  readonly title?: string;
  readonly transparent?: true;
  readonly status?: 'tentative' | 'cancelled';
  readonly busyStatus?: 'free' | 'tentative' | 'busy' | 'oof' | 'working-elsewhere';
  readonly attendees?: readonly StoredAttendee[];
  readonly travelMs?: number;
  readonly written?: WrittenMark;
}

/** Address, participation status, and other addresses of the same person. */
export type StoredAttendee = readonly [address: string, participation: ParticipationStatus, ...aliases: string[]];

/** A component with a RECURRENCE-ID (RFC 5545 3.8.4.4). */
export interface Override extends Component {
  readonly of: Moment & { readonly date?: true };
  readonly thisAndFuture?: true;
}

/** A VTIMEZONE (RFC 5545 3.6.5). */
export interface CustomZone {
  readonly id: string;
  readonly observances: readonly Observance[];
}

export interface Observance {
  /** The first onset, as local time by the offset before it. */
  readonly wall: number;
  /** UTC offsets in milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly rules?: readonly RecurrenceRule[];
  readonly dates?: readonly number[];
}
