import type { SyncTrigger } from '../../shared/contract/sync.ts';
import type { Clock } from '../domain/clock.ts';
import type { Traffic } from '../domain/remote.ts';
import { AUDIT_EVERY_MS } from '../domain/sync-decision.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { type CalendarSync, type Reading, readCalendar } from '../sync/sync-calendar.ts';
import type { Feed } from './feed.ts';
import { feedClient } from './feed-client.ts';
import { unreachable } from './feed-failure.ts';
import { type FeedOutcome, type FeedPast, isDue, pastAfter } from './feed-pace.ts';
import { feedTag, validatorsIn } from './feed-state.ts';
import type { FeedAnswer, FetchFeed } from './fetch-feed.ts';
import { splitFeed } from './split-feed.ts';

/** What one attempt at one feed needs beside the feed. */
export interface FeedSync extends Pick<CalendarSync, 'cache' | 'signal' | 'seenMissing' | 'onProgress' | 'onTotal'> {
  readonly calendarId: string;
  readonly trigger: SyncTrigger;
  readonly traffic: Traffic;
}

/** Reads the feeds of one connection, each in its own pace, and remembers between two attempts how each went. */
export class FeedReader {
  readonly #clock: Clock;
  readonly #fetch: FetchFeed;
  readonly #pasts = new Map<string, FeedPast>();

  constructor(clock: Clock, fetch: FetchFeed) {
    this.#clock = clock;
    this.#fetch = fetch;
  }

  /**
   * Fetches the feed when it is due and reads what is new. In between the last attempt stands, with the time it was made:
   * publishers make a feed anew every few minutes or hours, and one fetch brings all of it, so that to ask as often as a
   * CalDAV server is asked would cost them much and tell us nothing.
   *
   * @throws BridgeError `feed-not-allowed`, `feed-unreachable`, `not-a-calendar`; the copy is then as it was.
   */
  async read(feed: Feed, sync: FeedSync): Promise<Reading> {
    const past = this.#pastOf(feed, sync);
    const now = this.#clock.now();
    if (past && !isDue(past, sync.trigger, now)) return asBefore(past.outcome);
    const note = (outcome: FeedOutcome) => this.#pasts.set(sync.calendarId, pastAfter(past, feed, outcome, now));
    try {
      const reading = await this.#readNow(feed, sync, now);
      const finish = async () => {
        await reading.finish();
        note(reading.held.length > 0 ? { kind: 'held', held: reading.held } : { kind: 'good' });
      };
      return { ...reading, finish };
    } catch (error) {
      // What we broke off ourselves says nothing about the feed.
      if (error instanceof BridgeError && !sync.signal.aborted) note({ kind: 'failed', error });
      throw error;
    }
  }

  /** A good attempt of before counts only with the copy that it made: a calendar that was not chosen for a while has none. */
  #pastOf(feed: Feed, { calendarId, cache }: FeedSync): FeedPast | undefined {
    const past = this.#pasts.get(calendarId);
    if (past?.url !== feed.url || past.allowHost !== feed.allowHost) return undefined;
    return past.outcome.kind === 'failed' || cache.head.complete ? past : undefined;
  }

  async #readNow({ url, allowHost }: Feed, sync: FeedSync, now: number): Promise<Reading> {
    if (url === null) throw unreachable('The account lists this subscription without saying where it comes from.');
    const { cache, traffic, signal } = sync;
    const auditDue = now - (cache.head.auditedAt ?? 0) >= AUDIT_EVERY_MS;
    const validators = auditDue ? null : validatorsIn(cache.head);
    const answer = await this.#fetch({ url, allowHost, validators, traffic, signal });
    if (answer.kind === 'unchanged') return unchanged(async () => cache.noteChecked(now));
    return readCalendar(await calendarSyncOf(answer, sync, now));
  }
}

/** A feed as the reading of a calendar sees one: without a sync token, and with a tag that tells whether it changed. */
async function calendarSyncOf(
  { pieces, validators }: FeedAnswer & { kind: 'text' },
  { cache, signal, seenMissing, onProgress, onTotal, calendarId }: FeedSync,
  fetchedAt: number,
): Promise<CalendarSync> {
  const { resources, digest } = await splitFeed(pieces);
  return {
    client: feedClient(resources),
    remote: { href: calendarId, ctag: feedTag(validators, digest), syncToken: null },
    listedAt: fetchedAt,
    cache,
    // The feed is known as of when it was asked for, however long it took to come.
    clock: { now: () => fetchedAt },
    signal,
    seenMissing,
    onProgress,
    onTotal,
  };
}

function asBefore(outcome: FeedOutcome): Reading {
  if (outcome.kind === 'failed') throw outcome.error;
  const nothing = unchanged(async () => undefined);
  return outcome.kind === 'held' ? { ...nothing, mode: 'held', held: outcome.held } : nothing;
}

function unchanged(finish: () => Promise<void>): Reading {
  return { mode: 'unchanged', added: 0, updated: 0, removed: 0, held: [], finish };
}
