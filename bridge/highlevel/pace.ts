import type { Clock } from '../domain/clock.ts';
import type { RateLimits } from './rate-limits.ts';

/** HighLevel's documented limit, until an answer says another. */
const USUAL_MAX = 100;
const USUAL_INTERVAL_MS = 10_000;
/** Other programs of the sub-account share its limit. */
const OUR_PART = 5;
const LONGEST_INTERVAL_MS = 60_000;

/** Spreads requests so that no more than a fifth of what the sub-account may send is ours. */
export interface Pace {
  /** In how many milliseconds the next request may be sent; it counts as sent then. */
  next(): number;
  learn(limits: RateLimits): void;
}

/**
 * In any half of the limit's interval at most half of our part is sent. When others have used up nearly everything, the
 * next request waits for the interval to pass.
 */
export function createPace(clock: Clock): Pace {
  let intervalMs = USUAL_INTERVAL_MS;
  let atOnce = halfOfOurs(USUAL_MAX);
  let notBefore = 0;
  /** When the latest ones are sent, ascending. */
  let sent: readonly number[] = [];
  return {
    next() {
      const now = clock.now();
      // A clock set back would make all of them lie ahead, and the next one wait for nothing.
      sent = sent.filter((at) => at <= now + LONGEST_INTERVAL_MS);
      const oldest = sent.length < atOnce ? undefined : sent[sent.length - atOnce];
      const at = Math.max(
        now,
        Math.min(notBefore, now + LONGEST_INTERVAL_MS),
        (oldest ?? -intervalMs) + intervalMs / 2,
      );
      sent = [...sent.slice(-atOnce), at];
      return at - now;
    },
    learn({ burstMax, burstRemaining, intervalMs: seenIntervalMs }) {
      if (seenIntervalMs !== null && seenIntervalMs > 0) intervalMs = Math.min(seenIntervalMs, LONGEST_INTERVAL_MS);
      if (burstMax !== null && burstMax > 0) atOnce = halfOfOurs(burstMax);
      const scarce = burstRemaining !== null && burstRemaining < (burstMax ?? USUAL_MAX) / OUR_PART;
      if (scarce) notBefore = clock.now() + intervalMs;
    },
  };
}

function halfOfOurs(max: number): number {
  return Math.max(1, Math.floor(max / OUR_PART / 2));
}
