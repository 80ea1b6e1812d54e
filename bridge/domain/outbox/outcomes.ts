import type { Interval } from '../../../shared/intervals.ts';
import type { Entry, Failure, Place, PlannedPlace, WrittenPlace } from './entry.ts';

/** Noted before the first request: after a crash we look there before we write. */
export function planning(entry: Entry, place: Place, refused: number, now: number): Entry {
  const { calendarId, href, uid, nth } = place;
  const planned: PlannedPlace = { calendarId, href, uid, nth, at: now, refused };
  return { ...entry, planned };
}

/** The event stands at its place; what stood elsewhere is to go. */
export function standing(entry: Entry, written: WrittenPlace, moved: Interval | null): Entry {
  const { written: before, planned } = entry;
  const left = before && before.href !== written.href ? [before] : [];
  const leaving = [...entry.leaving, ...left].filter(({ href }) => href !== written.href);
  const other = planned && planned.href !== written.href ? planned : null;
  return { ...untroubled(entry, written.at), written, planned: other, leaving, moved };
}

/** Nothing of ours stands there any more. */
export function vacated(entry: Entry, { href }: Place, now: number): Entry {
  const { written, planned, leaving } = entry;
  return {
    ...untroubled(entry, now),
    written: written?.href === href ? null : written,
    planned: planned?.href === href ? null : planned,
    leaving: leaving.filter((place) => place.href !== href),
    moved: written?.href === href ? null : entry.moved,
  };
}

/** The person deleted the event in iCloud. */
export function deletedByPerson(entry: Entry, now: number): Entry {
  return { ...untroubled(entry, now), written: null, deletedInICloud: true, moved: null };
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
