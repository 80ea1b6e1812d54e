import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type Deadline, startDeadline } from '../caldav/deadline.ts';
import { retryAfterMs } from '../caldav/retry-after.ts';
import { type Clock, systemClock } from '../domain/clock.ts';
import type { Traffic } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { ENCODINGS, readFeedBody } from './feed-body.ts';
import { networkFailure, statusFailure, unreachable } from './feed-failure.ts';
import { parseFeedUrl, webAddresses } from './feed-url.ts';
import { guardedLookup, type OwnHost, type Resolve, refusePrivateHost, resolveBySystem } from './guarded-lookup.ts';

/** What tells at the next fetch whether a feed changed (RFC 9110 8.8). */
export interface Validators {
  /** The web address that was asked, before redirects. */
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FeedRequest {
  /** http, https or webcal. */
  readonly url: string;
  /** The person allows this feed's own host to be on this computer or on its network. */
  readonly allowHost: boolean;
  readonly validators: Validators | null;
  readonly traffic: Traffic;
  readonly signal?: AbortSignal;
}

export type FeedAnswer =
  | { readonly kind: 'unchanged' }
  /** The text in pieces as they came. */
  | { readonly kind: 'text'; readonly pieces: readonly string[]; readonly validators: Validators };

export interface FetchOptions {
  readonly resolve?: Resolve;
  /** For everything together: redirects, the second scheme of webcal, the body. */
  readonly timeoutMs?: number;
  /** Of the body, after decompression. */
  readonly maxBytes?: number;
  readonly clock?: Clock;
}

export type FetchFeed = (request: FeedRequest) => Promise<FeedAnswer>;

interface Asking {
  readonly request: FeedRequest;
  readonly deadline: Deadline;
  readonly own: OwnHost;
  readonly resolve: Resolve;
  readonly maxBytes: number;
  readonly clock: Clock;
}

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MEBIBYTE = 1_048_576;

/**
 * Fetches a feed that somebody else publishes. No credentials and no cookies go along; loopback and private addresses are
 * refused, at every redirect anew, unless the person allowed that host.
 *
 * @throws BridgeError `feed-not-allowed`, `feed-unreachable` (with `retryAfterMs` when the server named a time).
 */
export async function fetchFeed(request: FeedRequest, options: FetchOptions = {}): Promise<FeedAnswer> {
  const { resolve = resolveBySystem, timeoutMs = 30_000, maxBytes = 20 * MEBIBYTE, clock = systemClock } = options;
  const url = parseFeedUrl(request.url);
  const own: OwnHost = { hostname: url.hostname, allowed: request.allowHost };
  const deadline = startDeadline(timeoutMs, request.signal);
  try {
    const asking = { request, deadline, own, resolve, maxBytes, clock };
    return await firstAnswer(asking, webAddresses(url, request.validators?.url ?? null));
  } finally {
    deadline.release();
  }
}

/** The second address is tried only where the first one gave nothing; why the first one failed is what counts. */
async function firstAnswer(asking: Asking, [first, second]: URL[]): Promise<FeedAnswer> {
  try {
    return await follow(asking, first as URL);
  } catch (error) {
    const final = second === undefined || asking.deadline.signal.aborted;
    if (final || !(error instanceof BridgeError) || error.code === 'feed-not-allowed') throw error;
    return follow(asking, second).catch(() => Promise.reject(error));
  }
}

async function follow(asking: Asking, first: URL): Promise<FeedAnswer> {
  let url = first;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const answer = await ask(asking, url, first);
    if (!(answer instanceof URL)) return answer;
    url = answer;
  }
  throw unreachable(`${first.host} sends us from one address to the next without end.`);
}

/** One request: the calendar, or where to go for it. */
async function ask(asking: Asking, url: URL, first: URL): Promise<FeedAnswer | URL> {
  const { deadline, own, request } = asking;
  refusePrivateHost(url, own);
  try {
    const conditions = conditionsFor(first, request.validators);
    request.traffic.requests += 1;
    const response = await send(asking, url, conditions);
    try {
      return await received(asking, response, url, first);
    } finally {
      response.destroy();
    }
  } catch (error) {
    if (error instanceof BridgeError) throw error;
    if (deadline.expired())
      throw unreachable(`${url.host} did not hand out the calendar within ${Math.ceil(deadline.timeoutMs / 1000)} s.`);
    throw networkFailure(error, url.host);
  }
}

function send({ resolve, own, deadline }: Asking, url: URL, conditions: object): Promise<IncomingMessage> {
  const headers = { Accept: 'text/calendar, */*;q=0.5', 'Accept-Encoding': ENCODINGS, 'User-Agent': 'Slotbridge' };
  const options = {
    headers: { ...headers, ...conditions },
    // A kept connection would be one whose address was checked for another feed's sake.
    agent: false,
    lookup: guardedLookup(resolve, own),
    signal: deadline.signal,
  };
  return new Promise((answered, failed) => {
    const request = url.protocol === 'https:' ? requestHttps(url, options) : requestHttp(url, options);
    request.once('response', answered).on('error', failed).end();
  });
}

async function received(
  { request, maxBytes, clock }: Asking,
  response: IncomingMessage,
  url: URL,
  first: URL,
): Promise<FeedAnswer | URL> {
  const { statusCode: status = 0, headers } = response;
  if (REDIRECTS.has(status)) return redirectTarget(headers.location, url);
  if (status === 304 && request.validators?.url === first.href) return { kind: 'unchanged' };
  const failure = statusFailure(status, url.host, retryAfterMs(headers['retry-after'] ?? null, clock));
  if (failure) throw failure;
  const pieces = await readFeedBody(response, maxBytes, request.traffic);
  const validators = {
    url: first.href,
    etag: headers.etag ?? null,
    lastModified: headers['last-modified'] ?? null,
  };
  return { kind: 'text', pieces, validators };
}

/** Of the address that gave them only: another one may use the same marks for something else. */
function conditionsFor(url: URL, validators: Validators | null): Record<string, string> {
  if (validators?.url !== url.href) return {};
  return {
    ...(validators.etag === null ? {} : { 'If-None-Match': validators.etag }),
    ...(validators.lastModified === null ? {} : { 'If-Modified-Since': validators.lastModified }),
  };
}

function redirectTarget(location: string | undefined, from: URL): URL {
  if (location === undefined) throw unreachable(`${from.host} sends us to another address without saying which.`);
  return webAddresses(parseFeedUrl(location, from), null)[0] as URL;
}
