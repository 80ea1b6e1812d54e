import type { Interval } from '../../../shared/intervals.ts';
import { type Entry, type Failure, type Place, type PlannedPlace, placesOf, type WrittenPlace } from './entry.ts';

/** Noted before the first request: after a crash we look there before we write. */
export function planning(entry: Entry, place: Place, refused: number, now: number): Entry {
  const { calendarId, href, uid, nth } = place;
  const planned: PlannedPlace = { calendarId, href, uid, nth, at: now, refused };
  return { ...entry, planned };
}

/** The event stands at its place; what stood elsewhere is to go. */
export function standing(entry: Entry, written: WrittenPlace, moved: Interval | null): Entry {
  const leaving = placesOf(entry).filter(({ href }) => href !== written.href);
  const sentAt = placesOf(entry).find(({ href }) => href === written.href)?.sentAt;
  return { ...untroubled(entry, written.at), written: { ...written, sentAt }, planned: null, leaving, moved };
}

/** A change or deletion is about to be sent: until its answer is heard, nobody knows what stands there. */
export function doubted(entry: Entry, href: string): Entry {
  const { written } = entry;
  return written?.href === href ? { ...entry, written: { ...written, fingerprint: UNKNOWN } } : entry;
}

/** No event has this fingerprint. */
const UNKNOWN = '';

function vacated(entry: Entry, href: string, now: number): Entry {
  const { written, planned, leaving } = entry;
  return {
    ...untroubled(entry, now),
    written: written?.href === href ? null : written,
    planned: planned?.href === href ? null : planned,
    leaving: leaving.filter((place) => place.href !== href),
    moved: written?.href === href ? null : entry.moved,
  };
}

/** Another event of this appointment was found; it is to go. */
export function alsoLeaving(entry: Entry, { calendarId, href, uid, nth }: Place, now: number): Entry {
  if (placesOf(entry).some((known) => known.href === href)) return entry;
  return { ...entry, leaving: [...entry.leaving, { calendarId, href, uid, nth }], updatedAt: now };
}

/** As long as a server may take to carry out what was sent when nobody waits for its answer any more. */
const LATE_MS = 3 * 60_000;

/**
 * Nothing of ours stands there any more. Where an event was sent moments ago it is looked for once more later, since a
 * slow server may still carry out what seemed lost.
 */
export function left(entry: Entry, { calendarId, href, uid, nth }: Place, now: number): Entry {
  const sentAt = placesOf(entry).find((place) => place.href === href && place.sentAt !== undefined)?.sentAt;
  const gone = vacated(entry, href, now);
  if (sentAt === undefined || now >= sentAt + LATE_MS) return gone;
  return { ...gone, leaving: [...gone.leaving, { calendarId, href, uid, nth, sentAt, lookAt: sentAt + LATE_MS }] };
}

/** Another name is tried: what was sent under the old one may still arrive, once nothing stands in its way any more. */
export function renaming(entry: Entry, next: Place, now: number): Entry {
  return planning(entry.planned ? left(entry, entry.planned, now) : entry, next, 0, now);
}

/** The person deleted the event in iCloud; where it was stays known, in case they bring it back. */
export function deletedByPerson(entry: Entry, now: number): Entry {
  return { ...untroubled(entry, now), deletedInICloud: true, moved: null };
}

export function troubled(entry: Entry, failure: Failure, retryAt: number | null, now: number): Entry {
  return { ...entry, failure, retryAt, attempts: entry.attempts + 1, updatedAt: now };
}

/** It waits for the person, not for another attempt. */
export function waiting(entry: Entry, failure: Failure, now: number): Entry {
  const same = entry.failure?.code === failure.code && entry.failure.message === failure.message;
  return same ? entry : { ...entry, failure, updatedAt: now };
}

function untroubled(entry: Entry, now: number): Entry {
  return { ...entry, failure: null, retryAt: null, updatedAt: now };
}

/** Where the person has it now; `null` where the CRM put it. What they had deleted may be back. */
export function seenStanding(entry: Entry, moved: Interval | null, now: number): Entry {
  return { ...entry, moved, deletedInICloud: false, updatedAt: now };
}

/** The person put the event into another calendar of the account; it belongs there until the appointment changes. */
export function carried(
  entry: Entry,
  to: Pick<Place, 'calendarId' | 'href'>,
  moved: Interval | null,
  now: number,
): Entry {
  const { written } = entry;
  if (!written) return entry;
  const { calendarId, href } = to;
  const carriedFrom = entry.carriedFrom ?? entry.calendarId;
  return { ...entry, written: { ...written, calendarId, href }, calendarId, carriedFrom, moved, updatedAt: now };
}
