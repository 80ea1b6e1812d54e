import type { Interval } from '../../../shared/intervals.ts';
import { takesTime } from './bookings.ts';
import type { CrmAppointment, CrmAppointments } from './highlevel.ts';

/** An appointment that stood in an earlier list and that the latest lacks: it may be gone, or the list incomplete. */
export interface MissedAppointment {
  readonly appointment: CrmAppointment;
  /** The first list that lacked it. */
  readonly since: number;
  /** When the CRM was last asked for it by its id. */
  readonly askedAt: number | null;
}

export interface Lists {
  /** As it was before the latest list. */
  readonly missed: readonly MissedAppointment[];
  readonly before: CrmAppointments;
  readonly latest: CrmAppointments;
  /** Taken care of elsewhere. */
  readonly knownIds: ReadonlySet<string>;
  readonly window: Interval;
  readonly now: number;
}

/** All that earlier lists showed, that takes time to come in the window, and that the latest list lacks. */
export function missedAppointments({ missed, before, latest, knownIds, window, now }: Lists): MissedAppointment[] {
  const shown = new Set([...latest.listed, ...latest.unreadable].map(({ id }) => id));
  const newly = before.listed.map((appointment) => ({ appointment, since: now, askedAt: null }));
  return [...missed, ...newly].filter(({ appointment }) => {
    const { id, start, end } = appointment;
    return !shown.has(id) && !knownIds.has(id) && takesTime(appointment) && end > now && start < window.end;
  });
}
