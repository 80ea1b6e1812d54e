import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Interval } from '../../shared/intervals.ts';
import type { StoredRef, StoredRefs } from '../domain/sync-decision.ts';
import { READER } from '../icalendar/read.ts';
import { type DurableFile, openDurableFile } from '../store/durable-file.ts';
import { Turn } from '../turns.ts';
import { type CacheHead, EMPTY, Head, type HeadChange } from './cache-head.ts';
import {
  type CachedResource,
  type LoadedShard,
  newShard,
  type OnDamaged,
  openShard,
  removeShardsFrom,
  SHARD_SIZE,
} from './cache-shard.ts';
import { ChangedShards } from './changed-shards.ts';
import { storedRef } from './ghosts.ts';

export type { CacheHead, HeadChange } from './cache-head.ts';
export type { CachedResource } from './cache-shard.ts';

/** Told of each resource that comes, changes or goes in memory. */
export type CacheWatcher = (before: CachedResource | undefined, after: CachedResource | undefined) => void;
export interface CacheChange {
  readonly put?: readonly CachedResource[];
  readonly remove?: readonly string[];
}

/** Weeks of which every resource was read, while the calendar as a whole is not. Epoch milliseconds. */
export interface KnownWindow extends Interval {
  readonly checkedAt: number;
}

/**
 * While a calendar is read for the first time its head is written this rarely, in resources: what a crash leaves without
 * one is read again.
 */
const MOST_UNNOTED = 2000;

/**
 * The copy of one calendar on disk, in shards, and in memory. The shards are on disk for good before the head is written:
 * a head that does not match them (a crash in between, a damaged file) makes the copy count as never read.
 */
export class CalendarCache {
  readonly #folder: string;
  readonly #head: DurableFile<CacheHead>;
  readonly #shards: LoadedShard[];
  readonly #shardOf = new Map<string, LoadedShard>();
  readonly #ghosts = new Set<string>();
  readonly #watchers: CacheWatcher[] = [];
  #checkedAt: number | null;
  #window: KnownWindow | null = null;
  readonly #changed: ChangedShards;
  /** Settles once nothing is being applied any more, and never rejects: whoever asked for it hears of a failure. */
  #applied: Promise<unknown> = Promise.resolve();

  private constructor(folder: string, head: DurableFile<CacheHead>, shards: LoadedShard[]) {
    this.#folder = folder;
    this.#changed = new ChangedShards(folder);
    this.#head = head;
    this.#shards = shards;
    this.#checkedAt = head.data.checkedAt;
    for (const shard of shards) for (const resource of shard.resources.values()) this.#index(resource, shard);
  }

  static async open(folder: string, onDamaged: OnDamaged): Promise<CalendarCache> {
    let damaged = false;
    const noteDamage: OnDamaged = (file, reason) => {
      damaged = true;
      onDamaged(file, reason);
    };
    const head = await openDurableFile<CacheHead>({
      path: path.join(folder, 'head.json'),
      schema: Head,
      empty: () => ({ ...EMPTY }),
      onDamaged: noteDamage,
    });
    if (head.data.reader !== READER) return CalendarCache.#openAnew(folder, head, onDamaged);
    await removeShardsFrom(folder, head.data.shards);
    const shards: LoadedShard[] = [];
    for (let number = 0; number < head.data.shards; number++) shards.push(await openShard(folder, number, noteDamage));
    const cache = new CalendarCache(folder, head, shards);
    if (damaged || cache.size !== head.data.resources) await cache.#distrust();
    return cache;
  }

