import type { Clock } from '../domain/clock.ts';

const LONGEST_MS = 24 * 3_600_000;

/**
 * Milliseconds from now that a Retry-After header asks for: seconds or an HTTP date (RFC 9110 10.2.3), a day at most.
 * Undefined when there is none or it says nothing readable.
 */
export function retryAfterMs(value: string | null, clock: Clock): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.min(Math.max(at - clock.now(), 0), LONGEST_MS);
}
