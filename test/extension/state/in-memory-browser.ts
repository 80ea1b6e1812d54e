/** Storage of a browser as an extension sees it, kept in memory: import this before anything that imports the state. */
const values = new Map<string, unknown>();
type Listener = (changes: Record<string, { newValue?: unknown }>, area: string) => void;
const listeners = new Set<Listener>();

const tell = (key: string, newValue?: unknown) => {
  for (const listener of listeners) listener({ [key]: newValue === undefined ? {} : { newValue } }, 'local');
};

Object.assign(globalThis, {
  chrome: { runtime: { id: 'test' } },
  browser: {
    runtime: { id: 'test' },
    storage: {
      local: {
        get: async (key: string) => (values.has(key) ? { [key]: structuredClone(values.get(key)) } : {}),
        set: async (given: Record<string, unknown>) => {
          for (const [key, value] of Object.entries(given)) {
            values.set(key, structuredClone(value));
            tell(key, value);
          }
        },
        remove: async (key: string) => {
          values.delete(key);
          tell(key);
        },
      },
      onChanged: {
        addListener: (listener: Listener) => listeners.add(listener),
        removeListener: (listener: Listener) => listeners.delete(listener),
      },
    },
  },
});

/** Puts a value past all schemas, as another version of the extension may have left it. */
export const putRaw = (key: string, value: unknown) => values.set(key, value);
export const clearAll = () => values.clear();
