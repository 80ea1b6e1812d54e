import type { Changes, ResourceRef } from '../domain/remote.ts';
import type { DavRequests } from './dav-requests.ts';
import type { Answer } from './guarded-fetch.ts';
import { canonicalHref } from './href.ts';
import { type Multistatus, preconditionsOf, type ResourceStatus } from './multistatus.ts';
import { badAnswer, requireMultistatus } from './refusal.ts';
import { etagOf } from './resource-ref.ts';

const MOST_PAGES = 500;
const UNSUPPORTED: ReadonlySet<number> = new Set([405, 501, 507]);
/** Without a word on why, only the token can be meant. */
const BARE_REFUSAL: ReadonlySet<number> = new Set([400, 409, 410, 412]);
const UNSUPPORTED_REPORT = ['supported-report', 'sync-traversal-supported'];

/** What the pages so far say; a later page overrules an earlier one. */
interface Gathered {
  readonly changed: Map<string, string | null>;
  readonly deleted: Set<string>;
}

/**
 * What changed since `syncToken` (RFC 6578 3), all pages together. A server that cuts its answer short says so with a
 * 507 for the collection itself; then the rest is asked for with the token it sent along.
 */
export async function changesSince(
  requests: DavRequests,
  collection: URL,
  syncToken: string,
  signal?: AbortSignal,
): Promise<Changes> {
  const gathered: Gathered = { changed: new Map(), deleted: new Set() };
  let token = syncToken;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await requests.syncCollection(collection, token, { signal });
    const declined = declinedKind(answer);
    if (declined !== null) return { kind: declined };
    const multistatus = await requireMultistatus(answer);
    const more = gather(gathered, multistatus);
    const next = multistatus.syncToken;
    if (next === null) throw badAnswer(`${collection.host} named the changes without a sync token. We try again.`);
    if (!more) return finished(gathered, next);
    if (next === token) break;
    token = next;
  }
  throw badAnswer(`${collection.host} never came to the end of its changes. We try again.`);
}

/** A refused token and a report that is not known both lead to a comparison of full lists. */
function declinedKind(answer: Answer): 'token-refused' | 'unsupported' | null {
  if (answer.status < 400) return null;
  const preconditions = preconditionsOf(answer);
  const refused = preconditions === null ? BARE_REFUSAL.has(answer.status) : preconditions.includes('valid-sync-token');
  if (refused) return 'token-refused';
  if (UNSUPPORTED.has(answer.status)) return 'unsupported';
  return preconditions?.some((name) => UNSUPPORTED_REPORT.includes(name)) ? 'unsupported' : null;
}

/** True when the server has more to tell. */
function gather(gathered: Gathered, { url, responses }: Multistatus): boolean {
  const own = withoutSlash(canonicalHref(url.href, url));
  let more = false;
  for (const entry of responses) {
    const href = canonicalHref(entry.href, url);
    if (entry.status === 507) more = true;
    else if (withoutSlash(href) === own) continue;
    else if (!href.endsWith('/')) gatherResource(gathered, href, entry, url);
  }
  return more;
}

function gatherResource({ changed, deleted }: Gathered, href: string, entry: ResourceStatus, url: URL): void {
  const gone = entry.status === 404 || entry.status === 410;
  if (!gone && entry.status !== null && entry.status >= 300) {
    throw badAnswer(`${url.host} could not tell of one changed event (HTTP ${entry.status}). We try again.`);
  }
  if (gone) {
    changed.delete(href);
    deleted.add(href);
  } else {
    deleted.delete(href);
    changed.set(href, etagOf(entry));
  }
}

function finished({ changed, deleted }: Gathered, syncToken: string): Changes {
  const refs: ResourceRef[] = [...changed].map(([href, etag]) => ({ href, etag }));
  return { kind: 'changes', changed: refs, deleted: [...deleted], syncToken };
}

function withoutSlash(href: string): string {
  return href.endsWith('/') ? href.slice(0, -1) : href;
}
