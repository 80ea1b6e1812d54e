import type { Written } from '../../shared/contract/appointments.ts';
import type { Unknown, UnknownCode } from '../../shared/contract/blocked-slots.ts';
import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import type { CalendarReport } from '../../shared/contract/sync.ts';
import { problemNamed, speaksAsTheBridge } from './problem-words.ts';
import { formattedNumber, say, sayCount } from './say.ts';

/** What the bridge says of itself, in the person's language: its own sentence in English, else the words for its code. */

/** How a connection stands and what to do; empty where all is well. */
export function statusInWords(told: Status): string {
  return speaksAsTheBridge() || told.statusDetail === '' ? told.statusDetail : STATUS[told.status](told);
}

type Told = Pick<Connection, 'statusCode' | 'statusCalendar' | 'statusProgress' | 'statusRetryAfter'>;
type Status = Pick<Connection, 'status' | 'statusDetail'> & Told;

const troubled = (code: ProblemCode | undefined, otherwise: () => string) =>
  code === undefined ? otherwise() : problemNamed(code);

const STATUS: Record<Connection['status'], (told: Told) => string> = {
  paused: () => say('bridgeStatusPaused'),
  'needs-password': ({ statusCode }) =>
    statusCode === 'needs-password' ? say('bridgeStatusPasswordMissing') : say('bridgeStatusPasswordRefused'),
  throttled: ({ statusRetryAfter: seconds }) =>
    seconds === undefined ? say('bridgeStatusThrottled') : sayCount('bridgeStatusThrottledFor', seconds),
  unreachable: ({ statusCode = 'server-unreachable' }) => problemNamed(statusCode),
  syncing: (told) => inCalendar(told, () => progressInWords(told)),
  connected: (told) => inCalendar(told, () => say('bridgeStatusTrouble')),
};

/** What is wrong with a calendar, by its name; `otherwise` where nothing is known to be wrong with any. */
function inCalendar({ statusCode, statusCalendar }: Told, otherwise: () => string): string {
  if (statusCalendar === undefined) return troubled(statusCode, otherwise);
  return say(
    'bridgeStatusCalendar',
    statusCalendar,
    troubled(statusCode, () => say('bridgeUnknownCalendar')),
  );
}

function progressInWords({ statusProgress }: Told): string {
  if (!statusProgress) return say('bridgeStatusReading');
  const { read, total } = statusProgress;
  return total === null
    ? sayCount('bridgeStatusReadSoFar', read)
    : sayCount('bridgeStatusReadOf', total, formattedNumber(read));
}

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
