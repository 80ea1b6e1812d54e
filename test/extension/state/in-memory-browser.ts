/** Storage of a browser as an extension sees it, kept in memory: import this before anything that imports the state. */
const values = new Map<string, unknown>();
const ofSession = new Map<string, unknown>();
type Listener = (changes: Record<string, { newValue?: unknown }>, area: string) => void;
const listeners = new Set<Listener>();

/** One storage area that keeps what it is given in `held`. */
function areaOf(held: Map<string, unknown>, name: string) {
  const tell = (key: string, newValue?: unknown) => {
    for (const listener of listeners) listener({ [key]: newValue === undefined ? {} : { newValue } }, name);
  };
  return {
    get: async (key: string) => (held.has(key) ? { [key]: structuredClone(held.get(key)) } : {}),
    set: async (given: Record<string, unknown>) => {
      for (const [key, value] of Object.entries(given)) {
        held.set(key, structuredClone(value));
        tell(key, value);
      }
    },
    remove: async (key: string) => {
      held.delete(key);
      tell(key);
    },
  };
}

Object.assign(globalThis, {
  chrome: { ...globalThis.chrome, runtime: { id: 'test' } },
  browser: {
    runtime: { id: 'test' },
    storage: {
      local: areaOf(values, 'local'),
      session: areaOf(ofSession, 'session'),
      onChanged: {
        addListener: (listener: Listener) => listeners.add(listener),
        removeListener: (listener: Listener) => listeners.delete(listener),
      },
    },
  },
});

/** Puts a value past all schemas, as another version of the extension may have left it. */
export const putRaw = (key: string, value: unknown) => values.set(key, value);
export function clearAll(): void {
  values.clear();
  ofSession.clear();
}
