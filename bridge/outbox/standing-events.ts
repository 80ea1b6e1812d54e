import type { StandingEvent } from '../../shared/contract/appointments.ts';
import { isOwnName, ownAttemptOf } from '../domain/event-names.ts';
import { type Entry, type Place, placesOf } from '../domain/outbox/entry.ts';
import type { KnownCalendar } from '../domain/outbox/next-task.ts';
import type { EventText } from './event-text.ts';
import type { CalendarCopy } from './learn.ts';
import type { EventReader } from './session.ts';

export interface Owner {
  readonly locationId: string;
  readonly userId: string;
}

/** An event that may be ours, and whose appointment it is. */
export interface Candidate {
  readonly appointmentId: string;
  readonly place: Place;
}

export interface Found extends Candidate {
  readonly event: StandingEvent;
}

/** Where something of ours may stand: by our own list, and by the marks in the copies of calendars, whoever wrote them. */
export function candidates(entries: Iterable<Entry>, copies: readonly CalendarCopy[], owner: Owner): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const entry of entries) {
    const { appointmentId } = entry;
    for (const place of placesOf(entry)) found.set(place.href, { appointmentId, place });
  }
  for (const copy of copies) {
    for (const candidate of markedIn(copy, owner)) {
      if (!found.has(candidate.place.href)) found.set(candidate.place.href, candidate);
    }
  }
  return [...found.values()];
}

/** The events of this user's appointments, by the marks in them. */
export function* markedIn({ calendarId, all }: CalendarCopy, owner: Owner): Generator<Candidate> {
  for (const { href, resource, ghostSince } of all()) {
    if (ghostSince !== undefined) continue;
    for (const { uid, master } of resource?.series ?? []) {
      const appointmentId = master?.written?.appointmentId;
      const nth = appointmentId === undefined ? null : ownAttemptOf(uid, { ...owner, appointmentId });
      if (appointmentId !== undefined && nth !== null) yield { appointmentId, place: { calendarId, href, uid, nth } };
    }
  }
}

/** As many as a server answers for well within the time that a reader waits. */
const READ_TOGETHER = 200;

/** What of it stands there still, read from the server; calendars that are gone hold nothing. */
export async function standing(
  all: readonly Candidate[],
  calendars: readonly KnownCalendar[],
  { read, text, owner }: { read: EventReader; text: EventText; owner: Owner },
): Promise<Found[]> {
  const found: Found[] = [];
  for (const { id, href, gone } of calendars) {
    const here = all.filter(({ place }) => place.calendarId === id);
    const hrefs = here.map(({ place }) => place.href);
    const texts = gone ? NO_TEXTS : await textsAt(href, hrefs, read);
    for (const candidate of here) {
      const event = eventOf(candidate, texts.get(candidate.place.href), text, owner);
      if (event) found.push({ ...candidate, event });
    }
  }
  return found;
}

const NO_TEXTS: ReadonlyMap<string, string> = new Map();

async function textsAt(calendarHref: string, hrefs: readonly string[], read: EventReader) {
  const texts = new Map<string, string>();
  for (let from = 0; from < hrefs.length; from += READ_TOGETHER) {
    const { resources } = await read(calendarHref, hrefs.slice(from, from + READ_TOGETHER));
    for (const { href, text } of resources) texts.set(href, text);
  }
  return texts;
}

function eventOf(
  { appointmentId, place }: Candidate,
  text: string | undefined,
  reader: EventText,
  owner: Owner,
): StandingEvent | null {
  const own = text === undefined ? null : reader.read(text, place.uid);
  if (!own || !isOwnName(own.uid, { ...owner, appointmentId })) return null;
  const { uid, start, end, title } = own;
  return {
    appointmentId,
    calendarId: place.calendarId,
    uid,
    start: instant(start),
    end: instant(end),
    title: title ?? '',
  };
}

function instant(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('.000Z', 'Z');
}
