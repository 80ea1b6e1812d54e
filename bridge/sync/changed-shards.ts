import { syncFolder } from '../store/durable-write.ts';
import { type LoadedShard, writeShard } from './cache-shard.ts';

/** The shards of one copy that are not on disk as they are in memory, or not for good. No head goes before them. */
export class ChangedShards {
  readonly #folder: string;
  /** With the next change, where writing failed. */
  readonly #unwritten = new Set<LoadedShard>();
  /** Some were written that a power cut may still undo. */
  #unsynced = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  add(shard: LoadedShard): void {
    this.#unwritten.add(shard);
  }

  async write(): Promise<void> {
    for (const shard of this.#unwritten) {
      await writeShard(shard);
      this.#unsynced = true;
      this.#unwritten.delete(shard);
    }
  }

  /** Makes what was written survive a power cut. */
  async sync(): Promise<void> {
    if (!this.#unsynced) return;
    // Before, not after: what is written while the folder is synced may be missed.
    this.#unsynced = false;
    try {
      await syncFolder(this.#folder);
    } catch (error) {
      this.#unsynced = true;
      throw error;
    }
  }
}
