import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { CalendarResource } from '../icalendar/resource.ts';
import { type CacheFile, openCacheFile } from '../store/cache-file.ts';
import { type DurableFile, openDurableFile } from '../store/durable-file.ts';

/** Why a resource could not be read, and the times it may touch. Epoch milliseconds. */
export interface ReadingProblem {
  readonly reason: string;
  readonly from?: number;
  readonly to?: number;
  readonly since: number;
}

export interface CachedResource {
  readonly href: string;
  readonly etag: string | null;
  /** The last good reading; null when there never was one, or when the resource holds no events. */
  readonly resource: CalendarResource | null;
  readonly problem: ReadingProblem | null;
  /** When this version was read. */
  readonly readAt: number;
}

const Head = z.object({
  version: z.literal(1),
  complete: z.boolean(),
  ctag: z.string().nullable(),
  syncToken: z.string().nullable(),
  checkedAt: z.number().nullable(),
  resources: z.number().int(),
  shards: z.number().int(),
});
export type CacheHead = z.infer<typeof Head>;

const Shard = z.object({
  version: z.literal(1),
  resources: z.array(
    z.custom<CachedResource>(
      (value) => typeof value === 'object' && value !== null && typeof (value as CachedResource).href === 'string',
    ),
  ),
});
type Shard = z.infer<typeof Shard>;

/** Small enough that one change is one small write, large enough that a big calendar is not thousands of files. */
const SHARD_SIZE = 200;

const EMPTY: CacheHead = {
  version: 1,
  complete: false,
  ctag: null,
  syncToken: null,
  checkedAt: null,
  resources: 0,
  shards: 0,
};

/** A file of resources and the same in memory; the file follows when it is written. */
interface LoadedShard {
  readonly file: CacheFile<Shard>;
  readonly resources: Map<string, CachedResource>;
}

type OnDamaged = (file: string, reason: string) => void;

/**
 * The copy of one calendar on disk, in shards, and in memory. The shards are written before the head: a head that
 * does not match them (a crash in between, a damaged file) makes the copy count as never read.
 */
export class CalendarCache {
  readonly #folder: string;
  readonly #head: DurableFile<CacheHead>;
  readonly #shards: LoadedShard[];
  readonly #shardOf = new Map<string, LoadedShard>();
  #checkedAt: number | null;

  private constructor(folder: string, head: DurableFile<CacheHead>, shards: LoadedShard[]) {
    this.#folder = folder;
    this.#head = head;
    this.#shards = shards;
    this.#checkedAt = head.data.checkedAt;
    for (const shard of shards) for (const href of shard.resources.keys()) this.#shardOf.set(href, shard);
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
    const shards: LoadedShard[] = [];
    for (let number = 0; number < head.data.shards; number++) shards.push(await openShard(folder, number, noteDamage));
    const cache = new CalendarCache(folder, head, shards);
    if (damaged || cache.size !== head.data.resources) await cache.#distrust();
    return cache;
  }

  get head(): Readonly<CacheHead> {
    return this.#head.data;
  }

  /** The last time that the copy was found equal to the server's calendar. */
  get checkedAt(): number | null {
    return this.#checkedAt;
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

  /** The ETag of every resource by href. */
  etags(): Map<string, string | null> {
    const etags = new Map<string, string | null>();
    for (const { href, etag } of this.all()) etags.set(href, etag);
    return etags;
  }

  /** Puts and removes resources, then notes the new state. Durable when the promise resolves. */
  async apply(
    change: { put?: readonly CachedResource[]; remove?: readonly string[] },
    head: Partial<Omit<CacheHead, 'version' | 'resources' | 'shards'>>,
  ): Promise<void> {
    const touched = new Set<LoadedShard>();
    for (const href of change.remove ?? []) this.#remove(href, touched);
    for (const resource of change.put ?? []) await this.#put(resource, touched);
    for (const shard of touched) await writeShard(shard);
    if (head.checkedAt !== undefined) this.#checkedAt = head.checkedAt;
    await this.#head.update((data) => {
      Object.assign(data, head, { resources: this.size, shards: this.#shards.length });
    });
  }

  /** Notes in memory that the copy is still right; the disk hears of it with the next change or on closing. */
  noteChecked(checkedAt: number): void {
    this.#checkedAt = checkedAt;
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
    await this.apply({}, { complete: false, ctag: null, syncToken: null, checkedAt: null });
  }

  #remove(href: string, touched: Set<LoadedShard>): void {
    const shard = this.#shardOf.get(href);
    if (!shard) return;
    shard.resources.delete(href);
    this.#shardOf.delete(href);
    touched.add(shard);
  }

  async #put(resource: CachedResource, touched: Set<LoadedShard>): Promise<void> {
    const shard = this.#shardOf.get(resource.href) ?? (await this.#shardWithRoom());
    shard.resources.set(resource.href, resource);
    this.#shardOf.set(resource.href, shard);
    touched.add(shard);
  }

  async #shardWithRoom(): Promise<LoadedShard> {
    const open = this.#shards.findLast((shard) => shard.resources.size < SHARD_SIZE);
    if (open) return open;
    const shard = await openShard(this.#folder, this.#shards.length, () => undefined);
    // A crash may have left a file that no head knows of: what it holds was never promised.
    shard.resources.clear();
    this.#shards.push(shard);
    return shard;
  }
}

async function openShard(folder: string, number: number, onDamaged: OnDamaged): Promise<LoadedShard> {
  const file = await openCacheFile<Shard>({
    path: path.join(folder, `resources-${number}.json`),
    schema: Shard,
    onDamaged,
  });
  return { file, resources: new Map(file.data?.resources.map((resource) => [resource.href, resource])) };
}

function writeShard({ file, resources }: LoadedShard): Promise<void> {
  return file.replace({ version: 1, resources: [...resources.values()] });
}
