import type { Clock } from '../domain/clock.ts';
import type { Traffic } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { nextTurn } from '../turns.ts';
import type { AllowedHosts } from './allowed-hosts.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import type { AnswerHeaders, Exchange, WireAnswer } from './exchange.ts';
import { networkFailure, stopped, timedOut } from './network-failure.ts';
import { ENCODINGS, readBody } from './read-body.ts';
import { retryAfterMs } from './retry-after.ts';

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

interface GuardedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** An answer that was received whole, of any status but those that mean the same for every question. */
export interface Answer {
  readonly status: number;
  /** Where it came from in the end, after redirects. */
  readonly url: URL;
  readonly headers: AnswerHeaders;
  readonly text: string;
  /** Retry-After in milliseconds from now. */
  readonly retryAfterMs: number | undefined;
}

/** @throws BridgeError `invalid-credentials`, `throttled`, `server-unreachable`, `bad-answer`. */
export type GuardedFetch = (url: URL, request: GuardedRequest) => Promise<Answer>;

export interface GuardedFetchOptions {
  readonly allowed: AllowedHosts;
  /** Value of the Authorization header; it goes to allowed hosts alone. */
  readonly authorization: string;
  readonly exchange: Exchange;
  readonly traffic: Traffic;
  readonly maxBytes: number;
  readonly clock: Clock;
}

/**
 * A fetch for one account. It asks allowed hosts alone, follows redirects by hand with the same method and body, is over
 * after the time-out (the body included) and tells failures apart.
 */
export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  return async (url, request) => {
    const deadline = startDeadline(request.timeoutMs, request.signal);
    try {
      return await follow(options, url, request, deadline);
    } finally {
      deadline.release();
    }
  };
}

async function follow(options: GuardedFetchOptions, from: URL, request: GuardedRequest, deadline: Deadline) {
  let url = from;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    if (!options.allowed(url)) throw notAllowed(url);
    const answer = await exchange(options, url, request, deadline);
    if (!REDIRECTS.has(answer.status)) return accepted(answer);
    url = redirectTarget(answer);
  }
  throw new BridgeError('bad-answer', { detail: `${from.host} keeps sending us to another address, round and round.` });
}

async function exchange(options: GuardedFetchOptions, url: URL, request: GuardedRequest, deadline: Deadline) {
  options.traffic.requests += 1;
  try {
    return await received(options, url, await options.exchange(url, onTheWire(options, request, deadline)));
  } catch (error) {
    if (error instanceof BridgeError) throw error;
    if (deadline.expired()) throw timedOut(url.host, deadline.timeoutMs);
    throw deadline.signal.aborted ? stopped(url.host) : networkFailure(error, url.host);
  }
}

function onTheWire(
  { authorization }: GuardedFetchOptions,
  { method, headers, body }: GuardedRequest,
  { signal }: Deadline,
) {
  const always = { accept: '*/*', 'accept-encoding': ENCODINGS, 'user-agent': 'Slotbridge' };
  return { method, headers: { ...always, ...headers, authorization }, signal, ...(body === undefined ? {} : { body }) };
}

async function received(
  { maxBytes, traffic, clock }: GuardedFetchOptions,
  url: URL,
  answer: WireAnswer,
): Promise<Answer> {
  const text = await readBody(answer, maxBytes, traffic);
  // Several answers may be complete at once: each is taken apart in a turn of its own.
  await nextTurn();
  const { status, headers } = answer;
  return { status, url, headers, text, retryAfterMs: retryAfterMs(headers.get('retry-after'), clock) };
}

/** These mean the same whatever was asked; the rest is for the caller to judge. */
function accepted(answer: Answer): Answer {
  const { status, url } = answer;
  if (status === 401) throw new BridgeError('invalid-credentials');
  if (status === 429 || status === 503) throw throttled(answer);
  if (status === 500 || status === 502 || status === 504) {
    throw new BridgeError('server-unreachable', {
      detail: `${url.host} answers, but has a fault of its own (HTTP ${status}). Try again later.`,
      status,
    });
  }
  return answer;
}

export function throttled({ retryAfterMs: wait }: Answer): BridgeError {
  return new BridgeError('throttled', wait === undefined ? {} : { retryAfterMs: wait });
}

function redirectTarget({ headers, url }: Answer): URL {
  const location = headers.get('location');
  if (location !== null && URL.canParse(location, url)) return new URL(location, url);
  throw new BridgeError('bad-answer', { detail: `${url.host} sends us to another address without saying which.` });
}

function notAllowed(url: URL): BridgeError {
  return new BridgeError('bad-answer', {
    detail: `The calendar server points to ${url.protocol}//${url.host}, where your password is not sent. If that is the right server, enter its address.`,
  });
}
