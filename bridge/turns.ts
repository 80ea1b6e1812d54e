/** Long work stops to let others have their turn after this many milliseconds. */
const LONGEST_MS = 5;

const waiting: (() => void)[] = [];

/**
 * Resolves in a later turn of the event loop, once whatever else was due has had its own. Of all who wait one goes on in
 * each turn: ten pieces of work side by side block no longer than one.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(wakeOne);
  });
}

function wakeOne(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(wakeOne);
}

/** Keeps the time of a long piece of work: `while (…) { …; if (turn.isOver()) await turn.next(); }`. */
export class Turn {
  readonly #now: () => number;
  #began: number;

  /** The clock tells milliseconds since any moment, and never goes back. */
  constructor(now = () => performance.now()) {
    this.#now = now;
    this.#began = now();
  }

  isOver(): boolean {
    return this.#now() - this.#began > LONGEST_MS;
  }

  async next(): Promise<void> {
    await nextTurn();
    this.#began = this.#now();
  }
}
