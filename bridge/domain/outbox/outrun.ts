import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { Interval } from '../../../shared/intervals.ts';
import type { WrittenMark } from '../occurrence.ts';
import type { Entry, Place } from './entry.ts';
import { fingerprintOf, linkedEventOf } from './linked-event-of.ts';
import { movedFrom } from './moved-from.ts';
import { standing } from './outcomes.ts';

/** An event of ours as it stands. */
export interface StandingOwn extends Interval {
  readonly mark: WrittenMark | null;
  readonly title: string | null;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
}

/** What was heard without a time counts as of when it came here; clocks may differ by so much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/** Whether the event was written, by another computer of the person, for newer news than was heard here. */
export function isOutrun({ heardAt, unstamped, wishedAt }: Entry, mark: WrittenMark | null): boolean {
  const heard = heardAt ?? Number.NEGATIVE_INFINITY;
  const until = unstamped ? Math.max(heard, wishedAt + CLOCKS_DIFFER_MS) : heard;
  return mark?.updatedAt !== undefined && mark.updatedAt > until;
}

/** The event is left as it stands, and the booking is what it says, until something newer is heard. */
export function outrun(
  entry: Entry,
  at: Place & { readonly etag: string | null },
  own: StandingOwn,
  now: number,
): Entry {
  const { calendarId, href, uid, nth, etag } = at;
  const { mark } = own;
  if (!entry.appointment || mark?.updatedAt === undefined) return entry;
  const [appointment, saidAt] = [asWritten(entry.appointment, own, mark), mark.updatedAt];
  const fingerprint = fingerprintOf(linkedEventOf(appointment, uid, saidAt));
  const { start, end } = mark;
  return {
    ...standing(entry, { calendarId, href, uid, nth, start, end, etag, fingerprint, saidAt, at: now }, movedFrom(own)),
    wish: 'wanted',
    appointment,
    calendarId,
    heardAt: saidAt,
    unstamped: false,
    revision: entry.revision + 1,
    deletedInICloud: false,
    attempts: 0,
  };
}

function asWritten(appointment: Appointment, { title, status }: StandingOwn, mark: WrittenMark): Appointment {
  const [start, end] = [instant(mark.start), instant(mark.end)];
  return { ...appointment, start, end, title: title ?? appointment.title, status: statusOf(status) };
}

function statusOf(status: StandingOwn['status']): Appointment['status'] {
  return status === 'tentative' ? 'new' : 'confirmed';
}

function instant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
