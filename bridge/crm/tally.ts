import type { BridgeError } from '../errors/bridge-error.ts';
import { asBridgeError } from '../errors/from-unknown.ts';

/** What one pass did so far. */
export class Tally {
  created = 0;
  changed = 0;
  removed = 0;
  bookings = 0;
  failures = 0;
  /** The latest failure. */
  #error: BridgeError | null = null;

  failed(error: unknown): void {
    this.failures += 1;
    this.#error = asBridgeError(error);
  }

  /** As the contract tells it; `failure` is what ended the pass. */
  summary(failure: BridgeError | null) {
    const { created, changed, removed, bookings } = this;
    const error = failure ?? this.#error;
    const told = error === null ? {} : { error: error.message, errorCode: error.code };
    return { created, changed, removed, bookings, ...told };
  }
}
