import { setTimeout as wait } from 'node:timers/promises';
import type { CheckAnswer, CheckRequest } from '../../shared/contract/blocked-slots.ts';
import type { Interval } from '../../shared/intervals.ts';
import type { Clock } from '../domain/clock.ts';
import { blockedSlotsOf } from './availability.ts';
import type { LiveConnection } from './live-connection.ts';

/** How long a caller who wants the server's own word waits for it. */
const FRESH_WITHIN_MS = 2000;

/**
 * Is the time free, the event of an appointment that is about to move left out? With `fresh` the server is asked first;
 * without its answer in time, free becomes "not known".
 */
export async function checkSlot(
  live: LiveConnection,
  range: Interval,
  { fresh = false, ignoreAppointmentId }: Pick<CheckRequest, 'fresh' | 'ignoreAppointmentId'>,
  clock: Clock,
): Promise<CheckAnswer> {
  const answered = fresh ? await askServer(live) : true;
  const { slots, complete, checkedAt } = await blockedSlotsOf(live, range, clock.now(), ignoreAppointmentId);
  const free = slots.length > 0 ? false : complete && answered ? true : null;
  return { free, conflicts: slots, checkedAt };
}

async function askServer(live: LiveConnection): Promise<boolean> {
  const patience = new AbortController();
  const tooLate = wait(FRESH_WITHIN_MS, false, { signal: patience.signal }).catch(() => false);
  const { conflictCalendarIds } = live.record;
  const asked = live.runner
    .run('check')
    .then(({ calendars }) =>
      calendars.every(({ calendarId, error }) => error === undefined || !conflictCalendarIds.includes(calendarId)),
    );
  try {
    return await Promise.race([asked, tooLate]);
  } finally {
    patience.abort();
  }
}
