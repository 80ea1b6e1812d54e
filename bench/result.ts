/** One number that was measured, and what it should be. */
export interface Result {
  readonly work: string;
  readonly events: number;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** At most this; absent where nothing is aimed at. */
  readonly aim?: number;
}

export function meets({ value, aim }: Result): boolean {
  return aim === undefined || value <= aim;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The nearest-rank percentile. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
