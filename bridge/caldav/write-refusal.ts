import { BridgeError } from '../errors/bridge-error.ts';
import { standingOf } from './calendar-standing.ts';
import type { DavRequests } from './dav-requests.ts';
import { type Answer, throttled } from './guarded-fetch.ts';
import { preconditionsOf } from './multistatus.ts';
import { badAnswer, namedIn, refusal } from './refusal.ts';

const FORBIDDEN = ['need-privileges', 'supported-calendar-component'];
const TOO_LARGE = ['max-resource-size'];
const FULL = ['quota-not-exceeded', 'sufficient-disk-space'];
const AMBIGUOUS: ReadonlySet<number> = new Set([403, 404, 409, 410]);

interface RefusedWrite {
  readonly requests: DavRequests;
  readonly answer: Answer;
  /** The collection that was written to. */
  readonly calendar: URL;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The error that an unwelcome answer to PUT or DELETE stands for. Where the status alone may mean several things, the
 * calendar is asked: one that is missing is `calendar-gone`, one that may not be written to is `not-writable`.
 */
export async function writeRefusal(refused: RefusedWrite): Promise<BridgeError> {
  const { answer } = refused;
  const named = preconditionsOf(answer);
  const names = (some: readonly string[]) => named?.some((one) => some.includes(one)) ?? false;
  const { host } = answer.url;
  if (answer.status === 405 || names(FORBIDDEN)) return new BridgeError('not-writable');
  if (answer.status === 413 || names(TOO_LARGE))
    return badAnswer(`${host} finds the event too large. Shorten its notes.`);
  if (answer.status === 507 || names(FULL)) return badAnswer(`${host} has no room left in this account. Make some.`);
  if (answer.status === 423) return badAnswer(`Another program holds that event locked at ${host}. We try again.`);
  return AMBIGUOUS.has(answer.status) ? askedAgain(refused, named) : refusal(answer);
}

/** RFC 4918 9.7.1 has 409 for a missing collection, servers also 404. A bare 403 is "too often" at iCloud, else "no". */
async function askedAgain({ requests, answer, calendar, signal }: RefusedWrite, named: readonly string[] | null) {
  if (answer.status === 403 && answer.retryAfterMs !== undefined) return throttled(answer);
  const standing = await standingOf(requests, calendar, signal);
  if (standing === 'gone') return new BridgeError('calendar-gone');
  if (answer.status === 403 && standing === 'reader') return new BridgeError('not-writable');
  if (answer.status === 403 && named === null) {
    return standing === 'writer' ? throttled(answer) : new BridgeError('not-writable');
  }
  return badAnswer(`${answer.url.host} refused the event with HTTP ${answer.status}${namedIn(named)}. We try again.`);
}
