import type { Written } from '../../shared/contract/appointments.ts';
import type { Unknown, UnknownCode } from '../../shared/contract/blocked-slots.ts';
import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import type { Crm, CrmPartly } from '../../shared/contract/crm.ts';
import type { ProblemCode } from '../../shared/contract/problem.ts';
import type { CalendarReport } from '../../shared/contract/sync.ts';
import { problemNamed, speaksAsTheBridge } from './problem-words.ts';
import { say } from './say.ts';

/** What the bridge says of itself, in the person's language: its own sentence in English, else the words for its code. */

/** How a connection stands and what to do; empty where all is well. */
export function statusInWords(told: Pick<Connection, 'status' | 'statusDetail' | 'statusCode'>): string {
  return speaksAsTheBridge() || told.statusDetail === '' ? told.statusDetail : STATUS[told.status](told.statusCode);
}

const troubled = (code: ProblemCode | undefined, otherwise: () => string) =>
  code === undefined ? otherwise() : problemNamed(code);

const STATUS: Record<Connection['status'], (code: ProblemCode | undefined) => string> = {
  paused: () => say('bridgeStatusPaused'),
  'needs-password': (code) =>
    code === 'needs-password' ? say('bridgeStatusPasswordMissing') : say('bridgeStatusPasswordRefused'),
  throttled: () => say('bridgeStatusThrottled'),
  unreachable: (code = 'server-unreachable') => problemNamed(code),
  syncing: (code) => troubled(code, () => say('bridgeStatusReading')),
  connected: (code) => troubled(code, () => say('bridgeStatusTrouble')),
};

/** Why a calendar, or an event of it, is not known. */
export function unknownInWords({ reason, code, resource }: Pick<Unknown, 'reason' | 'code' | 'resource'>): string {
  if (speaksAsTheBridge()) return reason;
  if (resource !== undefined) return say('bridgeUnknownEvent');
  return code === undefined ? say('bridgeUnknownCalendar') : unknownNamed(code);
}

function unknownNamed(code: UnknownCode): string {
  if (code === 'never-read') return say('bridgeUnknownNeverRead');
  if (code === 'clock-set-back') return say('bridgeUnknownClockSetBack');
  return code === 'stale' ? say('bridgeUnknownStale') : problemNamed(code);
}

/** Why the latest look at a calendar, or at all of them, failed; null where it did not. */
export function errorInWords({ error, errorCode }: Pick<CalendarReport, 'error' | 'errorCode'>): string | null {
  if (error === undefined || speaksAsTheBridge()) return error ?? null;
  return troubled(errorCode, () => say('bridgeUnknownCalendar'));
}

/** Why a booking is not in the calendar yet; null where the bridge told nothing. */
export function bookingErrorInWords({ lastError, lastErrorCode }: Pick<Written, 'lastError' | 'lastErrorCode'>) {
  if (lastError === undefined || speaksAsTheBridge()) return lastError ?? null;
  return troubled(lastErrorCode, () => say('bookingNotWritten'));
}

/** Why a calendar cannot be linked, or cannot block; undefined where it can do both. */
export function unusableInWords(calendar: Pick<Calendar, 'reason' | 'kind' | 'canConflict'>): string | undefined {
  const { reason, kind, canConflict } = calendar;
  if (reason === undefined || speaksAsTheBridge()) return reason;
  if (kind !== 'subscription') return say('bridgeCalendarReadOnly');
  return canConflict ? say('bridgeCalendarSubscribed') : say('bridgeCalendarWithoutSource');
}

/** What could not be done in the CRM, and what to do; null where the bridge told nothing. */
export function partlyInWords({ stateDetail, partly }: Pick<Crm, 'stateDetail' | 'partly'>): string | null {
  if (stateDetail === null || speaksAsTheBridge()) return stateDetail;
  return partly === undefined ? null : PARTLY[partly]();
}

const PARTLY: Record<CrmPartly, () => string> = {
  'blocks-refused': () => say('bridgePartlyRefused'),
  'unreadable-appointments': () => say('bridgePartlyUnreadable'),
  'unfit-appointments': () => say('bridgePartlyUnfit'),
  trouble: () => problemNamed('internal'),
};
