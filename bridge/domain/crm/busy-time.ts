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

/** The events, each at its own times, that take a part of the interval: short marks in their order, with spaces. */
export function causeOf(interval: Interval, busy: readonly Busy[]): string {
  return [...new Set(sourcesIn(interval, busy).map(markOf))].sort().join(' ');
}

/** As causes were written before each event had a mark of its own. */
export function formerCauseOf(interval: Interval, busy: readonly Busy[]): string {
  return hashOf(JSON.stringify([...new Set(sourcesIn(interval, busy))].sort())).slice(0, 16);
}

export function isCause(cause: string, { source }: Busy): boolean {
  return cause.split(' ').includes(markOf(source));
}

/** What is in both. */
export function commonCause(one: string, other: string): string {
  const marks = new Set(other.split(' '));
  return one
    .split(' ')
    .filter((mark) => marks.has(mark))
    .join(' ');
}

function sourcesIn(interval: Interval, busy: readonly Busy[]): string[] {
  return busy.filter((one) => overlaps(one, interval)).map(({ source }) => source);
}

function markOf(source: string): string {
  return hashOf(source).slice(0, 12);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
