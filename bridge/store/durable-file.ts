import { Low } from 'lowdb';
import type { z } from 'zod';
import { jsonFile, type OnDamaged, prepareFolder, whatIsWrong } from './json-file.ts';
import { type Migrations, migrate } from './migrations.ts';

export interface DurableFileOptions<T> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly empty: () => T;
  readonly migrations?: Migrations;
  readonly onDamaged?: OnDamaged;
}

export interface DurableFile<T> {
  /** What is on disk. An update shows here once it is written; treat it as read-only. */
  readonly data: T;
  /**
   * Changes a copy of the data and resolves when that copy is on disk; updates that come in while a write is under way
   * share the next one. When the write fails, or `change` throws or breaks the schema, the promise rejects and memory
   * stays as the disk is. `change` sees every update before it; it is synchronous, changes the draft alone, and may
   * run a second time on a fresh draft when a neighbour in the same write fails.
   */
  update(change: (draft: T) => void): Promise<void>;
  /** Waits for what was asked for; later updates reject. */
  close(): Promise<void>;
}

/**
 * One JSON file that is kept whole: lowdb over an atomic, durable adapter. One process owns it (see the folder's lock).
 * A damaged file is set aside and reported, and the data starts empty; one of a newer version stops with a sentence.
 */
export async function openDurableFile<T>(options: DurableFileOptions<T>): Promise<DurableFile<T>> {
  const { migrations } = options;
  const upgrade = migrations && ((stored: unknown) => migrate(stored, migrations));
  await prepareFolder(options.path);
  const low = new Low<T>(jsonFile({ ...options, upgrade }), options.empty());
  await low.read();
  return new UpdateQueue(low, options);
}

interface Waiting<T> {
  readonly change: (draft: T) => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

class UpdateQueue<T> implements DurableFile<T> {
  readonly #low: Low<T>;
  readonly #options: DurableFileOptions<T>;
  #saved: T;
  #waiting: Waiting<T>[] = [];
  #writing: Promise<void> | null = null;
  #closed = false;

  constructor(low: Low<T>, options: DurableFileOptions<T>) {
    this.#low = low;
    this.#saved = low.data;
    this.#options = options;
  }

  get data(): T {
    return this.#saved;
  }

  update(change: (draft: T) => void): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('The bridge is stopping; this can no longer be saved.'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject });
      this.#writing ??= this.#drain();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
  }

  async #drain(): Promise<void> {
    // One turn later, so that updates asked for side by side share the first write too.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#writeTogether(this.#waiting.splice(0));
    this.#writing = null;
  }

  async #writeTogether(batch: Waiting<T>[]): Promise<void> {
    const { draft, accepted } = this.#apply(batch);
    if (accepted.length === 0) return;
    try {
      this.#low.data = draft;
      await this.#low.write();
      this.#saved = draft;
      for (const { resolve } of accepted) resolve();
    } catch (error) {
      this.#low.data = this.#saved;
      for (const { reject } of accepted) reject(error);
    }
  }

  /** All on one copy; only when one of them fails, one by one, so that the others do not suffer for it. */
  #apply(batch: Waiting<T>[]): { draft: T; accepted: Waiting<T>[] } {
    try {
      return { draft: this.#changed(this.#saved, batch), accepted: batch };
    } catch {
      // Which one failed, and why, is found and told to its caller below.
      return this.#applyEach(batch);
    }
  }

  #applyEach(batch: Waiting<T>[]): { draft: T; accepted: Waiting<T>[] } {
    let draft = this.#saved;
    const accepted: Waiting<T>[] = [];
    for (const waiting of batch) {
      try {
        draft = this.#changed(draft, [waiting]);
        accepted.push(waiting);
      } catch (error) {
        waiting.reject(error);
      }
    }
    return { draft, accepted };
  }

  #changed(data: T, batch: Waiting<T>[]): T {
    const draft = structuredClone(data);
    for (const { change } of batch) change(draft);
    // What the schema refuses would be set aside as damaged at the next start: refuse it while its caller listens.
    const checked = this.#options.schema.safeParse(draft);
    if (!checked.success) throw new TypeError(`This change cannot be saved: ${whatIsWrong(checked.error)}.`);
    return draft;
  }
}
