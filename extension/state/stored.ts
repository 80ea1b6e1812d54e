import browser from 'webextension-polyfill';
import type { z } from 'zod';

export interface Stored<T> {
  /** Null when nothing is stored, or something that the schema no longer takes. */
  read(): Promise<T | null>;
  write(value: T): Promise<void>;
  clear(): Promise<void>;
  /** Called with the new value after every change, from whichever page of the extension; returns the way to stop. */
  onChange(listener: (value: T | null) => void): () => void;
}

/**
 * One value in the extension's storage, parsed by its schema whenever it is read. `session` storage is kept in memory,
 * outlives the worker, and is gone with the browser.
 */
export function stored<T>(key: string, schema: z.ZodType<T>, area: 'local' | 'session' = 'local'): Stored<T> {
  const parse = (value: unknown): T | null => {
    const result = schema.safeParse(value);
    return result.success ? result.data : null;
  };
  return {
    read: async () => parse((await browser.storage[area].get(key))[key]),
    write: async (value) => browser.storage[area].set({ [key]: schema.parse(value) }),
    clear: async () => browser.storage[area].remove(key),
    onChange(listener) {
      const relay = (changes: Record<string, { newValue?: unknown }>, changed: string) => {
        if (changed === area && key in changes) listener(parse(changes[key]?.newValue));
      };
      browser.storage.onChanged.addListener(relay);
      return () => browser.storage.onChanged.removeListener(relay);
    },
  };
}
