/** Of the time that goes by, a hundredth may be spent for long … */
const TIMES = 100;
/** … and this much at once, in milliseconds: two readings on a slow computer. */
const AT_ONCE_MS = 150;
/** The longest wait, in milliseconds: a piece of work may seem long because the computer did something else, or slept. */
const LONGEST_WAIT_MS = 5000;

export interface Pacing {
  /** Does the work, and notes what it took. */
  spend(work: () => void): void;
  /** Forgets what was spent: a person did something, and waits for what comes of it. */
  forgive(): void;
  /** Milliseconds until the next piece of work is in order; 0: now. Five seconds at most. */
  wait(): number;
}

/**
 * Holds work that a page can call for in every frame to a small share of the time. `now` and what may be spent at once
 * are in milliseconds.
 */
export function pacing(now: () => number, atOnce = AT_ONCE_MS): Pacing {
  let spent = 0;
  let last = now();

  function recover(): void {
    const at = now();
    spent = Math.max(0, spent - (at - last) / TIMES);
    last = at;
  }

  return {
    spend(work) {
      recover();
      const began = now();
      work();
      spent = Math.min(spent + now() - began, atOnce + LONGEST_WAIT_MS / TIMES);
    },
    forgive() {
      spent = 0;
    },
    wait() {
      recover();
      return Math.max(0, spent - atOnce) * TIMES;
    },
  };
}
