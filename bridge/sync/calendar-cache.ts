import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Interval } from '../../shared/intervals.ts';
import type { StoredRef, StoredRefs } from '../domain/sync-decision.ts';
import { READER } from '../icalendar/read.ts';
import { type DurableFile, openDurableFile } from '../store/durable-file.ts';
import { Turn } from '../turns.ts';
import {
  type CachedResource,
  type LoadedShard,
  newShard,
  type OnDamaged,
  openShard,
  SHARD_SIZE,
  writeShard,
} from './cache-shard.ts';
import { storedRef } from './ghosts.ts';

export type { CachedResource } from './cache-shard.ts';

const Head = z.object({
  version: z.literal(1),
  /** The reader of the texts; 0 before readers were counted. */
  reader: z.number().int().default(0),
  complete: z.boolean(),
  ctag: z.string().nullable(),
  syncToken: z.string().nullable(),
  checkedAt: z.number().nullable(),
  auditedAt: z.number().nullable(),
  ahead: z.boolean(),
  resources: z.number().int(),
  shards: z.number().int(),
});
export type CacheHead = z.infer<typeof Head>;
/** Told of each resource that comes, changes or goes in memory. */
export type CacheWatcher = (before: CachedResource | undefined, after: CachedResource | undefined) => void;
export type HeadChange = Partial<Omit<CacheHead, 'version' | 'reader' | 'resources' | 'shards'>>;

/** Weeks of which every resource was read, while the calendar as a whole is not. Epoch milliseconds. */
export interface KnownWindow extends Interval {
  readonly checkedAt: number;
}

const EMPTY: CacheHead = {
  version: 1,
  reader: READER,
  complete: false,
  ctag: null,
  syncToken: null,
  checkedAt: null,
  auditedAt: null,
  ahead: false,
  resources: 0,
  shards: 0,
};

/**
 * The copy of one calendar on disk, in shards, and in memory. The shards are written before the head: a head that
 * does not match them (a crash in between, a damaged file) makes the copy count as never read.
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

  private constructor(folder: string, head: DurableFile<CacheHead>, shards: LoadedShard[]) {
    this.#folder = folder;
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

  /** Puts and removes resources, then notes the new state. Durable when the promise resolves. */
  async apply(
    change: { put?: readonly CachedResource[]; remove?: readonly string[] },
    head: HeadChange = {},
  ): Promise<void> {
    const touched = new Set<LoadedShard>();
    for (const href of change.remove ?? []) this.#remove(href, touched);
    const turn = new Turn();
    for (const resource of change.put ?? []) {
      this.#put(resource, touched);
      if (turn.isOver()) await turn.next();
    }
    for (const shard of touched) await writeShard(shard);
    await this.#head.update((data) => {
      Object.assign(data, head, { resources: this.size, shards: this.#shards.length });
    });
    if (head.checkedAt !== undefined) this.#checkedAt = head.checkedAt;
  }

  /** Notes in memory that the copy is still right; the disk hears of it with the next change or on closing. */
  noteChecked(checkedAt: number): void {
    this.#checkedAt = checkedAt;
  }

  noteWindow(window: KnownWindow): void {
    this.#window = window;
  }

  async close(): Promise<void> {
    await this.#head.update((data) => {
      data.checkedAt = this.#checkedAt;
    });
    await this.#head.close();
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

  #index(resource: CachedResource, shard: LoadedShard): void {
    this.#shardOf.set(resource.href, shard);
    if (resource.ghostSince === undefined) this.#ghosts.delete(resource.href);
    else this.#ghosts.add(resource.href);
  }

  #remove(href: string, touched: Set<LoadedShard>): void {
    const shard = this.#shardOf.get(href);
    if (!shard) return;
    for (const watcher of this.#watchers) watcher(shard.resources.get(href), undefined);
    shard.resources.delete(href);
    this.#shardOf.delete(href);
    this.#ghosts.delete(href);
    touched.add(shard);
  }

  #put(resource: CachedResource, touched: Set<LoadedShard>): void {
    const shard = this.#shardOf.get(resource.href) ?? this.#shardWithRoom();
    for (const watcher of this.#watchers) watcher(shard.resources.get(resource.href), resource);
    shard.resources.set(resource.href, resource);
    this.#index(resource, shard);
    touched.add(shard);
  }

  #shardWithRoom(): LoadedShard {
    const open = this.#shards.findLast((shard) => shard.resources.size < SHARD_SIZE);
    if (open) return open;
    const shard = newShard(this.#folder, this.#shards.length);
    this.#shards.push(shard);
    return shard;
  }
}
