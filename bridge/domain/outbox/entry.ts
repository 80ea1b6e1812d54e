import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { ProblemCode } from '../../../shared/contract/problem-code.ts';
import type { Interval } from '../../../shared/intervals.ts';

/** Where an event of ours stands or may stand: one resource of one calendar. */
export interface Place {
  readonly calendarId: string;
  readonly href: string;
  readonly uid: string;
  /** Which of the names derived from the appointment, from 1. */
  readonly nth: number;
}

/** A place that is to be left. */
export interface LeavingPlace extends Place {
  /** Nothing was to be seen there, but a request may still be under way: looked at again then. */
  readonly lookAt?: number | undefined;
  /** When an event was last sent there whose arrival nobody confirmed. */
  readonly sentAt?: number | undefined;
}

/** What was last written, and read back. The interval is what the CRM said, whatever the person moved it to since. */
export interface WrittenPlace extends Place, Interval {
  readonly etag: string | null;
  /** Of what was written; another one means that the event is to be changed. */
  readonly fingerprint: string;
  /** The `updatedAt` that the event goes by; null or absent where none was heard. */
  readonly saidAt?: number | null | undefined;
  readonly at: number;
  /** When it was last sent as new; what was sent before that and given up may still arrive. */
  readonly sentAt?: number | undefined;
}

/** Noted before a new event is sent: after a crash we look there before we write. */
export interface PlannedPlace extends Place {
  readonly at: number;
  /** How often the server called it taken while nothing was to be seen there. */
  readonly refused: number;
}

/**
 * What the CRM, or the person, wants of the event. `undone`: the person took it out of the calendar with our help;
 * it stays out until the appointment changes. `discarded`: the connection was given up while this still waited; all stays
 * as it is.
 */
export type Wish = 'wanted' | 'cancelled' | 'deleted' | 'superseded' | 'undone' | 'discarded';

/** Why the last attempt did not succeed. */
export interface Failure {
  readonly code: ProblemCode;
  /** In words, with the next step. */
  readonly message: string;
}

/**
 * One appointment of one connection: what should be, and what was last written. Times in epoch milliseconds. Entries
 * are never changed in place.
 */
export interface Entry {
  readonly appointmentId: string;
  readonly wish: Wish;
  /** What the CRM said last; null where nothing but a deletion was ever heard. */
  readonly appointment: Appointment | null;
  /** The calendar that the event belongs in. */
  readonly calendarId: string | null;
  /** The calendar it was meant for, where the person carried the event to another one since. */
  readonly carriedFrom?: string | null | undefined;
  /** The newest `updatedAt` that was heard. */
  readonly heardAt: number | null;
  /** Something without an `updatedAt` was heard after that. */
  readonly unstamped: boolean;
  /** When the wish last changed, by our clock. */
  readonly wishedAt: number;
  /** Another number with every change of the wish: what was learned for an older one no longer counts. */
  readonly revision: number;
  readonly written: WrittenPlace | null;
  readonly planned: PlannedPlace | null;
  /** What must go once the event stands where it belongs: of another calendar, or of an appointment it replaces. */
  readonly leaving: readonly LeavingPlace[];
  /** The person deleted the event; it stays deleted until the appointment changes. */
  readonly deletedInICloud: boolean;
  /** Where the person moved the event to; null while it stands where it was written. */
  readonly moved: Interval | null;
  /** Attempts since the wish last changed. */
  readonly attempts: number;
  /** Not tried again before. */
  readonly retryAt: number | null;
  readonly failure: Failure | null;
  /** When anything of this last changed. */
  readonly updatedAt: number;
}

export function newEntry(appointmentId: string, now: number): Entry {
  return {
    appointmentId,
    wish: 'deleted',
    appointment: null,
    calendarId: null,
    heardAt: null,
    unstamped: false,
    wishedAt: now,
    revision: 0,
    written: null,
    planned: null,
    leaving: [],
    deletedInICloud: false,
    moved: null,
    attempts: 0,
    retryAt: null,
    failure: null,
    updatedAt: now,
  };
}

/** Every place where something of this appointment may stand, as places to be left. */
export function placesOf({
  written,
  planned,
  leaving,
}: Pick<Entry, 'written' | 'planned' | 'leaving'>): LeavingPlace[] {
  const sent = planned ? [{ ...placeAlone(planned), sentAt: planned.at }] : [];
  return [...(written ? [{ ...placeAlone(written), sentAt: written.sentAt }] : []), ...sent, ...leaving];
}

/** Without what else is known of it. */
export function placeAlone({ calendarId, href, uid, nth }: Place): Place {
  return { calendarId, href, uid, nth };
}

export function sameContent(a: Appointment | null, b: Appointment | null): boolean {
  return contentOf(a) === contentOf(b);
}

/** All that the event shows; when it was said is no part of it. */
function contentOf(appointment: Appointment | null): string {
  if (appointment === null) return '';
  const { updatedAt: _, supersedes: __, masterId: ___, start, end, ...rest } = appointment;
  const told = { ...rest, start: Date.parse(start), end: Date.parse(end) };
  return JSON.stringify(Object.entries(told).sort(([a], [b]) => (a < b ? -1 : 1)));
}
