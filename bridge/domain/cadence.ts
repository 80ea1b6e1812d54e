/** How closely somebody looks at the CRM: a page is visible, one is open in the background, or none is open. */
export type Presence = 'visible' | 'open' | 'none';

export interface PollState {
  readonly presence: Presence;
  /** Failed attempts in a row since the last good one. */
  readonly failures: number;
  /** What the server asked for after the last attempt, in milliseconds; null when it asked for nothing. */
  readonly retryAfterMs: number | null;
  /** A refusal for too many requests, which patience alone mends. */
  readonly throttled: boolean;
  /** Attempts in a row that reached the account but left a calendar unread or held back. */
  readonly unsettled: number;
}

const SECOND = 1000;
const FIRST_RETRY_MS = 5 * SECOND;
const FIRST_REST_MS = 20 * SECOND;
const LONGEST_RETRY_MS = 5 * 60 * SECOND;
const LONGEST_RETRY_VISIBLE_MS = 15 * SECOND;
const LONGEST_THROTTLED_MS = 30 * 60 * SECOND;

const STEADY: Record<Presence, readonly [number, number]> = {
  visible: [10 * SECOND, 15 * SECOND],
  open: [54 * SECOND, 66 * SECOND],
  none: [270 * SECOND, 330 * SECOND],
};

/**
 * Milliseconds from the end of one attempt to the next. `random` is in `[0, 1)` and spreads the load.
 *
 * A server that named a time is never asked sooner. Other failures double the wait, which stays within 15 s while
 * a page is visible. A single calendar that failed is looked at again soon, and never later than it would be anyway.
 */
export function nextPollDelay(state: PollState, random: number): number {
  if (state.retryAfterMs !== null) return state.retryAfterMs + random * SECOND;
  if (state.failures > 0) return retryDelay(state, random);
  const [least, most] = STEADY[state.presence];
  const steady = least + random * (most - least);
  return state.unsettled > 0 ? Math.min(steady, retryDelay({ ...state, failures: state.unsettled }, random)) : steady;
}

/** Milliseconds for which a calendar that was refused so many times in a row, without a reason, is left alone. */
export function restAfterRefusals(refusals: number): number {
  return Math.min(FIRST_REST_MS * 2 ** (refusals - 1), LONGEST_THROTTLED_MS);
}

function retryDelay(state: PollState, random: number): number {
  const doubled = FIRST_RETRY_MS * 2 ** Math.min(state.failures - 1, 12);
  const longest = state.throttled
    ? LONGEST_THROTTLED_MS
    : state.presence === 'visible'
      ? LONGEST_RETRY_VISIBLE_MS
      : LONGEST_RETRY_MS;
  return Math.min(doubled, longest) * (0.8 + random * 0.2);
}
