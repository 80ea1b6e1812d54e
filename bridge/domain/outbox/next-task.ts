import type { Last } from './decide.ts';
import type { Entry, Failure, Place } from './entry.ts';
import { fingerprintOf, linkedEventOf } from './linked-event-of.ts';

/** A calendar of the account as the last listing showed it. */
export interface KnownCalendar {
  readonly id: string;
  readonly href: string;
  readonly name: string;
  readonly gone: boolean;
  readonly access: 'writer' | 'reader';
}

export interface Circumstances {
  readonly calendars: readonly KnownCalendar[];
  /** The names derived from sub-account, user and appointment, counted from 1. */
  readonly nameOf: (appointmentId: string, nth: number) => { readonly uid: string; readonly resourceName: string };
}

/** The next thing to do for an appointment. */
export type Task =
  | { readonly kind: 'none' }
  /** Nothing can be done until the person does something. */
  | { readonly kind: 'wait'; readonly failure: Failure }
  | { readonly kind: 'make'; readonly place: Place; readonly last: Exclude<Last, 'current'> }
  | { readonly kind: 'remove'; readonly place: Place };

/** First the event stands where it belongs, then what it leaves behind goes: a crash in between loses nothing. */
export function nextTask(entry: Entry, circumstances: Circumstances, now: number): Task {
  const { wish, written, planned, deletedInICloud } = entry;
  const leaving = entry.leaving.filter(({ lookAt }) => lookAt === undefined || lookAt <= now);
  if (wish === 'discarded') return { kind: 'none' };
  if (wish !== 'wanted') return removalOf([written, planned, ...leaving]);
  if (deletedInICloud) return removalOf([planned, ...leaving]);
  const astray = planned && planned.calendarId !== entry.calendarId ? planned : null;
  if (isCurrent(entry)) return removalOf([planned, ...leaving]);
  if (astray) return { kind: 'remove', place: astray };
  return makingOf(entry, circumstances);
}

/** Everything is as it should be, as far as anybody can see. */
export function isSettled(entry: Entry): boolean {
  const { wish, written, planned, leaving, deletedInICloud } = entry;
  if (wish === 'discarded') return true;
  if (planned || leaving.some(({ lookAt }) => lookAt === undefined)) return false;
  return wish === 'wanted' ? deletedInICloud || isCurrent(entry) : written === null;
}

/** When an entry that is settled is to be looked at again; null when it is not. */
export function lookAgainAt({ leaving, wish }: Entry): number | null {
  const times = wish === 'discarded' ? [] : leaving.flatMap(({ lookAt }) => lookAt ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

function removalOf(places: readonly (Place | null)[]): Task {
  const place = places.find((candidate) => candidate !== null);
  return place ? { kind: 'remove', place } : { kind: 'none' };
}

/** What was written last is what should be, where it should be, and says how new the news is that it goes by. */
function isCurrent(entry: Entry): boolean {
  const { written, calendarId, heardAt } = entry;
  if (!written || written.calendarId !== calendarId) return false;
  return showsWhatItShould(entry) && (heardAt === null || heardAt <= (written.saidAt ?? Number.NEGATIVE_INFINITY));
}

export function showsWhatItShould({ appointment, written, heardAt }: Entry): boolean {
  if (!written || !appointment) return false;
  return written.fingerprint === fingerprintOf(linkedEventOf(appointment, written.uid, heardAt));
}

function makingOf(entry: Entry, circumstances: Circumstances): Task {
  const { calendarId, written, planned } = entry;
  const calendar = circumstances.calendars.find(({ id }) => id === calendarId);
  const failure = obstacleAt(entry, calendar);
  if (failure || !calendar) return { kind: 'wait', failure: failure ?? NONE_LINKED };
  if (written?.calendarId === calendar.id && !planned) return { kind: 'make', place: written, last: 'outdated' };
  if (planned) return { kind: 'make', place: planned, last: 'planned' };
  return { kind: 'make', place: placeIn(calendar, entry.appointmentId, 1, circumstances), last: 'never' };
}

export function placeIn(
  calendar: Pick<KnownCalendar, 'id' | 'href'>,
  appointmentId: string,
  nth: number,
  { nameOf }: Pick<Circumstances, 'nameOf'>,
): Place {
  const { uid, resourceName } = nameOf(appointmentId, nth);
  return { calendarId: calendar.id, href: `${calendar.href}${encodeURIComponent(resourceName)}`, uid, nth };
}

const NONE_LINKED: Failure = {
  code: 'no-linked-calendar',
  message: 'No calendar is linked, so this booking waits. Choose a linked calendar and it goes there.',
};

function obstacleAt({ calendarId }: Entry, calendar: KnownCalendar | undefined): Failure | null {
  if (calendarId === null) return NONE_LINKED;
  if (!calendar || calendar.gone) {
    const name = calendar ? `"${calendar.name}"` : 'The linked calendar';
    const message = `${name} is no longer in the account. Choose another linked calendar, and this booking goes there.`;
    return { code: 'calendar-gone', message };
  }
  if (calendar.access === 'reader') {
    const message = `"${calendar.name}" can only be read now. Ask its owner, or choose another linked calendar; this booking waits.`;
    return { code: 'not-writable', message };
  }
  return null;
}
