import type { Clock } from '../domain/clock.ts';
import type { Ledger } from '../domain/outbox/accept.ts';
import { stateOf, waitsForPerson } from '../domain/outbox/describe.ts';
import type { Entry } from '../domain/outbox/entry.ts';
import { type Circumstances, isSettled, lookAgainAt } from '../domain/outbox/next-task.ts';

/** The appointments that are not yet as they should be, so that the rest need not be looked at. */
export class OpenEntries {
  readonly #ids = new Set<string>();
  /** What a copy of the calendar lacks, and the server is to be asked about. */
  readonly #suspects = new Set<string>();
  readonly #ledger: Ledger;
  readonly #clock: Clock;

  constructor(ledger: Ledger, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.note(ledger.all());
  }

  note(entries: Iterable<Entry>): void {
    for (const entry of entries) {
      if (!isSettled(entry) || lookAgainAt(entry) !== null) this.#ids.add(entry.appointmentId);
      else this.#ids.delete(entry.appointmentId);
    }
  }

  suspect(id: string): void {
    this.#suspects.add(id);
  }

  /** Whether it was one; it is no more. */
  acquit(id: string): boolean {
    return this.#suspects.delete(id);
  }

  /** Those that an attempt may help, the one that waits longest first, with the time before which it is not to be tried. */
  due(circumstances: Circumstances): { id: string; retryAt: number | null }[] {
    const now = this.#clock.now();
    const due = this.#entries()
      .filter((entry) => !waitsForPerson(entry, circumstances, now))
      .sort((a, b) => a.wishedAt - b.wishedAt)
      .map((entry) => ({ id: entry.appointmentId, retryAt: isSettled(entry) ? lookAgainAt(entry) : entry.retryAt }));
    const suspects = [...this.#suspects].filter((id) => !this.#ids.has(id));
    return [...due, ...suspects.map((id) => ({ id, retryAt: null }))];
  }

  unsettled(): Entry[] {
    return this.#entries().filter((entry) => !isSettled(entry));
  }

  counts(): { queued: number; failed: number } {
    const states = this.#entries().map(stateOf);
    const count = (wanted: string) => states.filter((state) => state === wanted).length;
    return { queued: count('queued'), failed: count('failed') };
  }

  #entries(): Entry[] {
    return [...this.#ids].flatMap((id) => this.#ledger.get(id) ?? []);
  }
}
