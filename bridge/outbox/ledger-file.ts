import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Ledger } from '../domain/outbox/accept.ts';
import type { Entry } from '../domain/outbox/entry.ts';
import { type DurableFile, openDurableFile } from '../store/durable-file.ts';
import { Shard } from './stored-entry.ts';

/** So many files share the entries, so that one booking is one small write however many there are. */
const SHARDS = 16;

type OnDamaged = (file: string, reason: string) => void;

/** Entries that replace those of their ids, and ids of which nothing is to be known any more. */
interface Change {
  readonly entries: readonly Entry[];
  readonly forgotten?: readonly string[];
}

interface Waiting {
  readonly work: (ledger: Ledger) => Change;
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
    return this.#changeBy((ledger) => ({ entries: work(ledger) }));
  }

  /** Puts away what need not be known any more, and what of the others need not. */
  tidy(isForgettable: (entry: Entry) => boolean, slimmed: (entry: Entry) => Entry): Promise<readonly Entry[]> {
    return this.#changeBy((ledger) => {
      const all = [...ledger.all()];
      const forgotten = all.filter(isForgettable).map(({ appointmentId }) => appointmentId);
      return { entries: all.flatMap((entry) => (slimmed(entry) === entry ? [] : [slimmed(entry)])), forgotten };
    });
  }

  #changeBy(work: (ledger: Ledger) => Change): Promise<readonly Entry[]> {
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
        done.push(() => resolve(changed.entries));
        failed.push(reject);
      } catch (error) {
        reject(error);
      }
    }
    try {
      await this.#write(draft.changed);
      for (const [id, entry] of draft.changed)
        if (entry) this.#publish(entry);
        else this.#entries.delete(id);
      for (const tell of done) tell();
    } catch (error) {
      for (const tell of failed) tell(error);
    }
  }

  async #write(changed: Changed): Promise<void> {
    const byShard = new Map<number, Map<string, Entry | null>>();
    for (const [id, entry] of changed) {
      const number = shardOf(id);
      byShard.set(number, (byShard.get(number) ?? new Map()).set(id, entry));
    }
    await Promise.all([...byShard].map(([number, part]) => this.#shards[number]?.update(putting(part))));
  }
}

function putting(changed: Changed): (shard: Shard) => void {
  const entries = [...changed.values()].filter((entry) => entry !== null);
  return (shard) => {
    shard.entries = [...shard.entries.filter(({ appointmentId }) => !changed.has(appointmentId)), ...entries];
  };
}

function shardOf(appointmentId: string): number {
  return (createHash('sha256').update(appointmentId).digest()[0] ?? 0) % SHARDS;
}

/** By appointment; null for one that is forgotten. */
type Changed = ReadonlyMap<string, Entry | null>;

/** The entries as they will be once a write that is being put together is done. */
class Draft implements Ledger {
  readonly changed = new Map<string, Entry | null>();
  readonly #base: ReadonlyMap<string, Entry>;

  constructor(base: ReadonlyMap<string, Entry>) {
    this.#base = base;
  }

  get(appointmentId: string): Entry | undefined {
    const changed = this.changed.get(appointmentId);
    return changed === undefined ? this.#base.get(appointmentId) : (changed ?? undefined);
  }

  *all(): Iterable<Entry> {
    for (const [id, entry] of this.#base) if (!this.changed.has(id)) yield entry;
    for (const entry of this.changed.values()) if (entry) yield entry;
  }

  put({ entries, forgotten = [] }: Change): void {
    for (const id of forgotten) this.changed.set(id, null);
    for (const entry of entries) this.changed.set(entry.appointmentId, entry);
  }
}