  /** What an older reader made of the texts may be wrong, and the texts themselves are not kept. */
  static async #openAnew(folder: string, head: DurableFile<CacheHead>, onDamaged: OnDamaged): Promise<CalendarCache> {
    await head.close();
    await rm(folder, { recursive: true, force: true });
    return CalendarCache.open(folder, onDamaged);
  }

  get head(): Readonly<CacheHead> {
    return this.#head.data;
  }

  /** The last time that the copy, or the window of a first reading, was found equal to the server's calendar. */
  get checkedAt(): number | null {
    return this.#checkedAt ?? this.#window?.checkedAt ?? null;
  }

  /** The weeks that are known before the rest; null unless a first reading is under way or broke off. */
  get window(): KnownWindow | null {
    return this.head.complete ? null : this.#window;
  }

  get size(): number {
    return this.#shardOf.size;
  }

  get(href: string): CachedResource | undefined {
    return this.#shardOf.get(href)?.resources.get(href);
  }

  *all(): Generator<CachedResource> {
    for (const shard of this.#shards) yield* shard.resources.values();
  }

  /** For as long as the copy is open. */
  watch(watcher: CacheWatcher): void {
    this.#watchers.push(watcher);
  }

  /** What is stored, as the sync decides by it. Looks into the copy; makes none. */
  refsAt(now: number): StoredRefs {
    const refOf = (href: string): StoredRef | undefined => {
      const cached = this.get(href);
      return cached && storedRef(cached, now);
    };
    const every = function* (all: Iterable<CachedResource>) {
      for (const cached of all) yield storedRef(cached, now);
    };
    return { get: refOf, refs: () => every(this.all()) };
  }

  /** What the server lists but does not have. */
  ghostsAt(now: number): StoredRef[] {
    return [...this.#ghosts].flatMap((href) => {
      const cached = this.get(href);
      return cached ? [storedRef(cached, now)] : [];
    });
  }

  /** Neighbours on disk stand side by side, so that a portion of many changes rewrites few files; new ones come last. */
  inStorageOrder<T extends { readonly href: string }>(refs: readonly T[]): T[] {
    const position = new Map(this.#shards.map((shard, index) => [shard, index]));
    const shardNumber = ({ href }: T) => position.get(this.#shardOf.get(href) as LoadedShard) ?? this.#shards.length;
    const numbered = refs.map((ref) => ({ ref, number: shardNumber(ref) }));
    return numbered.sort((a, b) => a.number - b.number).map(({ ref }) => ref);
  }

  /**
   * Puts and removes resources, then notes the new state. Durable when the promise resolves, but for a calendar that is
   * still being read for the first time: of that a crash may cost a part.
   */
  apply(change: CacheChange, head: HeadChange = {}): Promise<void> {
    const applying = this.#apply(change, head);
    this.#applied = Promise.allSettled([this.#applied, applying]);
    return applying;
  }

  async #apply(change: CacheChange, head: HeadChange): Promise<void> {
    for (const href of change.remove ?? []) this.#remove(href);
    const turn = new Turn();
    for (const resource of change.put ?? []) {
      this.#put(resource);
      if (turn.isOver()) await turn.next();
    }
    await this.#changed.write();
    if (this.head.complete || head.complete || this.size - this.head.resources >= MOST_UNNOTED) await this.#note(head);
    if (head.checkedAt !== undefined) this.#checkedAt = head.checkedAt;
  }

  /** Notes in memory that the copy is still right; the disk hears of it with the next change or on closing. */
  noteChecked(checkedAt: number): void {
    this.#checkedAt = checkedAt;
  }

  noteWindow(window: KnownWindow): void {
    this.#window = window;
  }

  /** Waits for what is being applied, and tries once more to write what could not be written. */
  async close(): Promise<void> {
    await this.#applied;
    try {
      await this.#changed.write();
      await this.#note({ checkedAt: this.#checkedAt });
    } finally {
      await this.#head.close();
    }
  }

  /** Closes and deletes the copy. */
  async destroy(): Promise<void> {
    await this.#head.close();
    await Promise.all(this.#shards.map(({ file }) => file.drop()));
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** What could still be read stays and blocks; all of it will be compared with the server again. */
  async #distrust(): Promise<void> {
    await this.apply({}, { complete: false, ctag: null, syncToken: null, checkedAt: null, auditedAt: null });
  }

  async #note(change: HeadChange): Promise<void> {
    await this.#changed.sync();
    await this.#head.update((data) => {
      Object.assign(data, change, { resources: this.size, shards: this.#shards.length });
    });
  }

  #index(resource: CachedResource, shard: LoadedShard): void {
    this.#shardOf.set(resource.href, shard);
    if (resource.ghostSince === undefined) this.#ghosts.delete(resource.href);
    else this.#ghosts.add(resource.href);
  }

  #remove(href: string): void {
    const shard = this.#shardOf.get(href);
    if (!shard) return;
    for (const watcher of this.#watchers) watcher(shard.resources.get(href), undefined);
    shard.resources.delete(href);
    this.#shardOf.delete(href);
    this.#ghosts.delete(href);
    this.#changed.add(shard);
  }

  #put(resource: CachedResource): void {
    const shard = this.#shardOf.get(resource.href) ?? this.#shardWithRoom();
    for (const watcher of this.#watchers) watcher(shard.resources.get(resource.href), resource);
    shard.resources.set(resource.href, resource);
    this.#index(resource, shard);
    this.#changed.add(shard);
  }

  #shardWithRoom(): LoadedShard {
    const open = this.#shards.findLast((shard) => shard.resources.size < SHARD_SIZE);
    if (open) return open;
    const shard = newShard(this.#folder, this.#shards.length);
    this.#shards.push(shard);
    return shard;
  }
}
