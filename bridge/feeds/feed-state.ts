import { z } from 'zod';
import type { Validators } from './fetch-feed.ts';

/**
 * What the head of the copy keeps of a feed, in the place of a CalDAV calendar's tag: what the publisher marked this
 * version with, and a digest of what was read, since many publishers mark nothing.
 */
const FeedTag = z.strictObject({
  url: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  digest: z.string(),
});

export function feedTag({ url, etag, lastModified }: Validators, digest: string): string {
  return JSON.stringify({ url, etag, lastModified, digest });
}

/** What to ask with for a change; null when the copy is not complete, or was not made from a feed. */
export function validatorsIn(head: { readonly complete: boolean; readonly ctag: string | null }): Validators | null {
  if (!head.complete || head.ctag === null || !head.ctag.startsWith('{')) return null;
  const tag = FeedTag.safeParse(JSON.parse(head.ctag));
  return tag.success ? tag.data : null;
}
