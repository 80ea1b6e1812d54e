import type { Interval } from '../../shared/intervals.ts';
import { appointmentFrom, type BookingsSeen, calendarPage, decideBookings, isOthers } from '../domain/crm/bookings.ts';
import type { CrmAppointment, CrmAppointments, HighLevel } from '../domain/crm/highlevel.ts';
import { isReadAppointment } from '../domain/crm/known-appointments.ts';
import type { LinkedPerson } from './linked-person.ts';
import type { Patience } from './patience.ts';
import type { Tally } from './tally.ts';

/** Known bookings that a list lacked, by id. Forgotten when the bridge stops: then they are asked for anew. */
export class MissingBookings {
  /** When the CRM first said that there is none such. */
  readonly goneSince = new Map<string, number>();
  readonly askedAt = new Map<string, number>();

  clear(id: string): void {
    this.goneSince.delete(id);
  }
}

export interface Taking {
  readonly api: HighLevel;
  readonly person: LinkedPerson;
  /** Of the CRM, which may not be the connection's. */
  readonly userId: string;
  readonly missing: MissingBookings;
  readonly patience: Patience;
  readonly tally: Tally;
  readonly window: Interval;
  readonly now: number;
}

const MOST_ASKED = 20;

/** What of the appointments is in no calendar. */
export interface NotTaken {
  /** How many had no calendar to go to. */
  readonly skipped: number;
  readonly unfit: readonly CrmAppointment[];
}

/** Hands the outbox what is new of the appointments. */
export async function takeBookings(appointments: CrmAppointments, taking: Taking): Promise<NotTaken> {
  const seen = seenFrom(appointments, taking);
  const { put, verify, leave, unfit } = decideBookings(seen);
  for (const { id } of appointments.listed) taking.missing.clear(id);
  const { outbox, hasLinkedCalendar } = taking.person;
  const wanted = put.filter(({ status }) => hasLinkedCalendar || status === 'cancelled' || status === 'invalid');
  await tried(taking.tally, wanted, (appointment) => outbox.put(appointment));
  await tried(taking.tally, leave, (id) => outbox.delete(id));
  await verifyMissing(verify, seen, taking);
  return { skipped: put.length - wanted.length, unfit: hasLinkedCalendar ? unfit : [] };
}

/** What the decisions go by; its user is the connection's, since the outbox knows no other. */
export function seenFrom(
  { listed, unreadable }: CrmAppointments,
  taking: Omit<Taking, 'api' | 'tally' | 'missing'>,
): BookingsSeen {
  const { person, userId, window, now, patience } = taking;
  const own = listed.map((one) => (isOthers(one, userId) ? one : { ...one, assignedUserId: person.userId }));
  return {
    listed: own,
    unreadableIds: unreadable.flatMap(({ id }) => id ?? []),
    heard: [...person.outbox.heard()],
    window,
    now,
    userId: person.userId,
    timeZone: person.timeZone,
    url: calendarPage(person.locationId),
    settleMs: patience.settleMs,
  };
}

async function tried<T>(tally: Tally, all: readonly T[], hand: (one: T) => Promise<unknown>): Promise<void> {
  const results = await Promise.allSettled(all.map(hand));
  for (const result of results)
    if (result.status === 'rejected') tally.failed(result.reason);
    else tally.bookings += 1;
}

/** Each is asked for by its id before it counts as gone, twice where the CRM says that there is none such. */
async function verifyMissing(ids: readonly string[], seen: BookingsSeen, taking: Taking): Promise<void> {
  const { missing, patience, now } = taking;
  for (const id of [...missing.askedAt.keys()]) if (!ids.includes(id)) missing.askedAt.delete(id);
  const due = ids.filter((id) => {
    const asked = missing.askedAt.get(id);
    const wait = missing.goneSince.has(id) ? patience.settleMs : patience.verifyEveryMs;
    return asked === undefined || now - asked >= wait;
  });
  for (const id of due.slice(0, MOST_ASKED)) {
    const found = await taking.api.appointment(id);
    missing.askedAt.set(id, now);
    if (found === null) await takeAway(id, taking);
    // What is said of another one, or cannot be read, says nothing of this one: it stands as it did.
    else if (isReadAppointment(found) && found.id === id) await heardOf(found, seen, taking);
    else missing.clear(id);
  }
}

async function takeAway(id: string, { missing, now, patience, person, tally }: Taking): Promise<void> {
  const since = missing.goneSince.get(id);
  if (since === undefined) return void missing.goneSince.set(id, now);
  if (now - since < patience.settleMs) return;
  await tried(tally, [id], (gone) => person.outbox.delete(gone));
  missing.clear(id);
}

async function heardOf(found: CrmAppointment, seen: BookingsSeen, { missing, person, userId, tally }: Taking) {
  missing.clear(found.id);
  const known = seen.heard.find(({ appointmentId }) => appointmentId === found.id);
  // Pages tell of those of the connection's own user, who may be another than the CRM's.
  if (isOthers(found, userId) && isOthers(found, person.userId))
    return tried(tally, [found.id], (id) => person.outbox.delete(id));
  const appointment = appointmentFrom(found, known?.appointment ?? null, seen);
  if (appointment) await tried(tally, [appointment], (one) => person.outbox.put(one));
}
