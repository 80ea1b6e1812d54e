import type { NextFunction, Request, Response } from 'express';
import { Refusal } from './refusal.ts';
import { grantOf } from './tokens.ts';

/** How many requests a sub-account may make. Tests may edit it at any time. */
export interface Limits {
  burst: number;
  burstMs: number;
  daily: number;
  /** Whether answers carry the `X-RateLimit-…` headers. */
  headers: boolean;
}

export const ORDINARY_LIMITS: Readonly<Limits> = { burst: 100, burstMs: 10_000, daily: 200_000, headers: true };
export const TRIAL_LIMITS: Readonly<Limits> = { burst: 25, burstMs: 10_000, daily: 10_000, headers: true };

const DAY_MS = 86_400_000;

/** Counts what each sub-account asks, in any ten seconds and in each day of UTC; past a limit the answer is 429. */
export function limited(limits: Limits, now: () => number) {
  const asked = new Map<string, number[]>();
  return (_request: Request, response: Response, next: NextFunction): void => {
    const { locationId } = grantOf(response);
    const today = Math.floor(now() / DAY_MS) * DAY_MS;
    const times = (asked.get(locationId) ?? []).filter((at) => at >= today || at > now() - limits.burstMs);
    const recent = times.filter((at) => at > now() - limits.burstMs).length;
    const inDay = times.filter((at) => at >= today).length;
    const isPast = recent >= limits.burst || inDay >= limits.daily;
    const counted = isPast ? 0 : 1;
    asked.set(locationId, isPast ? times : [...times, now()]);
    if (limits.headers) tell(response, limits, limits.burst - recent - counted, limits.daily - inDay - counted);
    if (isPast) throw new Refusal(429, 'Too Many Requests');
    next();
  };
}

function tell(response: Response, limits: Limits, remaining: number, dailyRemaining: number): void {
  response.set({
    'X-RateLimit-Max': String(limits.burst),
    'X-RateLimit-Remaining': String(Math.max(0, remaining)),
    'X-RateLimit-Interval-Milliseconds': String(limits.burstMs),
    'X-RateLimit-Limit-Daily': String(limits.daily),
    'X-RateLimit-Daily-Remaining': String(Math.max(0, dailyRemaining)),
  });
}
