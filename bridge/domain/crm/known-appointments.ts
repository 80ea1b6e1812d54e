import type { CrmTroubled } from '../../../shared/contract/crm.ts';
import { clip, type Interval, subtract } from '../../../shared/intervals.ts';
import { type HeardBooking, statusOf, takesTime } from './bookings.ts';
import type { CrmAppointment, CrmAppointments, UnreadableAppointment } from './highlevel.ts';
import { type BlockLedger, isMarked, ownIds } from './own-blocks.ts';

export const NO_APPOINTMENTS: CrmAppointments = { listed: [], unreadable: [] };

export function isReadAppointment(one: CrmAppointment | UnreadableAppointment): one is CrmAppointment {
  return 'start' in one;
}

/** What a list of appointments shows of our own blocks is no booking. */
export function withoutBlocks({ listed, unreadable }: CrmAppointments, ledger: BlockLedger): CrmAppointments {
  const ids = ownIds(ledger);
  const isBlock = ({ id, title, calendarId }: { id: string | null; title: string; calendarId?: string | null }) =>
    (id !== null && ids.has(id)) || (isMarked({ title }) && !calendarId);
  return { listed: listed.filter((one) => !isBlock(one)), unreadable: unreadable.filter((one) => !isBlock(one)) };
}

export interface KnownOfTime {
  readonly appointments: CrmAppointments;
  readonly heard: Iterable<HeardBooking>;
  readonly ledger: BlockLedger;
  readonly window: Interval;
  readonly now: number;
}

/**
 * Where no block may be made: at every appointment that takes time, those listed and those that a page told of and no
 * list shows yet; and on the days of those that cannot be read, but for the blocks that stand there already.
 */
export function occupiedTime({ appointments, heard, ledger, window, now }: KnownOfTime): Interval[] {
  const { listed, unreadable } = appointments;
  const taken = listed.filter(takesTime).map(({ start, end }) => ({ start, end }));
  const days = unreadable.filter(takesTime).flatMap(({ when }) => clip(when ?? window, window) ?? []);
  const standing = ledger.blocks.filter(({ leaving }) => !leaving);
  return [...taken, ...toldOf(heard, listed, now), ...subtract(days, standing)];
}

function toldOf(heard: Iterable<HeardBooking>, listed: readonly CrmAppointment[], now: number): Interval[] {
  const ids = new Set(listed.map(({ id }) => id));
  return [...heard].flatMap(({ appointmentId, wish, appointment }) => {
    if (wish !== 'wanted' || !appointment || ids.has(appointmentId)) return [];
    const times = { start: Date.parse(appointment.start), end: Date.parse(appointment.end) };
    return times.end > now && takesTime({ status: statusOf(appointment.status, null) }) ? [times] : [];
  });
}

/** In words, with the next step; null where all could be read. */
export function unreadableSentence({ unreadable }: CrmAppointments): string | null {
  const standing = unreadable.filter(takesTime);
  if (standing.length === 0) return null;
  const [which, it] = standing.length === 1 ? ['An appointment', 'it'] : [`${standing.length} appointments`, 'them'];
  const { days } = unreadableOnes(standing);
  const near = days.length === 0 ? '' : ` (near ${days.join(', ')})`;
  const where = standing.some(({ when }) => when === null)
    ? 'no new time is blocked'
    : 'no new time is blocked on those days';
  return `${which} of the CRM${near} cannot be read, so ${where} until ${it === 'it' ? 'it can' : 'they can'}. Open ${it} in the CRM’s calendar and save ${it} again.`;
}

/** How many of them take time, and near which days, by UTC: of some no day is known. */
export function unreadableOnes(unreadable: readonly UnreadableAppointment[]): CrmTroubled {
  const standing = unreadable.filter(takesTime);
  const days = standing.flatMap(({ when }) =>
    when === null ? [] : new Date((when.start + when.end) / 2).toISOString().slice(0, 10),
  );
  return { count: standing.length, days: [...new Set(days)].sort().slice(0, 3) };
}
