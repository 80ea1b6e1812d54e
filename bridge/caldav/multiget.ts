import type { Fetched, FetchedResource } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { AnswerTooLong } from './answer-too-long.ts';
import type { DavRequests } from './dav-requests.ts';
import { canonicalHref } from './href.ts';
import type { Multistatus, ResourceStatus } from './multistatus.ts';
import { badAnswer, requireMultistatus } from './refusal.ts';
import { etagOf } from './resource-ref.ts';
import { sideBySide } from './side-by-side.ts';
import { readResource } from './single-resource.ts';
import { CALDAV, type XmlElement } from './xml/element.ts';

const AT_ONCE = 6;
const CALENDAR_DATA = `${CALDAV}calendar-data`;

/** How many are asked for at once; lowered when the server finds that too many. */
export interface HrefLimit {
  most: number;
}

/** No server is known that refuses so few; iCloud refuses more. */
export const SAFE_HREFS = 50;

export interface MultigetOptions {
  readonly limit: HrefLimit;
  readonly signal?: AbortSignal | undefined;
}

interface Sorted extends Fetched {
  /** There, but the answer left its text out. */
  readonly withoutText: readonly string[];
}

/**
 * The texts of the named resources (RFC 4791 7.9), a few requests side by side. A text that comes back empty is asked
 * for once more by itself; an answer that is too long is asked for in halves.
 *
 * @throws BridgeError when the answer leaves out one of them without saying that it is gone: a partial answer is never a
 * deletion.
 */
export async function fetchResources(
  requests: DavRequests,
  collection: URL,
  hrefs: readonly string[],
  { limit, signal }: MultigetOptions,
): Promise<Fetched> {
  const wanted = [...new Set(hrefs.map((href) => canonicalHref(href, collection)))];
  return together(
    await sideBySide(batches(wanted, limit.most), AT_ONCE, (batch) =>
      fetchBatch({ requests, collection, limit, signal }, batch),
    ),
  );
}

interface Asking extends MultigetOptions {
  readonly requests: DavRequests;
  readonly collection: URL;
}

async function fetchBatch(asking: Asking, batch: readonly string[]): Promise<Fetched> {
  const { requests, collection, limit, signal } = asking;
  if (batch.length > limit.most) return fetchParts(asking, batch, limit.most);
  try {
    const answer = await requests.calendarMultiget(collection, batch, { signal });
    const { withoutText, ...fetched } = sorted(batch, await requireMultistatus(answer));
    if (withoutText.length === 0) return fetched;
    return together([fetched, await readOneByOne(requests, collection, withoutText, signal)]);
  } catch (error) {
    if (error instanceof AnswerTooLong && batch.length > 1) {
      return fetchParts(asking, batch, Math.ceil(batch.length / 2));
    }
    if (!isBadAnswer(error) || batch.length <= SAFE_HREFS) throw error;
    // Servers refuse too long a list in many ways; when it is not that, the shorter one fails too, and says why.
    limit.most = SAFE_HREFS;
    return fetchParts(asking, batch, SAFE_HREFS);
  }
}

function isBadAnswer(error: unknown): boolean {
  return error instanceof BridgeError && error.code === 'bad-answer';
}

async function fetchParts(asking: Asking, batch: readonly string[], size: number): Promise<Fetched> {
  return together(await sideBySide(batches(batch, size), 1, (part) => fetchBatch(asking, part)));
}

async function readOneByOne(
  requests: DavRequests,
  collection: URL,
  hrefs: readonly string[],
  signal?: AbortSignal,
): Promise<Fetched> {
  const resources: FetchedResource[] = [];
  const gone: string[] = [];
  for (const href of hrefs) {
    const resource = await readResource(requests, collection, href, signal);
    if (resource === null) gone.push(href);
    else resources.push(resource);
  }
  return { resources, gone };
}

function together(parts: readonly Fetched[]): Fetched {
  const resources: FetchedResource[] = [];
  return {
    resources: resources.concat(...parts.map((part) => part.resources)),
    gone: parts.flatMap(({ gone }) => gone),
  };
}

function batches(hrefs: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(hrefs.length / size) }, (_, index) =>
    hrefs.slice(index * size, (index + 1) * size),
  );
}

function sorted(batch: readonly string[], { url, responses }: Multistatus): Sorted {
  const entryOf = finder(batch, responses, url);
  const resources: FetchedResource[] = [];
  const gone: string[] = [];
  const withoutText: string[] = [];
  for (const [index, href] of batch.entries()) {
    const entry = entryOf(href, index);
    if (entry === undefined) throw badAnswer(`${url.host} left out an event that we asked for. We try again.`);
    const data = entry.found.get(CALENDAR_DATA);
    if (data && !data.isBlank) resources.push(fetched(href, etagOf(entry), data));
    else if (isGone(entry)) gone.push(href);
    else if (isFailure(entry))
      throw badAnswer(`${url.host} could not give one event (HTTP ${entry.status}). We try again.`);
    else withoutText.push(href);
  }
  return { resources, gone, withoutText };
}

/** Most servers give one answer for each question, in its order, and spell the name as it was asked for. */
function finder(batch: readonly string[], responses: readonly ResourceStatus[], url: URL) {
  const oneForEach = responses.length === batch.length;
  let byHref: Map<string, ResourceStatus> | null = null;
  return (href: string, index: number): ResourceStatus | undefined => {
    const expected = responses[index];
    if (oneForEach && expected?.href === href) return expected;
    byHref ??= new Map(responses.map((entry) => [canonicalHref(entry.href, url), entry]));
    return byHref.get(href);
  };
}

/** iCloud keeps naming some resources that it does not have: 404 for the whole, or for every property. */
function isGone({ status, found, failed }: ResourceStatus): boolean {
  if (status === 404 || status === 410) return true;
  const verdict = failed.get(CALENDAR_DATA);
  return found.size === 0 && (verdict === 404 || verdict === 410);
}

function isFailure({ status }: ResourceStatus): boolean {
  return status !== null && status >= 300;
}

/** Hundreds wait to be read: their texts are made one by one, when they are. */
function fetched(href: string, etag: string | null, data: XmlElement): FetchedResource {
  return {
    href,
    etag,
    get text() {
      return data.text;
    },
  };
}
