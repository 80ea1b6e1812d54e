import type { AnswerHeaders } from '../caldav/exchange.ts';
import { dayOf } from '../domain/crm/budget.ts';
import type { SeenLimits } from '../domain/crm/highlevel.ts';

/** What an answer's headers say of the limits of the sub-account; null where they say nothing. */
export interface RateLimits extends SeenLimits {
  /** Requests in one interval, whoever sends them. */
  readonly burstMax: number | null;
  readonly burstRemaining: number | null;
  readonly intervalMs: number | null;
}

/** Of an answer to what was asked at `askedAt`. */
export function rateLimitsIn(headers: AnswerHeaders, askedAt: number): RateLimits {
  const dailyRemaining = numberIn(headers, 'x-ratelimit-daily-remaining');
  return {
    burstMax: numberIn(headers, 'x-ratelimit-max'),
    burstRemaining: numberIn(headers, 'x-ratelimit-remaining'),
    intervalMs: numberIn(headers, 'x-ratelimit-interval-milliseconds'),
    dailyMax: numberIn(headers, 'x-ratelimit-limit-daily'),
    dailyRemaining,
    remainingOn: dailyRemaining === null ? null : dayOf(askedAt),
  };
}

function numberIn(headers: AnswerHeaders, name: string): number | null {
  const text = headers.get(name)?.trim() ?? '';
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** What is known after another answer: what it leaves out stays as it was. */
export function newerLimits(before: RateLimits | null, seen: RateLimits): RateLimits | null {
  const known = Object.entries(seen).filter(([, value]) => value !== null);
  if (known.length === 0) return before;
  return { ...(before ?? seen), ...Object.fromEntries(known) };
}
