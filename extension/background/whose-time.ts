import type { LocationCalendars } from '../state/booking-calendars.ts';
import type { KnownConnection } from '../state/known-connections.ts';
import type { Check, View } from './messages.ts';

export interface StaffUser {
  readonly locationId: string;
  readonly userId: string;
}

export interface Ownership {
  readonly connection: KnownConnection;
  /** `you`: the slots belong to several people, of whom one is the connection's. */
  readonly wording: 'slot' | 'you';
  readonly slotMinutes: number | null;
}

export interface Known {
  readonly connections: readonly KnownConnection[];
  readonly calendars: readonly LocationCalendars[];
  /** Who is signed in to the staff app of this tab, if it told. */
  readonly staffUser: StaffUser | null;
  /** Users seen in the staff app, newest first: decides between several connections of one booking calendar. */
  readonly seenUsers: readonly StaffUser[];
}

const belongsTo = (user: StaffUser) => (connection: KnownConnection) =>
  connection.locationId === user.locationId && connection.userId === user.userId;

function ofStaffGrid(locationId: string, known: Known): Ownership | null {
  if (known.staffUser?.locationId !== locationId) return null;
  const connection = known.connections.find(belongsTo(known.staffUser));
  return connection ? { connection, wording: 'slot', slotMinutes: null } : null;
}

function ofWidget(name: string, known: Known): Ownership | null {
  for (const { locationId, calendars } of known.calendars) {
    const calendar = calendars.find(({ calendarId, slugs }) => calendarId === name || slugs.includes(name));
    if (!calendar) continue;
    const members = known.connections.filter(
      (connection) => connection.locationId === locationId && calendar.memberUserIds.includes(connection.userId),
    );
    const own = known.seenUsers.map((user) => members.find(belongsTo(user))).find((found) => found !== undefined);
    const connection = members.length === 1 ? members[0] : own;
    if (!connection) return null;
    const wording = calendar.memberUserIds.length > 1 ? 'you' : 'slot';
    return { connection, wording, slotMinutes: calendar.slotMinutes ?? null };
  }
  return null;
}

/**
 * The connection whose time a page shows, or null where that is not known: then nothing is drawn.
 * A staff grid belongs to the user who is signed in there; a booking widget to the connection whose user is a member
 * of a calendar that was seen among that sub-account's calendars in the staff app.
 */
export function whoseTime(view: View, known: Known): Ownership | null {
  return view.kind === 'staff-grid' ? ofStaffGrid(view.locationId, known) : ofWidget(view.calendar, known);
}

/** The connection that a picked time is to be checked against: the user's it is about, else the one the page shows. */
export function whosePick(pick: Check, known: Known): KnownConnection | null {
  const { view, userId, calendarId } = pick;
  if (view.kind === 'widget') return ofWidget(view.calendar, known)?.connection ?? null;
  const { locationId } = view;
  const calendars = known.calendars.find((one) => one.locationId === locationId)?.calendars ?? [];
  const members = calendars.find((one) => one.calendarId === calendarId)?.memberUserIds ?? [];
  const about = userId ?? (members.length === 1 ? members[0] : undefined);
  if (about === undefined) return ofStaffGrid(locationId, known)?.connection ?? null;
  if (known.staffUser?.locationId !== locationId) return null;
  return known.connections.find(belongsTo({ locationId, userId: about })) ?? null;
}
