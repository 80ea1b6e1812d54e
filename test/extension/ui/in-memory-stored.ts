import type { Stored } from '../../../extension/state/stored.ts';

/** A stored value that lives as long as the test. */
export function inMemory<T>(first: T | null = null): Stored<T> {
  let value = first;
  const listeners = new Set<(value: T | null) => void>();
  const set = async (next: T | null) => {
    value = next;
    for (const listener of listeners) listener(next);
  };
  return {
    read: async () => value,
    write: set,
    clear: () => set(null),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
