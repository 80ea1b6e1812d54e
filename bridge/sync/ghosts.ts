import type { ResourceRef } from '../domain/remote.ts';
import type { StoredRef } from '../domain/sync-decision.ts';
import type { CachedResource } from './cache-shard.ts';

const LONGEST_WAIT_MS = 24 * 3600 * 1000;

/** How the sync sees a stored resource. */
export function storedRef({ href, etag, readAt, ghostSince }: CachedResource, now: number): StoredRef {
  const ghost = ghostSince !== undefined;
  return { href, etag, ghost, due: ghost && isDue(readAt, ghostSince, now) };
}

/**
 * A resource that is listed but answers 404: noted, so that it is not read at every look for ever. It may also be one
 * that the server is slow to hand out, so it is tried again, each time after twice the time.
 */
export function ghost({ href, etag }: ResourceRef, previous: CachedResource | undefined, now: number): CachedResource {
  return { href, etag, resource: null, problem: null, readAt: now, ghostSince: previous?.ghostSince ?? now };
}

function isDue(readAt: number, ghostSince: number, now: number): boolean {
  const wait = Math.min(readAt - ghostSince, LONGEST_WAIT_MS);
  return now - readAt >= wait || now < readAt;
}
