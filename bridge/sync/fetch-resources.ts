import type { Clock } from '../domain/clock.ts';
import type { CalendarClient, Fetched, ResourceRef } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { asBridgeError } from '../errors/from-unknown.ts';
import { type CachedResource, SHARD_SIZE } from './cache-shard.ts';
import type { CalendarCache } from './calendar-cache.ts';
import { ghost } from './ghosts.ts';
import { readResources } from './read-resources.ts';

export interface Fetching {
  readonly client: CalendarClient;
  readonly calendarHref: string;
  readonly cache: CalendarCache;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The copy changed and can be asked already. */
  readonly onProgress: () => void;
}

export interface FetchOutcome {
  readonly added: number;
  readonly updated: number;
  /** Named with a 404 each, as they are to be noted once the calendar is finished. */
  readonly ghosts: readonly CachedResource[];
  /** The probe answered 404. */
  readonly probeGone: boolean;
}

/** A whole number of shards. */
const PORTION = 3 * SHARD_SIZE;

/** A server that fails so many portions will fail the others too. */
const MOST_FAILED_PORTIONS = 3;

/**
 * Reads resources into the copy, in portions, so that a first reading already answers while it goes on; one portion is
 * on its way while the one before is read. A portion that cannot be used does not keep the others from being read;
 * its error is thrown in the end.
 */
export async function fetchInto(
  fetching: Fetching,
  refs: readonly ResourceRef[],
  probe: string | null = null,
): Promise<FetchOutcome> {
  const counts = { added: 0, updated: 0 };
  const ghosts: CachedResource[] = [];
  const flaws: BridgeError[] = [];
  let probeGone = false;
  for await (const { portion, answer } of answers(fetching, withProbe(fetching.cache, refs, probe))) {
    if (answer instanceof BridgeError) {
      if (answer.code !== 'bad-answer' || flaws.push(answer) >= MOST_FAILED_PORTIONS) throw answer;
      continue;
    }
    const gone = new Set(answer.gone);
    probeGone ||= probe !== null && gone.has(probe);
    ghosts.push(...portion.filter(({ href }) => href !== probe && gone.has(href)).map(asGhost(fetching)));
    await putResources(fetching, portion, answer, probe, counts);
  }
  const [flaw] = flaws;
  if (flaw) throw flaw;
  return { ...counts, ghosts, probeGone };
}

/** The probe goes with the first portion: the question that it settles costs no request of its own. */
function withProbe(cache: CalendarCache, refs: readonly ResourceRef[], probe: string | null): ResourceRef[] {
  const ordered = cache.inStorageOrder(refs);
  return probe === null ? ordered : [{ href: probe, etag: null }, ...ordered];
}

interface Answered {
  readonly portion: readonly ResourceRef[];
  readonly answer: Fetched | BridgeError;
}

/** The first portion fills the last shard, so that a first reading writes each of the others once. */
async function* answers(fetching: Fetching, refs: readonly ResourceRef[]): AsyncGenerator<Answered> {
  const ask = (from: number, to: number) => (from < refs.length ? askFor(fetching, refs.slice(from, to)) : null);
  const first = PORTION - (fetching.cache.size % SHARD_SIZE);
  let coming = ask(0, first);
  for (let from = first; coming !== null; from += PORTION) {
    const answered: Answered = await coming;
    coming = ask(from, from + PORTION);
    yield answered;
  }
}

/** Never rejects with what a server may do: an answer that nobody waits for any more must not end the program. */
async function askFor({ client, calendarHref, signal }: Fetching, portion: readonly ResourceRef[]): Promise<Answered> {
  const hrefs = portion.map(({ href }) => href);
  const answer = await client.fetchResources(calendarHref, hrefs, signal).catch(asBridgeError);
  return { portion, answer };
}

function asGhost({ cache, clock }: Fetching) {
  return (ref: ResourceRef) => ghost(ref, cache.get(ref.href), clock.now());
}

async function putResources(
  { cache, clock, onProgress }: Fetching,
  portion: readonly ResourceRef[],
  { resources }: Fetched,
  probe: string | null,
  counts: { added: number; updated: number },
): Promise<void> {
  const listed = new Map(portion.map(({ href, etag }) => [href, etag]));
  const fetched = probe === null ? resources : resources.filter(({ href }) => href !== probe);
  if (fetched.length === 0) return;
  // The text is the listed version or a later one. With the listed ETag a later one is simply read once more.
  const etagOf = ({ href, etag }: ResourceRef) => listed.get(href) ?? etag;
  const read = await readResources(fetched, { etagOf, previous: (href) => cache.get(href), now: clock.now() });
  for (const { href } of read) isThere(cache.get(href)) ? counts.updated++ : counts.added++;
  await cache.apply({ put: read }, { ahead: true });
  onProgress();
}

export function isThere(cached: CachedResource | undefined): boolean {
  return cached !== undefined && cached.ghostSince === undefined;
}
