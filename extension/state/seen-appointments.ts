import { z } from 'zod';
import { Appointment } from '../../shared/contract/appointments.ts';
import { Id } from '../../shared/contract/values.ts';
import { stored } from './stored.ts';

/** Appointments of a connection that were seen while none, or none yet, were to be written. */
const SeenBefore = z.strictObject({
  connectionId: Id,
  /** When a linked calendar was noticed first; epoch milliseconds. Null: there is none yet. */
  linkedSince: z.number().nullable(),
  /** What the person said to "Add these future appointments too?" */
  decision: z.enum(['open', 'added', 'dismissed']),
  appointments: z.array(Appointment).max(200),
});
export type SeenBefore = z.infer<typeof SeenBefore>;

const MAX_CONNECTIONS = 50;
export const MAX_SEEN = 200;

export const seenAppointments = stored('seenAppointments', z.array(SeenBefore).max(MAX_CONNECTIONS));

export function seenOf(list: readonly SeenBefore[], connectionId: string): SeenBefore {
  const found = list.find((one) => one.connectionId === connectionId);
  return found ?? { connectionId, linkedSince: null, decision: 'open', appointments: [] };
}

export const withSeenOf = (list: readonly SeenBefore[], seen: SeenBefore): SeenBefore[] =>
  [seen, ...list.filter(({ connectionId }) => connectionId !== seen.connectionId)].slice(0, MAX_CONNECTIONS);

/** With one more appointment, or its newer state: what has passed falls off, and of too many the last ones. Pure. */
export function withAppointment(seen: SeenBefore, appointment: Appointment, now: number): SeenBefore {
  // As little as an event needs: notes come with the appointment's next list.
  const { notes: _notes, ...kept } = appointment;
  const others = seen.appointments.filter(({ id, end }) => id !== appointment.id && Date.parse(end) > now);
  const sorted = [...others, kept].sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  return { ...seen, appointments: sorted.slice(0, MAX_SEEN) };
}

/** Without an appointment; the id of a recurring one takes all its instances. Pure. */
export function withoutAppointment(seen: SeenBefore, id: string): SeenBefore {
  const left = seen.appointments.filter((one) => one.id !== id && one.masterId !== id);
  return { ...seen, appointments: left };
}

/**
 * The future appointments of a connection that stood before its calendar was linked and about which the person was not
 * asked yet, the next one first. Empty once they answered.
 */
export async function futureAppointmentsSeen(connectionId: string, now = Date.now()): Promise<Appointment[]> {
  const { decision, appointments } = seenOf((await seenAppointments.read()) ?? [], connectionId);
  return decision === 'open' ? appointments.filter(({ start }) => Date.parse(start) > now) : [];
}
