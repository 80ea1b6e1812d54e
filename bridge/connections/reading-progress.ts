import type { ReadingProgress } from '../../shared/contract/sync.ts';

/** All calendars together; the total is null until every one of them is known. */
export function progressSum(parts: readonly ReadingProgress[]): { read: number; total: number | null } | null {
  if (parts.length === 0) return null;
  const totals = parts.flatMap(({ total }) => total ?? []);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return { read: sum(parts.map(({ read }) => read)), total: totals.length === parts.length ? sum(totals) : null };
}
