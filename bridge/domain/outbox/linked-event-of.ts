import { createHash } from 'node:crypto';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { LinkedEvent } from '../linked-event.ts';

/** An appointment as the event of the linked calendar. One that nobody confirmed yet is tentative. */
export function linkedEventOf(appointment: Appointment, uid: string, saidAt: number | null): LinkedEvent {
  const { id, start, end, timeZone, status, title, address, notes, contactName, url } = appointment;
  return {
    uid,
    appointmentId: id,
    saidAt,
    start: Date.parse(start),
    end: Date.parse(end),
    timeZone,
    status: status === 'new' ? 'tentative' : 'confirmed',
    title,
    address: address ?? null,
    notes: notes ?? null,
    contactName: contactName ?? null,
    url: url ?? null,
  };
}

/** Equal for events that show the same; when it was said is no part of it. */
export function fingerprintOf({ saidAt: _, ...event }: LinkedEvent): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('base64url')
    .slice(0, 22);
}
