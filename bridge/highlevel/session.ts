import { setTimeout as sleep } from 'node:timers/promises';
import type { CrmScope } from '../../shared/contract/crm.ts';
import type { Clock } from '../domain/clock.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { type Answer, type AskOptions, ask, type Question } from './ask.ts';
import { unreachable } from './connection-failure.ts';
import { createPace } from './pace.ts';
import { newerLimits, type RateLimits, rateLimitsIn } from './rate-limits.ts';
import { missingScopes, refusal, refusedIn } from './refusal.ts';

export interface SessionOptions extends AskOptions {
  readonly locationId: string;
  readonly clock: Clock;
}

/** Requests of one sub-account, spread over time, whose refusals are told apart. */
export interface Session {
  /** A good answer, or one that `allowed` takes as well. Throws what the port names. */
  send(question: Question, scope: CrmScope, allowed?: (answer: Answer) => boolean): Promise<Answer>;
  readonly limits: RateLimits | null;
  readonly calls: number;
}

export function openSession(options: SessionOptions): Session {
  const { clock, signal } = options;
  const pace = createPace(clock);
  let limits: RateLimits | null = null;
  let calls = 0;
  const spread = async (question: Question): Promise<Answer> => {
    await waited(pace.next(), signal);
    calls += 1;
    const askedAt = clock.now();
    const answer = await ask(options, question);
    const seen = rateLimitsIn(answer.headers, askedAt);
    pace.learn(seen);
    limits = newerLimits(limits, seen);
    return answer;
  };
  return {
    async send(question, scope, allowed) {
      const answer = await spread(question);
      if (allowed?.(answer)) return answer;
      await throwRefusal(answer, scope, options, spread);
      if (answer.status < 200 || answer.status > 299) throw refusal(answer, options);
      if (answer.json === undefined && answer.status !== 204) throw noAnswer(answer);
      return answer;
    },
    get limits() {
      return limits;
    },
    get calls() {
      return calls;
    },
  };
}

/** A page that says 200, or half of an answer, tells nothing of whether something was done. */
function noAnswer({ status }: Answer): BridgeError {
  const detail = 'What answers is not HighLevel’s API, or only a part of the answer arrived. We try again.';
  return unreachable(detail, { status });
}

type Send = (question: Question) => Promise<Answer>;

async function throwRefusal(answer: Answer, scope: CrmScope, options: SessionOptions, send: Send): Promise<void> {
  const refused = refusedIn(answer);
  if (refused === 'location') throw new BridgeError('wrong-location');
  if (refused === 'scope') throw missingScopes([scope]);
  if (refused === 'token') throw new BridgeError('invalid-token');
  if (refused === 'unclear')
    throw (await takenElsewhere(scope, options, send)) ? missingScopes([scope]) : new BridgeError('invalid-token');
}

/** Whether the token is good for anything else: then it is what it may do that is too little. */
async function takenElsewhere(scope: CrmScope, options: SessionOptions, send: Send): Promise<boolean> {
  const location = encodeURIComponent(options.locationId);
  const harmless: readonly [CrmScope, string][] = [
    ['locations.readonly', `/locations/${location}`],
    ['users.readonly', `/users/?locationId=${location}`],
    ['calendars.readonly', `/calendars/?locationId=${location}`],
  ];
  const others = harmless.flatMap(([needed, path]) => (needed === scope ? [] : [path]));
  for (const path of others) {
    const answer = await send({ method: 'GET', path });
    if (answer.status === 429 || answer.status >= 500) throw refusal(answer, options);
    if (answer.status !== 401) return true;
  }
  return false;
}

async function waited(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms <= 0) return;
  try {
    await sleep(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    if (!signal?.aborted) throw error;
    throw unreachable('The question to HighLevel was stopped before it was sent.');
  }
}
