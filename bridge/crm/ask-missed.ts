import { isOthers } from '../domain/crm/bookings.ts';
import type { HighLevel } from '../domain/crm/highlevel.ts';
import { isReadAppointment } from '../domain/crm/known-appointments.ts';
import type { MissedAppointment } from '../domain/crm/missed-appointments.ts';
import type { Patience } from './patience.ts';

interface Asking {
  readonly api: HighLevel;
  readonly userId: string;
  readonly patience: Patience;
  readonly now: number;
}

const MOST_ASKED = 20;

/** Each is asked for by its id once the list had time to show it again: no block may lie over one that stands. */
export async function askMissed(all: readonly MissedAppointment[], asking: Asking): Promise<MissedAppointment[]> {
  const due = new Set(all.filter((one) => isDue(one, asking)).slice(0, MOST_ASKED));
  const left: MissedAppointment[] = [];
  for (const one of all) {
    const still = due.has(one) ? await asked(one, asking) : one;
    if (still) left.push(still);
  }
  return left;
}

function isDue({ since, askedAt }: MissedAppointment, { now, patience }: Asking): boolean {
  return askedAt === null ? now - since >= patience.settleMs : now - askedAt >= patience.verifyEveryMs;
}

/** Null where it is gone, or somebody else’s by now. */
async function asked(one: MissedAppointment, { api, userId, now }: Asking): Promise<MissedAppointment | null> {
  const found = await api.appointment(one.appointment.id);
  if (found === null) return null;
  const isRead = isReadAppointment(found) && found.id === one.appointment.id;
  if (isRead && isOthers(found, userId)) return null;
  return { ...one, askedAt: now, appointment: isRead ? found : one.appointment };
}
