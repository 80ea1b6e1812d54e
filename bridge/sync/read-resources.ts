import type { FetchedResource } from '../domain/remote.ts';
import { ownText } from '../icalendar/own-text.ts';
import { readResource } from '../icalendar/read.ts';
import { Turn } from '../turns.ts';
import type { CachedResource } from './cache-shard.ts';

/**
 * Reads what was fetched. A resource that cannot be read keeps its last good reading and carries the problem; its
 * ETag is noted, so that it is not fetched again until it changes.
 */
export async function readResources(
  fetched: readonly FetchedResource[],
  previous: (href: string) => CachedResource | undefined,
  now: number,
): Promise<CachedResource[]> {
  const read: CachedResource[] = [];
  const turn = new Turn();
  // The answer itself was just taken apart in this turn.
  await turn.next();
  for (const resource of fetched) {
    read.push(readOne(apart(resource), previous(resource.href), now));
    if (turn.isOver()) await turn.next();
  }
  return read;
}

/** What is kept must not hold on to the answer that it was cut out of. */
function apart({ href, etag, text }: FetchedResource): FetchedResource {
  return { href: ownText(href), etag: etag === null ? null : ownText(etag), text };
}

function readOne(
  { href, etag, text }: FetchedResource,
  previous: CachedResource | undefined,
  now: number,
): CachedResource {
  const reading = readResource(text);
  switch (reading.kind) {
    case 'events':
      return { href, etag, resource: reading.resource, problem: null, readAt: now };
    case 'no-events':
      return { href, etag, resource: null, problem: null, readAt: now };
    case 'unreadable': {
      const { kind: _, ...problem } = reading;
      return {
        href,
        etag,
        resource: previous?.resource ?? null,
        problem: { ...problem, since: previous?.problem?.since ?? now },
        readAt: now,
      };
    }
  }
}
