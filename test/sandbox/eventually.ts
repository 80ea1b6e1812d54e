import { vi } from 'vitest';

/** Looks until a check holds, however busy the computer is. Rejects with the last failure after ten seconds. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 10_000 });
}
