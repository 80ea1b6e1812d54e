import type { ConnectionStatus } from '../../shared/contract/connection.ts';

/** How a connection stands, as far as it bears on its status. Epoch milliseconds. */
export interface Standing {
  readonly paused: boolean;
  readonly passwordRefused: boolean;
  /** No password is kept: it lived in memory until the bridge stopped. */
  readonly passwordMissing: boolean;
  /** Until when the server wants no request. */
  readonly throttledUntil: number | null;
  /** Why the latest attempt at the whole account failed, in words. */
  readonly failure: string | null;
  /** A chosen calendar was never read whole. */
  readonly firstReading: boolean;
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
  if (standing.throttledUntil !== null && standing.throttledUntil > now) {
    const seconds = Math.ceil((standing.throttledUntil - now) / 1000);
    return { status: 'throttled', statusDetail: `iCloud asks us to wait. Trying again in ${seconds} s.` };
  }
  if (standing.failure !== null) return { status: 'unreachable', statusDetail: standing.failure };
  if (standing.firstReading) {
    return { status: 'syncing', statusDetail: 'Reading your calendars for the first time.' };
  }
  return { status: 'connected', statusDetail: '' };
}
