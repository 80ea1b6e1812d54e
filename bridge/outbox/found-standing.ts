import type { Ledger, Message } from '../domain/outbox/accept.ts';
import { placesOf } from '../domain/outbox/entry.ts';
import type { FoundPlace } from '../domain/outbox/found.ts';
import { type Circumstances, type KnownCalendar, placeIn } from '../domain/outbox/next-task.ts';
import { masterIn } from '../domain/outbox/series.ts';
import type { CalendarCopy } from './learn.ts';
import { markedIn, type Owner } from './standing-events.ts';

interface Around extends Circumstances {
  readonly owner: Owner & { readonly linkedCalendarId: string | null };
  readonly copies: readonly CalendarCopy[];
}

/** A server that refuses names rarely refuses more. */
const NAMES = [1, 2, 3];

/**
 * Where events stand that a message takes away and that we know nothing of: another computer wrote them, or we lost our
 * list. By the copies of the calendars; the linked one is to be looked at while it was never read.
 */
export function foundStanding(message: Message, ledger: Ledger, around: Around, now: number): FoundPlace[] {
  // The CRM lists many a cancelled booking of the past.
  const worthLook = message.kind !== 'appointment' || Date.parse(message.appointment.end) > now;
  const lookIn = worthLook ? around.owner.linkedCalendarId : null;
  const named = goingBy(message)
    .filter((id) => placesOf(ledger.get(id) ?? NOWHERE).length === 0)
    .flatMap((id) => around.calendars.flatMap((calendar) => underItsNames(id, calendar, { ...around, lookIn })));
  return message.kind === 'deleted' ? [...named, ...instancesOf(message.appointmentId, ledger, around)] : named;
}

const NOWHERE = { written: null, planned: null, leaving: [] };

function goingBy(message: Message): string[] {
  if (message.kind === 'deleted') return [message.appointmentId];
  if (message.kind !== 'appointment') return [];
  const { id, status, supersedes } = message.appointment;
  const isOff = status === 'cancelled' || status === 'invalid';
  return [...(isOff ? [id] : []), ...(supersedes === undefined || supersedes === id ? [] : [supersedes])];
}

function underItsNames(
  appointmentId: string,
  calendar: KnownCalendar,
  around: Around & { readonly lookIn: string | null },
): FoundPlace[] {
  const copy = around.copies.find(({ calendarId }) => calendarId === calendar.id);
  if (calendar.gone || (!copy && calendar.id !== around.lookIn)) return [];
  const places = NAMES.map((nth) => placeIn(calendar, appointmentId, nth, around));
  const standing = copy ? places.filter(({ href }) => isThere(copy, href)) : places.slice(0, 1);
  return standing.map((place) => ({ appointmentId, place }));
}

function isThere(copy: CalendarCopy, href: string): boolean {
  const cached = copy.get(href);
  return cached !== undefined && cached.ghostSince === undefined;
}

function instancesOf(masterId: string, ledger: Ledger, { copies, owner }: Around): FoundPlace[] {
  return copies
    .flatMap((copy) => [...markedIn(copy, owner)])
    .filter(({ appointmentId }) => masterIn(appointmentId) === masterId && ledger.get(appointmentId) === undefined);
}
