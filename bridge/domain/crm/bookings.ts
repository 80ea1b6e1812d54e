import { Appointment, AppointmentStatus } from '../../../shared/contract/appointments.ts';
import type { CrmTroubled } from '../../../shared/contract/crm.ts';
import type { Interval } from '../../../shared/intervals.ts';
import { type Entry, sameContent } from '../outbox/entry.ts';
import type { CrmAppointment } from './highlevel.ts';

/** What the outbox knows of an appointment. */
export type HeardBooking = Pick<Entry, 'appointmentId' | 'wish' | 'appointment' | 'heardAt' | 'wishedAt'>;

export interface BookingsSeen {
  /** A complete list of the user's appointments in the window. */
  readonly listed: readonly CrmAppointment[];
  /** These are listed too, and stand, but cannot be read. */
  readonly unreadableIds: readonly string[];
  readonly heard: readonly HeardBooking[];
  readonly window: Interval;
  readonly now: number;
  readonly userId: string;
  readonly timeZone: string;
  readonly url: string;
  /** The list may lag behind what was heard by so many milliseconds. */
  readonly settleMs: number;
}

export interface BookingDecisions {
  readonly put: readonly Appointment[];
  /** Known ones that the list lacks: the CRM is to be asked for each before anything is taken away. */
  readonly verify: readonly string[];
  /** Assigned to somebody else since. */
  readonly leave: readonly string[];
  /** Those to come that stand and that no event can be made of. */
  readonly unfit: readonly CrmAppointment[];
}

/** What the outbox is to be told after a list of the user's appointments. What is past and new is left alone. */
export function decideBookings(seen: BookingsSeen): BookingDecisions {
  const heard = new Map(seen.heard.map((one) => [one.appointmentId, one]));
  const put: Appointment[] = [];
  const leave: string[] = [];
  const unfit: CrmAppointment[] = [];
  for (const listed of seen.listed) {
    const known = heard.get(listed.id);
    if (isOthers(listed, seen.userId)) {
      if (known?.wish === 'wanted' && listed.end > seen.now) leave.push(listed.id);
      continue;
    }
    const appointment = appointmentFrom(listed, known?.appointment ?? null, seen);
    if (!appointment && takesTime(listed) && listed.end > seen.now) unfit.push(listed);
    if (appointment && isNews(appointment, known, seen.now)) put.push(appointment);
  }
  const ids = new Set([...seen.listed.map(({ id }) => id), ...seen.unreadableIds]);
  const verify = seen.heard.filter((one) => isMissing(one, ids, seen)).map(({ appointmentId }) => appointmentId);
  return { put, verify, leave, unfit };
}

export function isOthers({ assignedUserId, userIds }: CrmAppointment, userId: string): boolean {
  return assignedUserId !== null && assignedUserId !== userId && !userIds.includes(userId);
}

function isNews(appointment: Appointment, known: HeardBooking | undefined, now: number): boolean {
  const off = appointment.status === 'cancelled' || appointment.status === 'invalid';
  if (!known?.appointment) return !off && Date.parse(appointment.end) > now;
  const said = appointment.updatedAt === undefined ? null : Date.parse(appointment.updatedAt);
  const isSame = sameContent(known.appointment, appointment) && said === known.heardAt;
  return !isSame && !(off && known.wish !== 'wanted' && known.wish !== 'undone');
}

function isMissing({ appointmentId, wish, appointment, wishedAt }: HeardBooking, ids: Set<string>, seen: BookingsSeen) {
  if (wish !== 'wanted' || !appointment || ids.has(appointmentId)) return false;
  const start = Date.parse(appointment.start);
  return start > seen.now && start < seen.window.end && seen.now - wishedAt >= seen.settleMs;
}

/** HighLevel's word for how it stands, as the contract has it; a word that nobody knows leaves it as it was. */
export function statusOf(word: string, before: Appointment['status'] | null): Appointment['status'] {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '');
  if (plain.startsWith('cancel') || plain.startsWith('delete')) return 'cancelled';
  return AppointmentStatus.safeParse(plain).data ?? before ?? (plain === '' ? 'new' : 'confirmed');
}

/** Whether it takes the person's time, so that no block may lie over it. */
export function takesTime({ status }: Pick<CrmAppointment, 'status'>): boolean {
  const standing = statusOf(status, null);
  return standing !== 'cancelled' && standing !== 'invalid';
}

/**
 * An appointment as the outbox takes it. What only a page told, such as the contact's name, and the page's own address of
 * it stay, so that page and list do not change the event in turns. Null for one that no event can be made of.
 */
export function appointmentFrom(
  listed: CrmAppointment,
  before: Appointment | null,
  around: Pick<BookingsSeen, 'timeZone' | 'url' | 'userId'>,
): Appointment | null {
  const fields = {
    id: listed.id,
    title: cut(listed.title.trim()) || before?.title || 'Appointment',
    start: instant(listed.start),
    end: instant(listed.end),
    timeZone: before?.timeZone ?? around.timeZone,
    status: statusOf(listed.status, before?.status ?? null),
    assignedUserId: around.userId,
    calendarId: listed.calendarId || before?.calendarId,
    masterId: listed.masterId || before?.masterId,
    updatedAt: listed.updatedAt === null ? undefined : instant(listed.updatedAt),
    address: cut(listed.address) || before?.address,
    notes: cut(listed.notes) || before?.notes,
    contactName: before?.contactName,
    url: before?.url ?? around.url,
  };
  const told = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return Appointment.safeParse(told).data ?? null;
}

const LONGEST_TEXT = 20_000;

/** As much as the contract lets through; an event takes less. Half of a character is none. */
function cut(text: string | null): string {
  return (text ?? '').slice(0, LONGEST_TEXT).replace(/[\uD800-\uDBFF]$/, '');
}

/** In words, with the next step; null where there are none. */
export function unfitSentence(unfit: readonly CrmAppointment[]): string | null {
  if (unfit.length === 0) return null;
  const days = unfitOnes(unfit).days.join(', ');
  const [which, it, its] =
    unfit.length === 1 ? ['An appointment', 'it', 'has'] : [`${unfit.length} appointments`, 'them', 'have'];
  return `${which} of the CRM (${days}) ${its} no length or more than 31 days, so no event can be made of ${it}. Change the times in the CRM’s calendar.`;
}

/** How many they are and on which days, by UTC. */
export function unfitOnes(unfit: readonly CrmAppointment[]): CrmTroubled {
  const days = unfit.map(({ start }) => instant(start).slice(0, 10));
  return { count: unfit.length, days: [...new Set(days)].sort().slice(0, 3) };
}

/** The calendar page of the staff app; an appointment has no address of its own there. */
export function calendarPage(locationId: string): string {
  return `https://app.gohighlevel.com/v2/location/${encodeURIComponent(locationId)}/calendars/view`;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
