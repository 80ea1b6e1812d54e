import type { SyncMode } from '../../shared/contract/sync.ts';
import type { Clock } from '../domain/clock.ts';
import type { CalendarClient, Changes, RemoteCalendar } from '../domain/remote.ts';
import {
  type Actions,
  approachTo,
  auditedAs,
  planForChanges,
  planForListing,
  planForUnchanged,
  sameTag,
} from '../domain/sync-decision.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { CalendarCache, HeadChange } from './calendar-cache.ts';
import { type Fetching, type FetchOutcome, fetchInto, isThere } from './fetch-resources.ts';

/** What one attempt at one calendar needs. */
export interface CalendarSync {
  readonly client: CalendarClient;
  readonly remote: Pick<RemoteCalendar, 'href' | 'ctag' | 'syncToken'>;
  /** When the listing that shows `remote` was asked for. */
  readonly listedAt: number;
  readonly cache: CalendarCache;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What the attempt before found missing and held back. */
  readonly seenMissing: ReadonlySet<string>;
  /** The copy changed and can be asked already. */
  readonly onProgress: () => void;
  /** A complete listing tells how many resources there are. */
  readonly onTotal: (total: number) => void;
}

/**
 * What an attempt learned of one calendar. Whatever blocks more is in the copy already; `finish` takes away what is gone
 * and notes the new state. In between the other calendars are read: an event that moved from one to another is never
 * missing from both.
 */
export interface Reading {
  readonly mode: SyncMode;
  readonly added: number;
  readonly updated: number;
  readonly removed: number;
  /** Missing, but not yet believed to be gone. */
  readonly held: readonly string[];
  readonly finish: () => Promise<void>;
}

export function approach({ cache, remote, listedAt }: CalendarSync): ReturnType<typeof approachTo> {
  return approachTo(cache.head, remote, listedAt);
}

/** Reads what the server has and the copy has not. Throws the client's `BridgeError`s; the copy is then as it was or ahead, never behind. */
export async function readCalendar(sync: CalendarSync): Promise<Reading> {
  switch (approach(sync)) {
    case 'unchanged':
      return readUnchanged(sync);
    case 'changes':
      return readChanges(sync);
    case 'full':
      return readListing(sync, 'full');
    case 'first':
      return readListing(sync, 'first');
  }
}

async function readUnchanged(sync: CalendarSync): Promise<Reading> {
  const { cache, clock, listedAt } = sync;
  const plan = planForUnchanged(cache.ghostsAt(clock.now()));
  if (plan.fetch.length === 0) return nothingToDo(() => cache.noteChecked(listedAt));
  return reading(sync, 'unchanged', plan, await fetchInto(fetchingOf(sync), plan.fetch), {
    checkedAt: listedAt,
    ahead: false,
  });
}

function nothingToDo(note: () => void): Reading {
  return { mode: 'unchanged', added: 0, updated: 0, removed: 0, held: [], finish: async () => note() };
}

async function readChanges(sync: CalendarSync): Promise<Reading> {
  const { cache, client, clock, remote, signal } = sync;
  const asOf = clock.now();
  const changes = await client.changes(remote.href, cache.head.syncToken ?? '', signal).catch(refusedByFault);
  const plan = planForChanges(cache.refsAt(asOf), changes, sameTag(cache.head, remote));
  if (plan === null || changes.kind !== 'changes') return readListing(sync, 'full');
  const outcome = await fetchInto(fetchingOf(sync), plan.fetch, plan.probe);
  const head = { ctag: remote.ctag, syncToken: changes.syncToken, checkedAt: asOf, ahead: false };
  return outcome.probeGone ? andListing(sync, outcome) : reading(sync, 'changes', plan, outcome, head);
}

/** Some servers stumble over a token that they no longer know, Xandikos among them: then no retry would ever help. */
function refusedByFault(error: unknown): Changes {
  if (error instanceof BridgeError && error.details.status === 500) return { kind: 'token-refused' };
  throw error;
}

/** What claimed to be a list of changes was a list of everything: what it lacks is gone too. */
async function andListing(sync: CalendarSync, before: FetchOutcome): Promise<Reading> {
  const listing = await readListing(sync, 'full');
  return { ...listing, added: before.added + listing.added, updated: before.updated + listing.updated };
}

async function readListing(sync: CalendarSync, mode: 'full' | 'first'): Promise<Reading> {
  const { cache, client, clock, remote, seenMissing, signal, onTotal } = sync;
  const asOf = clock.now();
  const listed = await client.listResources(remote.href, signal);
  onTotal(listed.length);
  const { held, ...plan } = planForListing(cache.refsAt(asOf), listed, seenMissing);
  const outcome = await fetchInto(fetchingOf(sync), plan.fetch);
  const { ctag, syncToken } = remote;
  const head = { complete: true, ctag, syncToken, checkedAt: asOf, auditedAt: auditedAs(mode, asOf), ahead: false };
  if (held.length === 0) return reading(sync, mode, plan, outcome, head);
  return { ...reading(sync, 'held', plan, outcome, {}), held };
}

function reading(
  { cache, onProgress }: CalendarSync,
  mode: SyncMode,
  { remove }: Actions,
  { added, updated, ghosts }: FetchOutcome,
  head: HeadChange,
): Reading {
  const leaving = [...remove, ...ghosts.map(({ href }) => href)].filter((href) => isThere(cache.get(href)));
  const finish = async () => {
    await cache.apply({ remove, put: ghosts }, head);
    if (leaving.length > 0 || head.complete) onProgress();
  };
  return { mode, added, updated, removed: leaving.length, held: [], finish };
}

export function fetchingOf({ client, remote, cache, clock, signal, onProgress }: CalendarSync): Fetching {
  return { client, calendarHref: remote.href, cache, clock, signal, onProgress };
}
