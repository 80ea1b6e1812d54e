import type { Appointment } from '../../../shared/contract/appointments.ts';
import { type Entry, newEntry, placesOf, sameContent } from './entry.ts';
import { alsoFound, type FoundPlace } from './found.ts';
import { showsWhatItShould } from './next-task.ts';
import { isInstanceOf, seriesDeletionOf } from './series.ts';

/** What the CRM says, or the person asks for. */
export type Message =
  | { readonly kind: 'appointment'; readonly appointment: Appointment; readonly linkedCalendarId: string | null }
  | { readonly kind: 'deleted'; readonly appointmentId: string }
  | { readonly kind: 'undone'; readonly appointmentId: string }
  | { readonly kind: 'retry'; readonly appointmentId: string };

export interface Ledger {
  get(appointmentId: string): Entry | undefined;
  all(): Iterable<Entry>;
}

/**
 * The entries that a message changes; nothing for one that is old or says nothing new, so that the same message twice
 * is as one.
 *
 * What counts as newer: a message with an `updatedAt` counts when that is later than the newest heard, or equal while
 * nothing without one came after it. A message without an `updatedAt` counts in the order of arrival. After a deletion
 * a message counts that is later than the newest `updatedAt` heard before, or, where none was, later than the deletion.
 * `found` are events that stand for what the message takes away and that the ledger may not know.
 * An instance of a deleted series stays removed unless its `updatedAt` is later than the deletion.
 */
export function accept(ledger: Ledger, message: Message, now: number, found: readonly FoundPlace[] = []): Entry[] {
  switch (message.kind) {
    case 'appointment':
      return acceptAppointment(ledger, message, now, found);
    case 'deleted':
      return acceptDeletion(ledger, message.appointmentId, now, found);
    case 'undone':
      return undo(ledger.get(message.appointmentId), now);
    case 'retry':
      return retry(ledger.get(message.appointmentId), now);
  }
}

function acceptAppointment(
  ledger: Ledger,
  { appointment, linkedCalendarId }: Extract<Message, { kind: 'appointment' }>,
  now: number,
  found: readonly FoundPlace[],
): Entry[] {
  const known = ledger.get(appointment.id) ?? null;
  if (!isNewer(known, seriesDeletionOf(ledger, appointment), appointment)) return [];
  const before = known ?? newEntry(appointment.id, now);
  const replaced = supersededBy(ledger, appointment, now, found);
  const heard = heardOf(before, appointment);
  const wish = isOff(appointment) ? 'cancelled' : 'wanted';
  const leaving = replaced ? [...before.leaving, ...placesOf(replaced.was)] : before.leaving;
  const takesOver = replaced !== null && leaving.length > before.leaving.length;
  if (known && !takesOver && saysNothingNew(before, appointment, wish)) {
    const noted = sameStamp(before, heard)
      ? []
      : [pastAsItIs({ ...before, ...heard, appointment, updatedAt: now }, now)];
    return replaced ? [replaced.now, ...noted] : noted;
  }
  const calendarId = wish === 'wanted' ? homeOf(before, appointment, linkedCalendarId, now) : before.calendarId;
  const carriedFrom = calendarId === before.calendarId ? before.carriedFrom : undefined;
  const entry: Entry = {
    ...brought(renewed(before, now)),
    ...heard,
    wish,
    appointment,
    leaving,
    calendarId,
    carriedFrom,
  };
  const changed = wish === 'cancelled' ? alsoFound(entry, found) : pastAsItIs(entry, now);
  return replaced ? [changed, replaced.now] : [changed];
}

/** How new the news is that an event goes by is no reason to write one that is over. */
function pastAsItIs(entry: Entry, now: number): Entry {
  const { written, appointment, heardAt } = entry;
  if (!written || !appointment || Date.parse(appointment.end) > now || !showsWhatItShould(entry)) return entry;
  return { ...entry, written: { ...written, saidAt: heardAt } };
}

/** `cancelled` and `invalid` take the event away. */
function isOff({ status }: Appointment): boolean {
  return status === 'cancelled' || status === 'invalid';
}

/** What is past stays where it stands when another calendar is linked. */
function homeOf(before: Entry, { end }: Appointment, linked: string | null, now: number): string | null {
  return before.written && Date.parse(end) <= now ? before.written.calendarId : linked;
}

