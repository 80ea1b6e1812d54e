import { masterOf } from '../crm/booking-fields.ts';
import type { Seen, SeenAppointment } from '../crm/seen-bookings.ts';
import type { Origin } from '../state/booking-queue.ts';
import type { KnownConnection } from '../state/known-connections.ts';
import { seenOf, withAppointment, withSeenOf } from '../state/seen-appointments.ts';
import { keyOf } from '../state/told-bookings.ts';
import { appointmentOf, contentHash } from './appointment-of.ts';
import { type Desk, handOver, isOldNews, keysOf, type Moment, takeAway, toldOf } from './booking-desk.ts';
import { admit, noticed } from './first-link.ts';
import { assignedTo, type BookingPlace, minutesOf } from './whose-booking.ts';

/** Where and when something was seen. */
export interface Hearing {
  readonly place: BookingPlace;
  /** Of the place's sub-account. */
  readonly connections: readonly KnownConnection[];
  readonly staffHost: string | null;
  readonly origin: Origin | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Kept {
  readonly desk: Desk;
  /** A booking was made or changed, and what the call told is too little to write it. */
  readonly isMissed: boolean;
}

const momentOf = (seen: Seen, { now }: Hearing): Moment => ({
  asked: seen.at,
  heard: now,
  isWrite: seen.kind !== 'listed',
});

/** On a booking page only what was written can be taken away: such a page is anybody's. */
function deleted(desk: Desk, seen: Extract<Seen, { kind: 'deleted' }>, hearing: Hearing): Desk {
  const moment = momentOf(seen, hearing);
  return hearing.connections.reduce((before, { id }) => {
    const isTrusted = hearing.place.calendar === null || keysOf(before, id, seen.id).length > 0;
    if (!isTrusted || isOldNews(before, id, seen.id, moment)) return before;
    return takeAway(before, id, seen.id, moment, hearing.origin);
  }, desk);
}

/** What was told of it before by any of the connections, under its id or the one it had. */
function knownBefore(desk: Desk, told: SeenAppointment, { connections }: Hearing) {
  for (const id of [told.id, told.supersedes]) {
    const found = connections.map((one) => id && desk.known[keyOf(one.id, id)]).find(Boolean);
    if (found) return found;
  }
  return null;
}

/** It was somebody else's until now. */
function leaveOthers(desk: Desk, seen: Exclude<Seen, { kind: 'deleted' }>, userId: string, hearing: Hearing): Desk {
  const moment = momentOf(seen, hearing);
  return hearing.connections
    .filter((connection) => connection.userId !== userId)
    .filter((connection) => toldOf(desk, keyOf(connection.id, seen.told.id)).hash !== '')
    .filter((connection) => !isOldNews(desk, connection.id, seen.told.id, moment))
    .reduce((before, { id }) => takeAway(before, id, seen.told.id, moment, hearing.origin), desk);
}

/** A series that stands at another time has other instances: the ones that were written go first. */
function leaveOldSeries(desk: Desk, connectionId: string, told: SeenAppointment, moment: Moment): Desk {
  const masterId = told.isSeries ? masterOf(told.id) : undefined;
  if (masterId === undefined) return desk;
  const written = keysOf(desk, connectionId, masterId).filter((key) => toldOf(desk, key).hash !== '');
  const isMoved = written.length > 0 && !written.includes(keyOf(connectionId, told.id));
  return isMoved ? takeAway(desk, connectionId, masterId, moment, null) : desk;
}

function listed(desk: Desk, seen: Exclude<Seen, { kind: 'deleted' }>, entry: Entry, hearing: Hearing): Desk {
  const { connection, appointment } = entry;
  const before = noticed(seenOf(desk.seen, connection.id), connection.linkedCalendarId !== null, hearing.now);
  const { hash } = toldOf(desk, keyOf(connection.id, appointment.id));
  const answer = admit(before, {
    appointment,
    told: seen.told,
    wasTold: hash !== '',
    isLinked: connection.linkedCalendarId !== null,
    now: hearing.now,
  });
  const after = answer === 'wait' ? withAppointment(before, appointment, hearing.now) : before;
  const next = { ...desk, seen: withSeenOf(desk.seen, after) };
  const isNews = answer === 'write' && hash !== contentHash(appointment);
  return isNews ? handOver(next, connection.id, appointment, momentOf(seen, hearing), null) : next;
}

interface Entry {
  readonly connection: KnownConnection;
  readonly appointment: NonNullable<ReturnType<typeof appointmentOf>>;
}

function written(desk: Desk, seen: Exclude<Seen, { kind: 'deleted' }>, entry: Entry, hearing: Hearing): Desk {
  const { connection, appointment } = entry;
  const moment = momentOf(seen, hearing);
  const clear = leaveOldSeries(desk, connection.id, seen.told, moment);
  const next = handOver(clear, connection.id, appointment, moment, hearing.origin);
  const { supersedes } = appointment;
  if (supersedes === undefined) return next;
  // The bridge takes the old one away by itself; here it is only no longer known.
  const { [keyOf(connection.id, supersedes)]: _old, ...known } = next.known;
  const key = keyOf(connection.id, supersedes);
  return { ...next, known, told: { ...next.told, [key]: { hash: '', asked: moment.asked, heard: moment.heard } } };
}

/** The desk after one thing that was seen. Nothing changes where it is not known whose booking it is. Pure. */
export function keepBooking(desk: Desk, seen: Seen, hearing: Hearing): Kept {
  if (seen.kind === 'deleted') return { desk: deleted(desk, seen, hearing), isMissed: false };
  const { told } = seen;
  const before = knownBefore(desk, told, hearing);
  const userId = assignedTo(told, hearing.place) ?? (told.assignedUserId ? null : (before?.assignedUserId ?? null));
  if (userId === null) return { desk, isMissed: false };
  const others = leaveOthers(desk, seen, userId, hearing);
  const connection = hearing.connections.find((one) => one.userId === userId);
  if (!connection || isOldNews(desk, connection.id, told.id, momentOf(seen, hearing))) {
    return { desk: others, isMissed: false };
  }
  const { locationId } = hearing.place;
  const around = { timeZone: connection.timeZone, locationId, staffHost: hearing.staffHost, assignedUserId: userId };
  const appointment = appointmentOf(told, { ...around, slotMinutes: minutesOf(told, hearing.place), before });
  if (!appointment) return { desk: others, isMissed: seen.kind !== 'listed' };
  const act = seen.kind === 'listed' ? listed : written;
  return { desk: act(others, seen, { connection, appointment }, hearing), isMissed: false };
}
