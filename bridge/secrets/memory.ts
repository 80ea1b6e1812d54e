import type { SecretStore } from './secret-store.ts';

/** Passwords for as long as the bridge runs. */
export function openMemory(): SecretStore {
  const values = new Map<string, string>();
  return {
    backend: 'memory',
    kept: false,
    get: async (name) => values.get(name) ?? null,
    set: async (name, value) => {
      values.set(name, value);
    },
    delete: async (name) => {
      values.delete(name);
    },
  };
}
