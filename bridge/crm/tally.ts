import { asBridgeError } from '../errors/from-unknown.ts';

/** What one pass did so far. */
export class Tally {
  created = 0;
  changed = 0;
  removed = 0;
  bookings = 0;
  failures = 0;
  /** The sentence of the latest failure. */
  #error: string | null = null;

  failed(error: unknown): void {
    this.failures += 1;
    this.#error = asBridgeError(error).message;
  }

  /** As the contract tells it; `failure` is what ended the pass. */
  summary(failure: Error | null) {
    const { created, changed, removed, bookings } = this;
    const error = failure?.message ?? this.#error;
    return { created, changed, removed, bookings, ...(error === null ? {} : { error }) };
  }
}
