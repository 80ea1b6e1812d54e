import type { SyncTrigger } from '../../shared/contract/sync.ts';
import type { BridgeError } from '../errors/bridge-error.ts';
import type { Feed } from './feed.ts';

export type FeedOutcome =
  | { readonly kind: 'good' }
  /** Most of it seemed to be missing; the next fetch confirms or denies it. */
  | { readonly kind: 'held'; readonly held: readonly string[] }
  | { readonly kind: 'failed'; readonly error: BridgeError };

/** How the latest attempt at a feed went. Epoch milliseconds. */
export interface FeedPast extends Feed {
  readonly at: number;
  readonly outcome: FeedOutcome;
  /** Failed attempts in a row. */
  readonly failures: number;
}

const PACE_MS = 60 * 1000;
const LONGEST_PACE_MS = 10 * 60 * 1000;

const AT_ONCE: ReadonlySet<SyncTrigger> = new Set(['request', 'configuration', 'check']);

/** Somebody waits for the answer. */
export function isAwaited(trigger: SyncTrigger): boolean {
  return AT_ONCE.has(trigger);
}

/**
 * Whether to fetch a feed again: after a minute, after ever longer when it failed (ten minutes at most), and at once when
 * somebody waits for it, but never before the time its server asked for. A clock set back makes it due.
 */
export function isDue({ at, outcome, failures }: FeedPast, trigger: SyncTrigger, now: number): boolean {
  if (now < at) return true;
  const passed = now - at;
  const asked = outcome.kind === 'failed' ? (outcome.error.details.retryAfterMs ?? 0) : 0;
  if (passed < asked) return false;
  return isAwaited(trigger) || passed >= Math.min(PACE_MS * 2 ** Math.max(failures - 1, 0), LONGEST_PACE_MS);
}

export function pastAfter(before: FeedPast | undefined, feed: Feed, outcome: FeedOutcome, at: number): FeedPast {
  const failures = outcome.kind === 'failed' ? (before?.failures ?? 0) + 1 : 0;
  return { url: feed.url, allowHost: feed.allowHost, at, outcome, failures };
}
