import type { Connection } from '../../shared/contract/connection.ts';
import type { ProblemCode } from '../../shared/contract/problem-code.ts';

/** How a connection stands, as far as it bears on its status. Epoch milliseconds. */
export interface Standing {
  readonly paused: boolean;
  readonly passwordRefused: boolean;
  /** No password is kept: it lived in memory until the bridge stopped. */
  readonly passwordMissing: boolean;
  /** Until when the server wants no request; `unsaid` when it named no time. */
  readonly throttledUntil: number | 'unsaid' | null;
  /** Why the latest attempt at the whole account failed, in words. */
  readonly failure: string | null;
  readonly failureCode?: ProblemCode | undefined;
  /** A chosen calendar was never read whole. */
  readonly firstReading: boolean;
  /** How far that reading is, over all calendars; the total is null until it is known. */
  readonly progress?: { readonly read: number; readonly total: number | null } | null;
  /** What is wrong with one of the chosen calendars while the account as a whole is well, in words. */
  readonly calendarTrouble?: string | null;
  readonly calendarTroubleCode?: ProblemCode | undefined;
  /** The name of that calendar. */
  readonly calendarInTrouble?: string | undefined;
}

type Status = Pick<
  Connection,
  'status' | 'statusDetail' | 'statusCode' | 'statusCalendar' | 'statusProgress' | 'statusRetryAfter'
>;

/**
 * One word for the state, and a sentence on what is so and what to do, with the code of the problem that it is about and
 * the name and figures in it, from which another language makes its own sentence.
 * The sentence is empty when all is well.
 */
export function statusOf(standing: Standing, now: number): Status {
  if (standing.paused) {
    return { status: 'paused', statusDetail: 'Paused. Your time is not known until you resume.' };
  }
  if (standing.passwordRefused) {
    const statusDetail =
      'iCloud no longer accepts the password. This happens after an Apple password change. Make a new app-specific password.';
    return { status: 'needs-password', statusDetail, statusCode: 'invalid-credentials' };
  }
  if (standing.passwordMissing) {
    const statusDetail =
      'The app-specific password was kept only until Slotbridge stopped. Enter it again; "npx slotbridge doctor" says how to keep it.';
    return { status: 'needs-password', statusDetail, statusCode: 'needs-password' };
  }
  const wait = waiting(standing.throttledUntil, now);
  if (wait !== null) return { status: 'throttled', statusCode: 'throttled', ...wait };
  if (standing.failure !== null) {
    return { status: 'unreachable', statusDetail: standing.failure, ...coded(standing.failureCode) };
  }
  const trouble = { ...coded(standing.calendarTroubleCode), ...named(standing.calendarInTrouble) };
  if (standing.firstReading) {
    return { status: 'syncing', statusDetail: firstReadingDetail(standing), ...trouble, ...counted(standing) };
  }
  return { status: 'connected', statusDetail: standing.calendarTrouble ?? '', ...trouble };
}

function coded(statusCode: ProblemCode | undefined): Pick<Status, 'statusCode'> {
  return statusCode === undefined ? {} : { statusCode };
}

function named(statusCalendar: string | undefined): Pick<Status, 'statusCalendar'> {
  return statusCalendar === undefined ? {} : { statusCalendar };
}

function counted({ progress, calendarTrouble }: Standing): Pick<Status, 'statusProgress'> {
  return progress && progress.read > 0 && !calendarTrouble ? { statusProgress: progress } : {};
}

function waiting(
  until: Standing['throttledUntil'],
  now: number,
): Pick<Status, 'statusDetail' | 'statusRetryAfter'> | null {
  if (until === 'unsaid') return { statusDetail: 'iCloud asks us to wait. We try again after a while.' };
  if (until === null || until <= now) return null;
  const statusRetryAfter = Math.ceil((until - now) / 1000);
  return { statusDetail: `iCloud asks us to wait. Trying again in ${statusRetryAfter} s.`, statusRetryAfter };
}

function firstReadingDetail({ progress, calendarTrouble }: Standing): string {
  if (calendarTrouble) return calendarTrouble;
  if (!progress || progress.read === 0) return 'Reading your calendars for the first time.';
  const count = progress.total === null ? `${progress.read}` : `${progress.read} of ${progress.total}`;
  return `Reading your calendars for the first time: ${count} events so far.`;
}
