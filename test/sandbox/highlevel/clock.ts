/** The stand-in's time in epoch milliseconds; tests move it on. */
export interface Clock {
  now(): number;
  advance(ms: number): void;
}

/** A clock that goes with `base`, and further by what it was advanced; `before` is called before each such step. */
export function movableClock(base: () => number, before: () => void): Clock {
  let ahead = 0;
  return {
    now: () => base() + ahead,
    advance: (ms) => {
      before();
      ahead += ms;
    },
  };
}
