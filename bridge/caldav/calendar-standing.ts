import { mayWrite } from './calendar-properties.ts';
import type { DavRequests } from './dav-requests.ts';
import { requireMultistatus } from './refusal.ts';

/** `unsaid`: the server names no privileges. */
type CalendarStanding = 'gone' | 'reader' | 'writer' | 'unsaid';

/**
 * What a calendar says of itself, asked after an answer that may mean several things: the same 404 stands for a missing
 * event and a missing calendar, and the same 403 for "not allowed" and "not so often".
 *
 * @throws BridgeError when that question is not answered either.
 */
export async function standingOf(
  requests: DavRequests,
  calendar: URL,
  signal?: AbortSignal,
): Promise<CalendarStanding> {
  const properties = ['d:resourcetype', 'd:current-user-privilege-set'];
  const answer = await requests.propfind(calendar, '0', properties, { signal });
  if (isGone(answer.status)) return 'gone';
  const [itself] = (await requireMultistatus(answer)).responses;
  if (itself === undefined || isGone(itself.status)) return 'gone';
  const allowed = mayWrite(itself.found);
  if (allowed === null) return 'unsaid';
  return allowed ? 'writer' : 'reader';
}

export function isGone(status: number | null): boolean {
  return status === 404 || status === 410;
}
