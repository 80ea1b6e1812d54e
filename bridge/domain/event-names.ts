import { createHash } from 'node:crypto';

/** Whose appointment an event stands for. */
export interface AppointmentIds {
  /** The CRM's sub-account. */
  readonly locationId: string;
  /** The CRM's user to whom the calendar belongs. */
  readonly userId: string;
  readonly appointmentId: string;
}

export interface EventName {
  readonly uid: string;
  /** The last part of the address: letters, digits, hyphens and `.ics` alone. */
  readonly resourceName: string;
}

/**
 * What an appointment's event is called: the same on every computer, so that two bridges write one event. A server may
 * refuse a UID that it once knew; the second attempt is the first's name with `-2`, the third's ends in `-3`.
 */
export function eventName(ids: AppointmentIds, attempt: number): EventName {
  const uid = attempt <= 1 ? baseOf(ids) : `${baseOf(ids)}-${attempt}`;
  return { uid, resourceName: `${uid}.ics` };
}

/** Which attempt of this user's own names for the appointment the UID is, counted from 1; null when it is none. */
export function ownAttemptOf(uid: string, ids: AppointmentIds): number | null {
  const [name, base] = [uid.trim().toLowerCase(), baseOf(ids)];
  if (name === base) return 1;
  const later = name.startsWith(`${base}-`) ? /^([2-9]|[1-9]\d{1,3})$/.exec(name.slice(base.length + 1)) : null;
  return later ? Number(later[1]) : null;
}

/** Whether the UID is one that this user of this sub-account gives to the appointment's event; another user's is not. */
export function isOwnName(uid: string, ids: AppointmentIds): boolean {
  return ownAttemptOf(uid, ids) !== null;
}

/** The three ids as JSON, so that no two triples look alike, and 160 bits of their SHA-256. */
function baseOf({ locationId, userId, appointmentId }: AppointmentIds): string {
  const ids = JSON.stringify([locationId, userId, appointmentId]);
  return `slotbridge-${createHash('sha256').update(ids).digest('hex').slice(0, 40)}`;
}
