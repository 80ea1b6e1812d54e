import type { Clock } from '../domain/clock.ts';

export interface RateLimitOptions {
  readonly clock: Clock;
  readonly most: number;
  readonly perMs: number;
}

/** Gives a function that says whether one more is allowed for `key` now, and counts it if so. */
export function rateLimit({ clock, most, perMs }: RateLimitOptions): (key: string) => boolean {
  const counted = new Map<string, number[]>();
  return (key) => {
    const now = clock.now();
    const recent = (counted.get(key) ?? []).filter((at) => now - at < perMs && at <= now);
    if (recent.length >= most) return false;
    counted.set(key, [...recent, now]);
    return true;
  };
}
