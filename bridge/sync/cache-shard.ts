import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { CalendarResource } from '../icalendar/resource.ts';
import { type CacheFile, newCacheFile, openCacheFile } from '../store/cache-file.ts';
import { removeIfThere } from '../store/durable-write.ts';

/** Why a resource could not be read, and the times it may touch. Epoch milliseconds. */
export interface ReadingProblem {
  readonly reason: string;
  readonly from?: number;
  readonly to?: number;
  readonly since: number;
}

export interface CachedResource {
  readonly href: string;
  /** As the server listed it when it was read; the text is that version or a later one. */
  readonly etag: string | null;
  /** The last good reading; null when there never was one, or when the resource holds no events. */
  readonly resource: CalendarResource | null;
  readonly problem: ReadingProblem | null;
  /** When this version was read. */
  readonly readAt: number;
  /** Since when the server lists it and answers 404 for it; absent for a resource that is there. */
  readonly ghostSince?: number;
}

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
export const SHARD_SIZE = 200;

export type OnDamaged = (file: string, reason: string) => void;

/** A file of resources and the same in memory; the file follows when it is written. */
export interface LoadedShard {
  readonly file: CacheFile<Shard>;
  readonly resources: Map<string, CachedResource>;
}

export async function openShard(folder: string, number: number, onDamaged: OnDamaged): Promise<LoadedShard> {
  const file = await openCacheFile<Shard>({
    path: shardPath(folder, number),
    schema: Shard,
    onDamaged,
  });
  return { file, resources: new Map(file.data?.resources.map((resource) => [resource.href, resource])) };
}

/**
 * Removes the shards from `number` on, whole or half written. A crash left them without a head that knows of them: nobody
 * reads them again, and they tell of events that may be gone from the server.
 */
export async function removeShardsFrom(folder: string, number: number): Promise<void> {
  const numberIn = (name: string) => Number(/^resources-(\d+)\.json(\.[\w-]+\.tmp)?$/.exec(name)?.[1] ?? -1);
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const unknown = files.filter(({ name }) => numberIn(name) >= number);
  await Promise.all(unknown.map(({ name }) => removeIfThere(path.join(folder, name))));
}

/** One that no head knows of yet. */
export function newShard(folder: string, number: number): LoadedShard {
  return { file: newCacheFile<Shard>(shardPath(folder, number)), resources: new Map() };
}

function shardPath(folder: string, number: number): string {
  return path.join(folder, `resources-${number}.json`);
}

export function writeShard({ file, resources }: LoadedShard): Promise<void> {
  return file.replace({ version: 1, resources: [...resources.values()] });
}
