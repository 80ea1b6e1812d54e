import type { Written, WrittenState } from '../../../shared/contract/appointments.ts';
import type { ProblemCode } from '../../../shared/contract/problem-code.ts';
import type { Entry } from './entry.ts';
import { type Circumstances, isSettled, nextTask } from './next-task.ts';

/** Time, or the person, mends these: the booking waits and has not failed. */
const WAITED_FOR: ReadonlySet<ProblemCode> = new Set([
  'server-unreachable',
  'throttled',
  'needs-password',
  'invalid-credentials',
  'no-linked-calendar',
  'calendar-gone',
  'not-writable',
]);

/** A server that cannot take an event is believed after so many attempts. */
const FAILED_AFTER = 5;

export function stateOf(entry: Entry): WrittenState {
  const { wish, attempts, failure, deletedInICloud } = entry;
  if (!isSettled(entry)) {
    return failure && !WAITED_FOR.has(failure.code) && attempts >= FAILED_AFTER ? 'failed' : 'queued';
  }
  if (wish === 'discarded') return entry.written ? 'written' : 'removed';
  if (wish !== 'wanted') return 'removed';
  return deletedInICloud ? 'deleted-in-icloud' : 'written';
}

/** An entry as the contract shows it. */
export function describeEntry(entry: Entry): Written {
  const { appointmentId, attempts, failure, written, moved, appointment, updatedAt } = entry;
  return {
    appointmentId,
    state: stateOf(entry),
    attempts,
    ...(failure ? { lastError: failure.message, lastErrorCode: failure.code } : {}),
    ...(written ? { calendarId: written.calendarId, eventUid: written.uid } : {}),
    ...(moved ? { movedInICloud: { start: instant(moved.start), end: instant(moved.end) } } : {}),
    updatedAt: instant(updatedAt),
    ...(appointment ? told(appointment) : {}),
  };
}

function told({ title, start, end, url }: NonNullable<Entry['appointment']>): Partial<Written> {
  const times = { start: instant(Date.parse(start)), end: instant(Date.parse(end)) };
  return { title, ...times, ...(url === undefined ? {} : { url }) };
}

function instant(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('.000Z', 'Z');
}

/** No further attempt helps until the person, or another listing of the account, changes something. */
export function waitsForPerson(entry: Entry, circumstances: Circumstances, now: number): boolean {
  return nextTask(entry, circumstances, now).kind === 'wait' && entry.failure !== null;
}
