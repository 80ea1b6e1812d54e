import { type Entry, type Place, placesOf } from './entry.ts';

/** An event of an appointment that stands in a calendar, whoever wrote it. */
export interface FoundPlace {
  readonly appointmentId: string;
  readonly place: Place;
}

/** What is to go takes along the events of it that another computer wrote, or this one before it forgot. */
export function alsoFound(entry: Entry, found: readonly FoundPlace[]): Entry {
  const known = new Set(placesOf(entry).map(({ href }) => href));
  const more = found.flatMap(({ appointmentId, place: { calendarId, href, uid, nth } }) =>
    appointmentId === entry.appointmentId && !known.has(href) ? [{ calendarId, href, uid, nth }] : [],
  );
  return more.length === 0 ? entry : { ...entry, leaving: [...entry.leaving, ...more] };
}
