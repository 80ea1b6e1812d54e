import type { ResourceRef } from '../domain/remote.ts';
import { canonicalHref } from './href.ts';
import type { Multistatus, ResourceStatus } from './multistatus.ts';
import { badAnswer } from './refusal.ts';
import { DAV, hasChild, textOf } from './xml/element.ts';

/** As sent, quotes and all; null when the server sent none. */
export function etagOf({ found }: ResourceStatus): string | null {
  return textOf(found.get(`${DAV}getetag`));
}

/**
 * The resources of a listing, without collections and without those that went away while it was made.
 *
 * @throws BridgeError `bad-answer` when the server failed on one of them, which makes the list incomplete.
 */
export function resourceRefs({ url, responses }: Multistatus): ResourceRef[] {
  return responses
    .filter((entry) => isPresent(entry, url))
    .map((entry) => ({ href: canonicalHref(entry.href, url), etag: etagOf(entry) }));
}

function isPresent({ href, status, found }: ResourceStatus, url: URL): boolean {
  if (canonicalHref(href, url).endsWith('/') && !isFailure(status)) return false;
  if (status === 404 || status === 410) return false;
  if (isFailure(status)) throw incomplete(status, url);
  return !hasChild(found.get(`${DAV}resourcetype`), `${DAV}collection`);
}

function isFailure(status: number | null): status is number {
  return status !== null && status >= 300;
}

function incomplete(status: number, { host }: URL) {
  return badAnswer(`${host} sent only a part of its list (HTTP ${status}). What was known stays; we try again.`);
}
