import type { Presence } from '../cadence.ts';
import type { SeenLimits } from './highlevel.ts';

const USUAL_DAILY_MAX = 200_000;
const OUR_SHARE = 10;
/** A day that made so many calls goes on with fewer looks, so that even one with hundreds of changes stays small. */
const EASY_DAY = 1000;
/** And one that made so many gathers changes as long as it looks. */
const FULL_DAY = 1500;
/** So little is left to everybody that we leave it to the others. */
const SPARE = 200;

const OPEN_MS = 60_000;
const CLOSED_MS = 5 * 60_000;
const EASY_GATHER_MS = 30_000;
const FIRST_RETRY_MS = 5000;
const LONGEST_RETRY_MS = 5 * 60_000;
const FIRST_REST_MS = 20_000;
const LONGEST_REST_MS = 30 * 60_000;

/** Calls of one day. */
export interface CallCount {
  /** Its date in UTC, `2026-11-22`. */
  readonly day: string;
  readonly used: number;
}

export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** With `calls` more made at `now`; a new day begins from none. */
export function counted(count: CallCount, calls: number, now: number): CallCount {
  const day = dayOf(now);
  return { day, used: (count.day === day ? count.used : 0) + calls };
}

/** How many calls we allow ourselves in a day: a tenth of what the sub-account may make. */
export function budgetOf(limits: SeenLimits | null): number {
  return Math.floor((limits?.dailyMax ?? USUAL_DAILY_MAX) / OUR_SHARE);
}

/** Until when nothing more is to be sent, in epoch milliseconds; null while there is room. */
export function spentUntil(count: CallCount, limits: SeenLimits | null, now: number): number | null {
  const used = usedOn(now, count);
  const remaining = limits?.dailyRemaining ?? null;
  const isScarce = remaining !== null && remaining < SPARE && limits?.remainingOn === dayOf(now);
  if (used < budgetOf(limits) && !isScarce) return null;
  return Date.parse(`${dayOf(now)}T00:00:00Z`) + 86_400_000;
}

/** Milliseconds from one look at the appointments to the next. */
export function lookEveryMs(presence: Presence, count: CallCount, now: number): number {
  return presence === 'none' || usedOn(now, count) >= EASY_DAY ? CLOSED_MS : OPEN_MS;
}

/** The same where so many looks in a row left something that could not be written: sooner than never, ever less often. */
export function retryLookMs(failures: number): number {
  return Math.min(OPEN_MS * 2 ** Math.min(failures - 1, 12), CLOSED_MS);
}

/** Milliseconds in which changes of the calendars are one: `usualMs`, and longer on a day that made many calls. */
export function gatherMs(usualMs: number, count: CallCount, now: number): number {
  const used = usedOn(now, count);
  if (used < EASY_DAY) return usualMs;
  return Math.max(usualMs, used < FULL_DAY ? EASY_GATHER_MS : CLOSED_MS);
}

function usedOn(now: number, { day, used }: CallCount): number {
  return day === dayOf(now) ? used : 0;
}

/** Milliseconds to wait after so many failures in a row. */
export function retryMs(failures: number, throttled: boolean): number {
  const [first, longest] = throttled ? [FIRST_REST_MS, LONGEST_REST_MS] : [FIRST_RETRY_MS, LONGEST_RETRY_MS];
  return Math.min(first * 2 ** Math.min(failures - 1, 12), longest);
}
