import type { Sites } from '../../../extension/state/sites.ts';

interface InMemorySites extends Sites {
  /** The person says no to the browser's question. */
  declines: boolean;
  readonly asked: string[];
}

/** What the person allowed in the browser, for as long as the test. */
export function inMemorySites(): InMemorySites {
  let list: readonly string[] = [];
  const listeners = new Set<() => void>();
  const become = (next: readonly string[]) => {
    list = next;
    for (const listener of listeners) listener();
  };
  return {
    declines: false,
    asked: [],
    list: async () => [...list],
    async add(origin) {
      this.asked.push(origin);
      if (!this.declines) become([...list, origin]);
      return !this.declines;
    },
    remove: async (origin) => become(list.filter((one) => one !== origin)),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
