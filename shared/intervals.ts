/**
 * Half-open intervals `[start, end)` in epoch milliseconds (UTC). Pure; nothing here knows a time zone.
 */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** True when the two share at least one instant; intervals that only touch do not. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The part of `interval` inside `window`, or null when nothing of it is. */
export function clip(interval: Interval, window: Interval): Interval | null {
  const start = Math.max(interval.start, window.start);
  const end = Math.min(interval.end, window.end);
  return start < end ? { start, end } : null;
}

/** Sorted and disjoint, touching ones joined. Empty intervals vanish. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of intervals.filter((i) => i.start < i.end).sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** What of `from` is covered by none of `taken`; sorted and disjoint. */
export function subtract(from: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const holes = merge(taken);
  return merge(from).flatMap((whole) => {
    const left: Interval[] = [];
    let cursor = whole.start;
    for (const hole of holes) {
      if (hole.end <= cursor || hole.start >= whole.end) continue;
      if (hole.start > cursor) left.push({ start: cursor, end: hole.start });
      cursor = Math.max(cursor, hole.end);
    }
    if (cursor < whole.end) left.push({ start: cursor, end: whole.end });
    return left;
  });
}
