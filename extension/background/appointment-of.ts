import { Appointment } from '../../shared/contract/appointments.ts';
import type { SeenAppointment } from '../crm/seen-bookings.ts';
import { say } from '../words/say.ts';

const DEFAULT_STAFF_HOST = 'app.gohighlevel.com';
const MINUTE_MS = 60_000;

export interface Surroundings {
  /** The connection's: the zone that the event is written in. */
  readonly timeZone: string;
  readonly locationId: string;
  /** Of the staff app, where the page is one of it. */
  readonly staffHost: string | null;
  readonly assignedUserId: string;
  /** Length of the calendar's appointments, where it is known. */
  readonly slotMinutes: number | null;
  /** What was told of it before: fields that this call does not tell stay. */
  readonly before: Appointment | null;
}

const instant = (at: number) => new Date(at).toISOString();

/** The calendar page of the staff app; an appointment has no address of its own there. */
export const staffAddress = (host: string | null, locationId: string) =>
  `https://${host ?? DEFAULT_STAFF_HOST}/v2/location/${encodeURIComponent(locationId)}/calendars/view`;

function timesOf(told: SeenAppointment, { before, slotMinutes }: Surroundings) {
  const start = told.start ?? (before ? Date.parse(before.start) : undefined);
  if (start === undefined) return null;
  const length = before ? Date.parse(before.end) - Date.parse(before.start) : slotMinutes && slotMinutes * MINUTE_MS;
  const end = told.end ?? (length ? start + length : undefined);
  return end === undefined ? null : { start: instant(start), end: instant(end) };
}

function definedOf<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

/** What is told now, completed by what was told before, as the contract's Appointment; null where too little is known. */
export function appointmentOf(told: SeenAppointment, around: Surroundings): Appointment | null {
  const { before } = around;
  const times = timesOf(told, around);
  if (!times) return null;
  const contactName = told.contactName ?? before?.contactName;
  const appointment = {
    id: told.id,
    title: told.title ?? before?.title ?? contactName ?? say('appointmentUntitled'),
    ...times,
    timeZone: around.timeZone,
    status: told.status ?? before?.status ?? 'new',
    assignedUserId: around.assignedUserId,
    calendarId: told.calendarId ?? before?.calendarId,
    masterId: told.masterId ?? before?.masterId,
    updatedAt: told.updatedAt === undefined ? undefined : instant(told.updatedAt),
    address: told.address ?? before?.address,
    notes: told.notes ?? before?.notes,
    contactName,
    url: staffAddress(around.staffHost, around.locationId),
    supersedes: told.supersedes,
  };
  return Appointment.safeParse(definedOf(appointment)).data ?? null;
}

/** 53 bits over the characters of a text: tells contents apart, and keeps no secret. */
function hashOf(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

/** The same for two appointments of which the same event is written: when it was told, and from where, does not count. */
export function contentHash({ updatedAt: _at, url: _url, supersedes: _old, ...content }: Appointment): string {
  return hashOf(JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1))));
}
