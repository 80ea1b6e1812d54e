import type { Fetched, FetchedResource } from '../domain/remote.ts';
import type { DavRequests } from './dav-requests.ts';
import { canonicalHref } from './href.ts';
import type { Multistatus, ResourceStatus } from './multistatus.ts';
import { badAnswer, requireMultistatus } from './refusal.ts';
import { etagOf } from './resource-ref.ts';
import { sideBySide } from './side-by-side.ts';
import { CALDAV } from './xml/element.ts';

const AT_ONCE = 4;
const CALENDAR_DATA = `${CALDAV}calendar-data`;

export interface MultigetOptions {
  readonly hrefsPerRequest: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The texts of the named resources (RFC 4791 7.9), a few requests side by side.
 *
 * @throws BridgeError when the answer leaves out one of them without saying that it is gone: a partial answer is never a
 * deletion.
 */
export async function fetchResources(
  requests: DavRequests,
  collection: URL,
  hrefs: readonly string[],
  { hrefsPerRequest, signal }: MultigetOptions,
): Promise<Fetched> {
  const wanted = [...new Set(hrefs.map((href) => canonicalHref(href, collection)))];
  const parts = await sideBySide(batches(wanted, hrefsPerRequest), AT_ONCE, async (batch) => {
    const answer = await requests.calendarMultiget(collection, batch, { signal });
    return sorted(batch, requireMultistatus(answer));
  });
  return { resources: parts.flatMap((part) => part.resources), gone: parts.flatMap((part) => part.gone) };
}

function batches(hrefs: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(hrefs.length / size) }, (_, index) =>
    hrefs.slice(index * size, (index + 1) * size),
  );
}

function sorted(batch: readonly string[], { url, responses }: Multistatus): Fetched {
  const byHref = new Map(responses.map((entry) => [canonicalHref(entry.href, url), entry]));
  const resources: FetchedResource[] = [];
  const gone: string[] = [];
  for (const href of batch) {
    const entry = byHref.get(href);
    if (entry === undefined) throw badAnswer(`${url.host} left out an event that we asked for. We try again.`);
    if (isGone(entry)) gone.push(href);
    else resources.push({ href, etag: etagOf(entry), text: textIn(entry, url) });
  }
  return { resources, gone };
}

/** iCloud keeps naming some resources that it does not have: 404 for the whole, or for every property. */
function isGone({ status, found, failed }: ResourceStatus): boolean {
  if (status === 404 || status === 410) return true;
  const verdict = failed.get(CALENDAR_DATA);
  return found.size === 0 && (verdict === 404 || verdict === 410);
}

function textIn({ status, found }: ResourceStatus, { host }: URL): string {
  const text = found.get(CALENDAR_DATA)?.text ?? '';
  if (text.trim() !== '') return text;
  const said = status === null ? '' : ` (HTTP ${status})`;
  throw badAnswer(`${host} sent an event without its text${said}. We try again.`);
}
