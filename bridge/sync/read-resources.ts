import type { FetchedResource, ResourceRef } from '../domain/remote.ts';
import { ownText } from '../icalendar/own-text.ts';
import { readResource } from '../icalendar/read.ts';
import { Turn } from '../turns.ts';
import type { CachedResource } from './cache-shard.ts';

export interface Beside {
  /** What is kept of the resource so far. */
  readonly previous: (href: string) => CachedResource | undefined;
  readonly now: number;
  /** Which ETag to note; the one that came with the text, unless told otherwise. */
  readonly etagOf?: (fetched: ResourceRef) => string | null;
}

/**
 * Reads what was fetched. A resource that cannot be read keeps its last good reading and carries the problem; its
 * ETag is noted, so that it is not fetched again until it changes.
 */
export async function readResources(fetched: readonly FetchedResource[], beside: Beside): Promise<CachedResource[]> {
  const read: CachedResource[] = [];
  const turn = new Turn();
  // The answer itself was just taken apart in this turn.
  await turn.next();
  for (const resource of fetched) {
    read.push(readOne(resource, beside));
    if (turn.isOver()) await turn.next();
  }
  return read;
}

function readOne(fetched: FetchedResource, { previous, now, etagOf = ({ etag }) => etag }: Beside): CachedResource {
  const { text } = fetched;
  // What is kept must not hold on to the answer that it was cut out of.
  const href = ownText(fetched.href);
  const sent = etagOf(fetched);
  const etag = sent === null ? null : ownText(sent);
  const reading = readResource(text);
  switch (reading.kind) {
    case 'events':
      return { href, etag, resource: reading.resource, problem: null, readAt: now };
    case 'no-events':
      return { href, etag, resource: null, problem: null, readAt: now };
    case 'unreadable': {
      const { kind: _, ...problem } = reading;
      const before = previous(href);
      return {
        href,
        etag,
        resource: before?.resource ?? null,
        problem: { ...problem, since: before?.problem?.since ?? now },
        readAt: now,
      };
    }
  }
}
