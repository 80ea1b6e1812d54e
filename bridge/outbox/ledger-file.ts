import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Ledger } from '../domain/outbox/accept.ts';
import type { Entry } from '../domain/outbox/entry.ts';
import { type DurableFile, openDurableFile } from '../store/durable-file.ts';
import { Shard } from './stored-entry.ts';

/** So many files share the entries, so that one booking is one small write however many there are. */
const SHARDS = 16;

type OnDamaged = (file: string, reason: string) => void;

interface Waiting {
  readonly work: (ledger: Ledger) => readonly Entry[];
  readonly resolve: (changed: readonly Entry[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The entries of one owner, in memory and durably on disk. Changes go one after the other; those that come in while one
 * is written share the next write.
 */
export class LedgerFile implements Ledger {
  readonly #shards: readonly DurableFile<Shard>[];
  readonly #entries = new Map<string, Entry>();
  readonly #byUid = new Map<string, string>();
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  private constructor(shards: readonly DurableFile<Shard>[]) {
    this.#shards = shards;
    for (const { data } of shards) for (const entry of data.entries) this.#publish(entry);
  }

  static async open(folder: string, onDamaged: OnDamaged): Promise<LedgerFile> {
    const open = (number: number) =>
      openDurableFile<Shard>({
        path: path.join(folder, `entries-${number}.json`),
        schema: Shard,
        empty: () => ({ version: 1, entries: [] }),
        migrations: { current: 1, from: {} },
        onDamaged,
      });
    return new LedgerFile(await Promise.all(Array.from({ length: SHARDS }, (_, number) => open(number))));
  }

  get(appointmentId: string): Entry | undefined {
    return this.#entries.get(appointmentId);
  }

  all(): Iterable<Entry> {
    return this.#entries.values();
  }

  /** The entry whose event has this UID. */
  withUid(uid: string): Entry | undefined {
    const entry = this.#entries.get(this.#byUid.get(uid) ?? '');
    return entry?.written?.uid === uid ? entry : undefined;
  }

  /** What `work` gives replaces the entries of the same ids. Resolves with it once it is on disk; then it shows here. */
  change(work: (ledger: Ledger) => readonly Entry[]): Promise<readonly Entry[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, resolve, reject });
      this.#writing ??= this.#drain();
    });
  }

  async close(): Promise<void> {
    await this.#writing;
    await Promise.all(this.#shards.map((shard) => shard.close()));
  }

  #publish(entry: Entry): void {
    this.#entries.set(entry.appointmentId, entry);
    if (entry.written) this.#byUid.set(entry.written.uid, entry.appointmentId);
  }

  async #drain(): Promise<void> {
    // One turn later, so that changes asked for side by side share the first write too.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#writeTogether(this.#waiting.splice(0));
    this.#writing = null;
  }

  async #writeTogether(batch: readonly Waiting[]): Promise<void> {
    const draft = new Draft(this.#entries);
    const done: (() => void)[] = [];
    const failed: ((error: unknown) => void)[] = [];
    for (const { work, resolve, reject } of batch) {
      try {
        const changed = work(draft);
        draft.put(changed);
        done.push(() => resolve(changed));
        failed.push(reject);
      } catch (error) {
        reject(error);
      }
    }
    try {
      await this.#write([...draft.changed.values()]);
      for (const entry of draft.changed.values()) this.#publish(entry);
      for (const tell of done) tell();
    } catch (error) {
      for (const tell of failed) tell(error);
    }
  }

  async #write(entries: readonly Entry[]): Promise<void> {
    const byShard = new Map<number, Entry[]>();
    for (const entry of entries) {
      const number = shardOf(entry.appointmentId);
      byShard.set(number, [...(byShard.get(number) ?? []), entry]);
    }
    await Promise.all([...byShard].map(([number, changed]) => this.#shards[number]?.update(putting(changed))));
  }
}

function putting(changed: readonly Entry[]): (shard: Shard) => void {
  const ids = new Set(changed.map(({ appointmentId }) => appointmentId));
  return (shard) => {
    shard.entries = [...shard.entries.filter(({ appointmentId }) => !ids.has(appointmentId)), ...changed];
  };
}

function shardOf(appointmentId: string): number {
  return (createHash('sha256').update(appointmentId).digest()[0] ?? 0) % SHARDS;
}

/** The entries as they will be once a write that is being put together is done. */
class Draft implements Ledger {
  readonly changed = new Map<string, Entry>();
  readonly #base: ReadonlyMap<string, Entry>;

  constructor(base: ReadonlyMap<string, Entry>) {
    this.#base = base;
  }

  get(appointmentId: string): Entry | undefined {
    return this.changed.get(appointmentId) ?? this.#base.get(appointmentId);
  }

  *all(): Iterable<Entry> {
    for (const [id, entry] of this.#base) yield this.changed.get(id) ?? entry;
    for (const [id, entry] of this.changed) if (!this.#base.has(id)) yield entry;
  }

  put(entries: readonly Entry[]): void {
    for (const entry of entries) this.changed.set(entry.appointmentId, entry);
  }
}
