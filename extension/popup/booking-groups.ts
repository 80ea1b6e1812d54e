import type { Appointment, Written } from '../../shared/contract/appointments.ts';
import type { BookingTrouble } from '../state/booking-troubles.ts';
import { bookingErrorInWords } from '../words/bridge-words.ts';
import type { Bookings } from './bookings.ts';

/** One booking in a list. Times are RFC 3339. */
export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly time: { readonly start: string; readonly end: string } | null;
  readonly movedTo: { readonly start: string; readonly end: string } | null;
  /** Where it stands in the CRM. */
  readonly url: string | null;
  /** Why it is in the list, and what to do. */
  readonly why: string | null;
  readonly act: 'retry' | 'add-again' | 'dismiss' | null;
}

export interface Groups {
  readonly waiting: readonly Listed[];
  readonly failed: readonly Listed[];
  /** Their events were deleted in iCloud by the person. */
  readonly deleted: readonly Listed[];
  readonly moved: readonly Listed[];
}

const timeOf = ({ start, end }: { start?: string | undefined; end?: string | undefined }) =>
  start && end ? { start, end } : null;

function ofBridge(one: Written, act: Listed['act'] = null): Listed {
  const { appointmentId: id, title = '', url = null, movedInICloud: movedTo = null } = one;
  return { id, title, time: timeOf(one), movedTo, url, why: bookingErrorInWords(one), act };
}

function ofQueue(one: Appointment): Listed {
  return { id: one.id, title: one.title, time: timeOf(one), movedTo: null, url: one.url ?? null, why: null, act: null };
}

function ofTrouble({ appointmentId, title, words }: BookingTrouble): Listed {
  return { id: appointmentId, title: title ?? '', time: null, movedTo: null, url: null, why: words, act: 'dismiss' };
}

/** Bookings that are not simply in iCloud. What is over is told only where it waits or failed. */
export function groupsOf({ written, kept }: Pick<Bookings, 'written' | 'kept'>, now: number): Groups {
  const inState = (state: Written['state']) => sorted(written.filter((one) => one.state === state));
  const isAhead = endsAfter(now);
  const queued = inState('queued').filter(({ appointmentId }) => !kept.waiting.some(({ id }) => id === appointmentId));
  const deleted = inState('deleted-in-icloud').filter(isAhead);
  const moved = inState('written').filter((one) => one.movedInICloud && (isAhead(one) || isAhead(one.movedInICloud)));
  return {
    waiting: [...kept.waiting.map(ofQueue), ...queued.map((one) => ofBridge(one))],
    failed: [...inState('failed').map((one) => ofBridge(one, 'retry')), ...kept.troubles.map(ofTrouble)],
    deleted: deleted.map((one) => ofBridge(one, 'add-again')),
    moved: moved.map((one) => ofBridge(one)),
  };
}

const endsAfter = (now: number) => (one: { end?: string | undefined }) =>
  one.end !== undefined && Date.parse(one.end) > now;

/** Those whose event stands in iCloud: what is ahead first, the next one first, then what is over, the latest first. */
export function standing(written: readonly Written[], now: number): { ahead: Written[]; over: Written[] } {
  const all = sorted(written.filter(stands));
  const isAhead = endsAfter(now);
  return { ahead: all.filter(isAhead), over: all.filter((one) => !isAhead(one)).reverse() };
}

/** Also one that waits or failed, where it was written before. */
const stands = ({ state, eventUid }: Written) =>
  state === 'written' || (eventUid !== undefined && (state === 'queued' || state === 'failed'));

export const standingCount = (written: readonly Written[]): number => written.filter(stands).length;

function sorted(written: readonly Written[]): Written[] {
  const at = ({ start, updatedAt }: Written) => Date.parse(start ?? updatedAt);
  return [...written].sort((a, b) => at(a) - at(b));
}
