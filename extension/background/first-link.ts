import type { Appointment } from '../../shared/contract/appointments.ts';
import type { SeenAppointment } from '../crm/seen-bookings.ts';
import type { SeenBefore } from '../state/seen-appointments.ts';

export const isGone = ({ status }: Appointment) => status === 'cancelled' || status === 'invalid';

/** The moment a connection's linked calendar was noticed first; the first look at a linked one is that moment. Pure. */
export function noticed(seen: SeenBefore, isLinked: boolean, now: number): SeenBefore {
  return isLinked && seen.linkedSince === null ? { ...seen, linkedSince: now } : seen;
}

export interface Listed {
  readonly appointment: Appointment;
  readonly told: Pick<SeenAppointment, 'addedAt' | 'updatedAt'>;
  /** It was handed to the bridge before. */
  readonly wasTold: boolean;
  readonly isLinked: boolean;
  readonly now: number;
}

/**
 * What becomes of an appointment that a list of the CRM shows. Those that stood before the calendar was linked wait for
 * the person's answer; what was added or changed since then is written, as is all that is written already. Pure.
 */
export function admit(
  seen: SeenBefore,
  { appointment, told, wasTold, isLinked, now }: Listed,
): 'write' | 'wait' | 'no' {
  if (wasTold) return 'write';
  if (Date.parse(appointment.end) <= now || isGone(appointment)) return 'no';
  if (!isLinked) return seen.decision === 'open' ? 'wait' : 'no';
  const since = seen.linkedSince ?? now;
  const latest = Math.max(told.addedAt ?? 0, told.updatedAt ?? 0);
  if (seen.decision === 'added' || latest >= since) return 'write';
  if (seen.decision === 'open') return 'wait';
  return latest === 0 && !seen.appointments.some(({ id }) => id === appointment.id) ? 'write' : 'no';
}