function isNewer(known: Entry | null, seriesDeletedAt: number | null, { updatedAt }: Appointment): boolean {
  const said = updatedAt === undefined ? null : Date.parse(updatedAt);
  const off = known === null || known.wish === 'deleted' || known.wish === 'superseded';
  if (seriesDeletedAt !== null && off) {
    // Our clock may be behind the CRM's: what was heard before the deletion is no news after it.
    return said !== null && said > Math.max(seriesDeletedAt, known?.heardAt ?? seriesDeletedAt);
  }
  if (known === null || said === null) return known?.wish !== 'superseded';
  if (known.wish === 'deleted' || known.wish === 'superseded') return said > (known.heardAt ?? known.wishedAt);
  if (known.heardAt === null) return true;
  return said > known.heardAt || (said === known.heardAt && !known.unstamped);
}

function heardOf(before: Entry, { updatedAt }: Appointment): Pick<Entry, 'heardAt' | 'unstamped'> {
  if (updatedAt === undefined) return { heardAt: before.heardAt, unstamped: true };
  return { heardAt: Date.parse(updatedAt), unstamped: false };
}

function sameStamp(before: Entry, heard: Pick<Entry, 'heardAt' | 'unstamped'>): boolean {
  return before.heardAt === heard.heardAt && before.unstamped === heard.unstamped;
}

/** What the person deleted or took out stays out while the appointment is as it was. */
function saysNothingNew(before: Entry, appointment: Appointment, wish: Entry['wish']): boolean {
  const stillSo = before.wish === wish || before.wish === 'undone';
  return stillSo && sameContent(before.appointment, appointment);
}

/** The CRM gave the booking a new id: what stood for the old one goes once the new one stands. */
function supersededBy(
  ledger: Ledger,
  appointment: Appointment,
  now: number,
  found: readonly FoundPlace[],
): { was: Entry; now: Entry } | null {
  const { id, supersedes, updatedAt } = appointment;
  if (supersedes === undefined || supersedes === id) return null;
  const was = alsoFound(ledger.get(supersedes) ?? newEntry(supersedes, now), found);
  if (was.wish === 'superseded' && placesOf(was).length === 0) return null;
  const said = updatedAt === undefined ? null : Date.parse(updatedAt);
  if (isOlder(said, was)) return null;
  const heardAt = said === null ? was.heardAt : Math.max(said, was.heardAt ?? said);
  const gone = {
    ...renewed(was, now),
    wish: 'superseded',
    heardAt,
    written: null,
    planned: null,
    leaving: [],
  } as const;
  return { was, now: gone };
}

/** The CRM spoke of the old id after it said this; as if both had come in their order. */
function isOlder(said: number | null, { wish, heardAt }: Entry): boolean {
  return wish === 'wanted' && said !== null && heardAt !== null && said < heardAt;
}

function acceptDeletion(ledger: Ledger, id: string, now: number, found: readonly FoundPlace[]): Entry[] {
  const known = [...ledger.all()].filter((entry) => entry.appointmentId === id || isInstanceOf(entry, id));
  const strangers = new Set([id, ...found.map(({ appointmentId }) => appointmentId)]);
  for (const { appointmentId } of known) strangers.delete(appointmentId);
  const deleted = known.flatMap((entry) => {
    const all = alsoFound(entry, found);
    return isDeleted(entry) && all === entry ? [] : [asDeleted(all, now)];
  });
  return [...[...strangers].map((one) => asDeleted(alsoFound(newEntry(one, now), found), now)), ...deleted];
}

function isDeleted({ wish }: Entry): boolean {
  return wish === 'deleted' || wish === 'superseded';
}

function asDeleted(entry: Entry, now: number): Entry {
  return { ...renewed(entry, now), wish: 'deleted' };
}

function undo(entry: Entry | undefined, now: number): Entry[] {
  if (entry?.wish !== 'wanted' && entry?.wish !== 'discarded') return [];
  return [{ ...renewed(entry, now), wish: 'undone' }];
}

/**
 * The person wants it done now. That brings back what they had deleted in iCloud or taken out; while it is on its way
 * out, it is the taking out that is tried again.
 */
function retry(entry: Entry | undefined, now: number): Entry[] {
  if (!entry) return [];
  const isOut = entry.wish === 'undone' && entry.appointment !== null && placesOf(entry).length === 0;
  const wish = isOut ? 'wanted' : entry.wish;
  return [{ ...brought(renewed(entry, now)), wishedAt: entry.wishedAt, wish }];
}

/** What was deleted in iCloud is written anew. */
function brought(entry: Entry): Entry {
  return entry.deletedInICloud ? { ...entry, written: null, moved: null, deletedInICloud: false } : entry;
}

/** A wish that was not tried yet. */
function renewed(entry: Entry, now: number): Entry {
  return {
    ...entry,
    revision: entry.revision + 1,
    wishedAt: now,
    attempts: 0,
    retryAt: null,
    failure: null,
    updatedAt: now,
  };
}
