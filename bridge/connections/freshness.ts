const SAMPLES_KEPT = 200;

/** How old the data grew before each good check renewed it. */
export class Freshness {
  readonly #ages: number[] = [];
  #last: number | null = null;

  /** Epoch milliseconds; the same run noted twice counts once. */
  noteGoodRun(at: number): void {
    if (at === this.#last) return;
    if (this.#last !== null) this.#ages.push(at - this.#last);
    if (this.#ages.length > SAMPLES_KEPT) this.#ages.shift();
    this.#last = at;
  }

  summary(): { p50Ms: number | null; p95Ms: number | null; samples: number } {
    const sorted = [...this.#ages].sort((a, b) => a - b);
    return { p50Ms: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95), samples: sorted.length };
  }
}

/** The nearest-rank percentile. */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}
