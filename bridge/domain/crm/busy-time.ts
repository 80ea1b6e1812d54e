import { createHash } from 'node:crypto';
import { type Interval, overlaps } from '../../../shared/intervals.ts';

/** What one event takes of the person's time. */
export interface Busy extends Interval {
  /** Names the event and its own times. */
  readonly source: string;
  /** Null where the event has none. */
  readonly title: string | null;
}

/** What the calendars say of a range. */
export interface KnownTime {
  readonly busy: readonly Busy[];
  /** Of these times nothing is known for certain. */
  readonly unknown: readonly Interval[];
  /** The oldest good check among the calendars, in epoch milliseconds. */
  readonly checkedAt: number | null;
}

/** Another text as soon as another event, or the same at other times, takes a part of the interval. */
export function causeOf(interval: Interval, busy: readonly Busy[]): string {
  const sources = new Set(busy.filter((one) => overlaps(one, interval)).map(({ source }) => source));
  return createHash('sha256')
    .update(JSON.stringify([...sources].sort()))
    .digest('base64url')
    .slice(0, 16);
}
