import { type Situation, situationOf } from '../popup/situation.ts';
import type { Account } from './use-accounts.ts';

/** How an account stands, from how its calendars do; by the same order of what presses most as the popup's. */
export function standingOf({ connection, health }: Account, checking: boolean): Situation {
  const chosen = health.calendars.filter(({ calendarId }) => connection.conflictCalendarIds.includes(calendarId));
  const complete = chosen.length > 0 && chosen.every(({ state }) => state === 'ok');
  const unknown = chosen.flatMap(({ unreadable }) => unreadable);
  return situationOf({ bridgeAnswers: true, connection, blocked: { complete, unknown }, checking });
}

/** The oldest good look at a calendar that blocks, in epoch milliseconds; null where one was never read. */
export function oldestCheck({ connection, health }: Account): number | null {
  const chosen = health.calendars.filter(({ calendarId }) => connection.conflictCalendarIds.includes(calendarId));
  const times = chosen.map(({ checkedAt }) => (checkedAt === null ? null : Date.parse(checkedAt)));
  return times.includes(null) || times.length === 0 ? null : Math.min(...(times as number[]));
}
