import { z } from 'zod';
import type { CrmScope } from '../../shared/contract/crm.ts';
import { retryAfterMs } from '../caldav/retry-after.ts';
import type { Clock } from '../domain/clock.ts';
import { SCOPES } from '../domain/crm/highlevel.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { Answer } from './ask.ts';
import { unreachable } from './connection-failure.ts';
import { rateLimitsIn } from './rate-limits.ts';

const HOUR_MS = 3_600_000;

const Message = z.object({ message: z.union([z.string(), z.array(z.string())]) });

/** What HighLevel says beside the status; empty where it says nothing. */
export function messageIn({ json }: Answer): string {
  const { message = '' } = Message.safeParse(json).data ?? {};
  return typeof message === 'string' ? message : message.join(' ');
}

/** Who is refused: the token, what it may do, the sub-account, or it cannot be told from the words alone. */
export type Refused = 'token' | 'scope' | 'location' | 'unclear' | null;

/**
 * HighLevel answers 401 both for a token that it does not know and for one that lacks a scope, and 403 for one of another
 * sub-account; its words tell which. A 403 without words of its own comes from a wall before it.
 */
export function refusedIn(answer: Answer): Refused {
  const { status, json } = answer;
  const message = messageIn(answer);
  if (status !== 401 && (status !== 403 || json === undefined)) return null;
  if (/scope|permission|not authorized for/i.test(message)) return 'scope';
  if (/location|sub-?account/i.test(message)) return 'location';
  if (/jwt|(invalid|expired|revoked)\b.*token|token.*\b(invalid|expired|revoked)/i.test(message)) return 'token';
  return 'unclear';
}

export function missingScopes(scopes: readonly CrmScope[]): BridgeError {
  const detail =
    `The private integration may not do all that is needed. In the sub-account under Settings > Private Integrations ` +
    `tick ${scopes.map((scope) => `${scope} (to ${SCOPES[scope]})`).join(', ')}, save, and try again.`;
  return new BridgeError('missing-scope', { detail, scopes });
}

/** Whether the answer says that what was asked for is not there, or no more. */
export function saysGone(answer: Answer): boolean {
  const { status, json } = answer;
  const message = messageIn(answer);
  // An address that HighLevel does not have is answered likewise.
  if (json === undefined || /^cannot [a-z]+ \//i.test(message)) return false;
  return (
    status === 404 || status === 410 || ([400, 422].includes(status) && /not found|not exist|deleted/i.test(message))
  );
}

/** The error that any other answer than a good one stands for. The token is known here to be kept out of it. */
export function refusal(answer: Answer, { clock, token }: { clock: Clock; token: string }): BridgeError {
  const { status, headers } = answer;
  const wait = retryAfterMs(headers.get('retry-after'), clock);
  const patience = wait === undefined ? {} : { retryAfterMs: wait };
  if (status === 429) return throttled(answer, wait, clock);
  if (status >= 500)
    return unreachable(`HighLevel has a fault of its own (HTTP ${status}). We try again.`, { status, ...patience });
  if (status >= 300 && status < 400)
    return unreachable('HighLevel sends us to another address, where the token is not sent. We try again later.', {
      status,
    });
  if (status === 403)
    return unreachable('A wall before HighLevel does not let us through (HTTP 403). We try again later.', { status });
  return unreachable(
    `HighLevel does not take what we ask (HTTP ${status})${quoted(answer, token)}. What was known stays.`,
    { status },
  );
}

function throttled({ headers }: Answer, wait: number | undefined, clock: Clock): BridgeError {
  const { dailyRemaining, intervalMs } = rateLimitsIn(headers, clock.now());
  const spent = dailyRemaining === 0;
  const guess = spent ? HOUR_MS : intervalMs;
  const retryAfterMs = wait ?? guess;
  const detail = spent
    ? 'What the sub-account may ask HighLevel in a day is used up. We go on by ourselves when there is more.'
    : undefined;
  return new BridgeError('crm-throttled', {
    ...(detail === undefined ? {} : { detail }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

/** HighLevel's own words, where they are plain and short and say nothing of the token. */
function quoted(answer: Answer, token: string): string {
  const message = messageIn(answer);
  const plain = /^[\p{L}\p{N}\p{P}\p{Zs}]{1,160}$/u.test(message) && !message.includes(token);
  return plain ? `: “${message}”` : '';
}
