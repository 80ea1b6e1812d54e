import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FetchedResource } from '../domain/remote.ts';
import { ownText } from '../icalendar/own-text.ts';
import { readResource } from '../icalendar/read.ts';
import type { CachedResource } from './cache-shard.ts';

/** Reading yields to the event loop after this many milliseconds, so that no request waits for a big calendar. */
const LONGEST_TURN_MS = 5;

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
  // The answer itself was just taken apart in this turn.
  await nextTurn();
  let turnBegan = performance.now();
  for (const resource of fetched) {
    read.push(readOne(apart(resource), previous(resource.href), now));
    if (performance.now() - turnBegan > LONGEST_TURN_MS) {
      await nextTurn();
      turnBegan = performance.now();
    }
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
