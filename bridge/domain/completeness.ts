import type { UnknownCode } from '../../shared/contract/blocked-slots.ts';
import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import type { Interval } from '../../shared/intervals.ts';

/** What is known of one conflict calendar. Times in epoch milliseconds. */
export interface CalendarKnowledge {
  readonly calendarId: string;
  /** Every resource was read at least once. */
  readonly read: boolean;
  /** While it is being read for the first time: the weeks of which every resource was read already. */
  readonly window?: Interval | null;
  /** The last time that the copy, or the window of it, was found equal to the server's calendar. */
  readonly checkedAt: number | null;
  /** Why the latest attempt failed, in words; null when it did not. */
  readonly failure: string | null;
  /** Which of the closed set that was, where it is one of them. */
  readonly failureCode?: ProblemCode;
  readonly failingSince: number | null;
}

export interface Gap {
  readonly calendarId: string;
  readonly reason: string;
  readonly code?: UnknownCode;
  readonly since: number;
}

/** A check older than this no longer tells what is free. */
export const STALE_AFTER_MS = 10 * 60 * 1000;

/** Clocks are adjusted by moments all the time; a check further in the future tells that the clock was set back. */
const CLOCK_SLACK_MS = 60 * 1000;

/** Why a conflict calendar is not known just now in the range, or as a whole without one; null when it is. */
export function gapOf(calendar: CalendarKnowledge, now: number, range?: Interval): Gap | null {
  const { calendarId, checkedAt } = calendar;
  if (calendar.failure !== null) {
    const { failure: reason, failureCode: code } = calendar;
    const since = calendar.failingSince ?? checkedAt ?? now;
    return { calendarId, reason, ...(code === undefined ? {} : { code }), since };
  }
  if (checkedAt === null || !isRead(calendar, range)) {
    return { calendarId, reason: 'This calendar has not been read yet.', code: 'never-read', since: checkedAt ?? now };
  }
  if (checkedAt > now + CLOCK_SLACK_MS) {
    return {
      calendarId,
      reason: 'The clock of this computer was set back. We check again.',
      code: 'clock-set-back',
      since: now,
    };
  }
  if (now - checkedAt > STALE_AFTER_MS) {
    const since = checkedAt + STALE_AFTER_MS;
    return { calendarId, reason: 'The last check is more than 10 minutes old.', code: 'stale', since };
  }
  return null;
}

function isRead({ read, window }: CalendarKnowledge, range: Interval | undefined): boolean {
  if (read) return true;
  return window != null && range !== undefined && window.start <= range.start && range.end <= window.end;
}

/** The oldest good check among the calendars; null when there is none of them or one was never checked. */
export function oldestCheck(calendars: readonly CalendarKnowledge[]): number | null {
  let oldest: number | null = null;
  for (const { checkedAt } of calendars) {
    if (checkedAt === null) return null;
    oldest = oldest === null ? checkedAt : Math.min(oldest, checkedAt);
  }
  return oldest;
}
