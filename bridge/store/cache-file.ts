import { dirname } from 'node:path';
import { Low } from 'lowdb';
import type { z } from 'zod';
import { removeIfThere, syncFolder, writeWhole } from './durable-write.ts';
import { jsonFile, type OnDamaged, prepareFolder } from './json-file.ts';

export interface CacheFileOptions<T> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly onDamaged?: OnDamaged;
}

/** A JSON file that is replaced as a whole and can be rebuilt at any time. */
export interface CacheFile<T> {
  /** What was last given to `replace`, or read at the start; null where there is nothing. */
  readonly data: T | null;
  /**
   * Takes `data` as it is (no copy, no check) and resolves when it, or something newer, is written. Until its folder
   * is synced a power cut may bring the older file back, whole: whoever relies on several files syncs it once. While a
   * write is under way only the newest waits. When the write fails the promise rejects; memory keeps the newer data,
   * since the disk's older copy is a cache too.
   */
  replace(data: T): Promise<void>;
  /** Removes the file, after any write under way. */
  drop(): Promise<void>;
}

/** Reads the cache, if there is one. A damaged file is set aside and reported, and the cache starts empty. */
export async function openCacheFile<T>(options: CacheFileOptions<T>): Promise<CacheFile<T>> {
  await prepareFolder(options.path);
  const { read } = jsonFile<T | null>({ ...options, schema: options.schema.nullable() });
  const low = new Low<T | null>({ read, write: writerOf(options.path) }, null);
  await low.read();
  return new WholeFile(low, options.path);
}

/** One that holds nothing yet, whatever lies at its path. Its folder must be there. */
export function newCacheFile<T>(path: string): CacheFile<T> {
  return new WholeFile(new Low<T | null>({ read: async () => null, write: writerOf(path) }, null), path);
}

function writerOf<T>(path: string): (data: T) => Promise<void> {
  return (data) => writeWhole(path, JSON.stringify(data));
}

class WholeFile<T> implements CacheFile<T> {
  readonly #low: Low<T | null>;
  readonly #path: string;
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  constructor(low: Low<T | null>, path: string) {
    this.#low = low;
    this.#path = path;
  }

  get data(): T | null {
    return this.#low.data;
  }

  replace(data: T): Promise<void> {
    this.#low.data = data;
    this.#next ??= this.#after(() => {
      this.#next = null;
      return this.#low.write();
    });
    return this.#next;
  }

  drop(): Promise<void> {
    this.#low.data = null;
    // What is replaced from here on belongs after the removal, not into a write that stands before it.
    this.#next = null;
    return this.#after(async () => {
      await removeIfThere(this.#path);
      await syncFolder(dirname(this.#path));
    });
  }

  /** One at a time; a failure is its own caller's, not the next one's. */
  #after(work: () => Promise<void>): Promise<void> {
    const done = this.#writing.then(work, work);
    this.#writing = done;
    return done;
  }
}
