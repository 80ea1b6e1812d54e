import type { ConnectionStatus } from '../../shared/contract/connection.ts';

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
  /** A chosen calendar was never read whole. */
  readonly firstReading: boolean;
  /** How far that reading is, over all calendars; the total is null until it is known. */
  readonly progress?: { readonly read: number; readonly total: number | null } | null;
  /** What is wrong with one of the chosen calendars while the account as a whole is well, in words. */
  readonly calendarTrouble?: string | null;
}

/** One word for the state, and a sentence on what is so and what to do; the sentence is empty when all is well. */
export function statusOf(standing: Standing, now: number): { status: ConnectionStatus; statusDetail: string } {
  if (standing.paused) {
    return { status: 'paused', statusDetail: 'Paused. Your time is not known until you resume.' };
  }
  if (standing.passwordRefused) {
    const statusDetail =
      'iCloud no longer accepts the password. This happens after an Apple password change. Make a new app-specific password.';
    return { status: 'needs-password', statusDetail };
  }
  if (standing.passwordMissing) {
    const statusDetail =
      'The app-specific password was kept only until Slotbridge stopped. Enter it again; "npx slotbridge doctor" says how to keep it.';
    return { status: 'needs-password', statusDetail };
  }
  const wait = waiting(standing.throttledUntil, now);
  if (wait !== null) return { status: 'throttled', statusDetail: wait };
  if (standing.failure !== null) return { status: 'unreachable', statusDetail: standing.failure };
  if (standing.firstReading) {
    return { status: 'syncing', statusDetail: firstReadingDetail(standing) };
  }
  return { status: 'connected', statusDetail: standing.calendarTrouble ?? '' };
}

function waiting(until: Standing['throttledUntil'], now: number): string | null {
  if (until === 'unsaid') return 'iCloud asks us to wait. We try again after a while.';
  if (until === null || until <= now) return null;
  return `iCloud asks us to wait. Trying again in ${Math.ceil((until - now) / 1000)} s.`;
}

function firstReadingDetail({ progress, calendarTrouble }: Standing): string {
  if (calendarTrouble) return calendarTrouble;
  if (!progress || progress.read === 0) return 'Reading your calendars for the first time.';
  const count = progress.total === null ? `${progress.read}` : `${progress.read} of ${progress.total}`;
  return `Reading your calendars for the first time: ${count} events so far.`;
}
