import type { Problem } from '../../shared/contract/problem.ts';
import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import { language, listed, say, sayCount } from './say.ts';

/** What each of the bridge's codes means, in the words of its own table. */
const PROBLEMS: Record<ProblemCode, () => string> = {
  'wrong-host': () => say('problemWrongHost'),
  'wrong-origin': () => say('problemWrongOrigin'),
  unauthorized: () => say('problemUnauthorized'),
  'not-json': () => say('problemNotJson'),
  'too-large': () => say('problemTooLarge'),
  invalid: () => say('problemInvalid'),
  'not-found': () => say('problemNotFound'),
  'method-not-allowed': () => say('problemMethodNotAllowed'),
  'pairing-closed': () => say('problemPairingClosed'),
  'wrong-code': () => say('problemWrongCode'),
  'too-many-attempts': () => say('problemTooManyAttempts'),
  'invalid-credentials': () => say('problemInvalidCredentials'),
  'already-connected': () => say('problemAlreadyConnected'),
  'connected-elsewhere': () => say('problemConnectedElsewhere'),
  'server-unreachable': () => say('problemServerUnreachable'),
  'not-caldav': () => say('problemNotCaldav'),
  'bad-answer': () => say('problemBadAnswer'),
  throttled: () => say('problemThrottled'),
  'needs-password': () => say('problemNeedsPassword'),
  'not-writable': () => say('problemNotWritable'),
  'unknown-calendar': () => say('problemUnknownCalendar'),
  'not-selectable': () => say('problemNotSelectable'),
  'feed-not-allowed': () => say('problemFeedNotAllowed'),
  'not-a-calendar': () => say('problemNotACalendar'),
  'feed-unreachable': () => say('problemFeedUnreachable'),
  'range-too-long': () => say('problemRangeTooLong'),
  'pending-writes': () => say('problemPendingWrites'),
  'no-linked-calendar': () => say('problemNoLinkedCalendar'),
  'other-user': () => say('problemOtherUser'),
  'calendar-gone': () => say('problemCalendarGone'),
  'invalid-token': () => say('problemInvalidToken'),
  'missing-scope': () => say('problemMissingScope'),
  'wrong-location': () => say('problemWrongLocation'),
  'choose-user': () => say('problemChooseUser'),
  'crm-unreachable': () => say('problemCrmUnreachable'),
  'crm-throttled': () => say('problemCrmThrottled'),
  'secrets-unavailable': () => say('problemSecretsUnavailable'),
  'storage-failed': () => say('problemStorageFailed'),
  internal: () => say('problemInternal'),
};

/** A problem of which the bridge told no more than its code. */
export const problemNamed = (code: ProblemCode): string => PROBLEMS[code]();

/** The bridge speaks English. Where that is the person's language its own sentences are shown, which know more. */
export function speaksAsTheBridge(): boolean {
  return /^en\b/.test(language());
}

type Told = Pick<Problem, 'code' | 'detail' | 'errors' | 'retryAfter' | 'scopes'>;

/** Why the bridge refused, and what to do, in the person's language. */
export function problemInWords(problem: Told): string {
  return speaksAsTheBridge() ? problem.detail : (withFigures(problem) ?? problemNamed(problem.code));
}

/** With what the problem carries beside its code; null where that is nothing we can say. */
function withFigures({ code, errors = [], retryAfter, scopes = [] }: Told): string | null {
  if (code === 'missing-scope' && scopes.length > 0) return say('problemMissingScopes', listed(scopes));
  if (code === 'invalid') return flawsIn(errors.map(({ path }) => path));
  if (retryAfter === undefined) return null;
  const minutes = Math.max(1, Math.ceil(retryAfter / 60));
  if (code === 'throttled') return sayCount('problemThrottledFor', minutes);
  return code === 'crm-throttled' ? sayCount('problemCrmThrottledFor', minutes) : null;
}

/** The two fields that a person types and the bridge examines by itself; others are named as the request has them. */
function flawsIn(paths: readonly string[]): string | null {
  const [first, ...others] = new Set(paths.filter((path) => path !== ''));
  if (first === undefined) return null;
  if (others.length === 0 && first === 'appleId') return say('problemInvalidUserName');
  if (others.length === 0 && first === 'serverUrl') return say('problemInvalidServer');
  return say('problemInvalidFields', listed([first, ...others].map(fieldNamed)));
}

function fieldNamed(path: string): string {
  if (path === 'appleId') return say('fieldUserName');
  return path === 'serverUrl' ? say('fieldServer') : path;
}
