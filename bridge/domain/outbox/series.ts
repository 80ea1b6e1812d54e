import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { Entry } from './entry.ts';

/** `{masterId}_{startMs}_{durationSec}`. */
const INSTANCE = /^(.+)_\d+_\d+$/;

/** The id of the recurring appointment in an instance's id; null for any other id. */
export function masterIn(appointmentId: string): string | null {
  return INSTANCE.exec(appointmentId)?.[1] ?? null;
}

export function isInstanceOf({ appointmentId, appointment }: Entry, masterId: string): boolean {
  return masterIn(appointmentId) === masterId || appointment?.masterId === masterId;
}

/** When the series of an appointment was deleted; null while it was not. */
export function seriesDeletionOf(
  ledger: { get(appointmentId: string): Entry | undefined },
  { id, masterId }: Appointment,
): number | null {
  const masters = [masterIn(id), masterId ?? null].flatMap((master) => (master === null ? [] : [ledger.get(master)]));
  const deletions = masters.flatMap((master) => (master?.wish === 'deleted' ? [master.wishedAt] : []));
  return deletions.length === 0 ? null : Math.max(...deletions);
}
