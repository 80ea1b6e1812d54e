import type { SyncMode } from '../../shared/contract/sync.ts';
import type { Clock } from '../domain/clock.ts';
import type { CalDavClient, RemoteCalendar } from '../domain/remote.ts';
import { approachTo, compareListing, isDisguisedListing, isSuspiciousLoss } from '../domain/sync-decision.ts';
import type { CalendarCache } from './calendar-cache.ts';
import { readResources } from './read-resources.ts';

/** What one attempt at one calendar needs. */
export interface CalendarSync {
  readonly client: CalDavClient;
  readonly remote: RemoteCalendar;
  readonly cache: CalendarCache;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** A listing of the attempt before lacked most of the events; one that repeats it is believed. */
  readonly lossSeenBefore: boolean;
  /** The copy changed and can be asked already. */
  readonly onProgress: () => void;
}

export interface CalendarOutcome {
  readonly mode: SyncMode;
  readonly added: number;
  readonly updated: number;
  readonly removed: number;
}

/** The weeks that a first reading makes known before the rest. */
const BUSY_WINDOW_BEFORE_MS = 24 * 3600 * 1000;
const BUSY_WINDOW_AFTER_MS = 60 * 24 * 3600 * 1000;

/** Changes are noted in portions of this size, so that a first reading already answers while it goes on. */
const PORTION = 500;

/** Makes the copy of one calendar equal to the server's. Throws the client's `BridgeError`s; the copy is then as it was or ahead, never behind. */
export async function syncCalendar(sync: CalendarSync): Promise<CalendarOutcome> {
  switch (approachTo(sync.cache.head, sync.remote)) {
    case 'unchanged':
      sync.cache.noteChecked(sync.clock.now());
      return { mode: 'unchanged', added: 0, updated: 0, removed: 0 };
    case 'changes':
      return applyChanges(sync);
    case 'full':
      return compareEverything(sync, 'full');
    case 'first':
      return readFirst(sync);
  }
}

async function applyChanges(sync: CalendarSync): Promise<CalendarOutcome> {
  const { cache, client, remote, signal } = sync;
  const changes = await client.changes(remote.href, cache.head.syncToken ?? '', signal);
  if (changes.kind !== 'changes') return compareEverything(sync, 'full');
  const stored = cache.etags();
  if (isDisguisedListing(stored, changes.changed)) return compareEverything(sync, 'full');
  const removed = changes.deleted.filter((href) => stored.has(href));
  const fetched = await fetchInto(
    sync,
    changes.changed.map((ref) => ref.href),
    removed,
    { ctag: remote.ctag, syncToken: changes.syncToken, checkedAt: sync.clock.now() },
  );
  return { mode: 'changes', ...fetched };
}

async function readFirst(sync: CalendarSync): Promise<CalendarOutcome> {
  const now = sync.clock.now();
  const window = { start: now - BUSY_WINDOW_BEFORE_MS, end: now + BUSY_WINDOW_AFTER_MS };
  const soon = await sync.client.listWindow(sync.remote.href, window, sync.signal);
  const difference = compareListing(sync.cache.etags(), soon);
  const first = await fetchInto(sync, difference.fetch, [], {});
  const rest = await compareEverything(sync, 'first');
  return {
    mode: rest.mode,
    added: first.added + rest.added,
    updated: first.updated + rest.updated,
    removed: first.removed + rest.removed,
  };
}

/** Compares a complete listing. What it lacks is deleted, unless so much is lacking that a second listing must confirm it. */
async function compareEverything(sync: CalendarSync, mode: 'full' | 'first'): Promise<CalendarOutcome> {
  const { cache, client, remote, clock, signal } = sync;
  const stored = cache.etags();
  const difference = compareListing(stored, await client.listResources(remote.href, signal));
  const held = isSuspiciousLoss(stored.size, difference.absent.length) && !sync.lossSeenBefore;
  const head = held ? {} : { complete: true, ctag: remote.ctag, syncToken: remote.syncToken, checkedAt: clock.now() };
  const fetched = await fetchInto(sync, difference.fetch, held ? [] : difference.absent, head);
  return { mode: held ? 'held' : mode, ...fetched };
}

type Counts = Omit<CalendarOutcome, 'mode'>;

async function fetchInto(
  sync: CalendarSync,
  hrefs: readonly string[],
  remove: readonly string[],
  head: Parameters<CalendarCache['apply']>[1],
): Promise<Counts> {
  const { cache, client, remote, clock, signal } = sync;
  const counts = { added: 0, updated: 0, removed: 0 };
  const gone: string[] = [...remove];
  for (let from = 0; from < hrefs.length; from += PORTION) {
    const answer = await client.fetchResources(remote.href, hrefs.slice(from, from + PORTION), signal);
    gone.push(...answer.gone.filter((href) => cache.get(href)));
    const read = await readResources(answer.resources, (href) => cache.get(href), clock.now());
    for (const { href } of read) cache.get(href) ? counts.updated++ : counts.added++;
    await cache.apply({ put: read }, {});
    sync.onProgress();
  }
  counts.removed = gone.length;
  await cache.apply({ remove: gone }, head);
  if (gone.length > 0) sync.onProgress();
  return counts;
}
