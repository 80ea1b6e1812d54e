import { expect } from 'vitest';
import type { Interval } from '../../../shared/intervals.ts';

/** After a look that held something back the bridge looks again by itself; sooner than this it does not. */
const OWN_LOOK_AFTER_MS = 3000;

/** What was blocked when the server began to hide everything: one look alone must not free any of it. */
export class HiddenTimes {
  now = false;
  #known: readonly Interval[] = [];
  #looks = 0;
  #since = 0;

  begin(known: readonly Interval[]): void {
    this.now = true;
    this.#known = known;
    this.#looks = 0;
    this.#since = Date.now();
  }

  /** Tells whether anything was hidden. */
  end(): boolean {
    const was = this.now;
    this.now = false;
    this.forget();
    return was;
  }

  /** Something else happened that may free a time, or that brings a look of its own. */
  forget(): void {
    this.#known = [];
  }

  countLook(): void {
    this.#looks += 1;
  }

  expectStillBlocked(blocked: readonly Interval[]): void {
    if (this.#looks > 1 || Date.now() - this.#since > OWN_LOOK_AFTER_MS) return;
    for (const known of this.#known) {
      const covered = blocked.some(({ start, end }) => start <= known.start && known.end <= end);
      expect(covered, `${new Date(known.start).toISOString()} stays blocked while the server hides it`).toBe(true);
    }
  }
}
