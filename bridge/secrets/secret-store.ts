/** Where passwords are kept. Names are ours (such as a connection's id) and no secret; values never leave by any other way. */
export interface SecretStore {
  readonly backend: 'keychain' | 'file' | 'memory';
  /** Whether a value outlives the bridge. */
  readonly kept: boolean;
  /** Null where nothing is kept under the name. Throws BridgeError `secrets-unavailable`. */
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  /** No error where there is nothing to delete. */
  delete(name: string): Promise<void>;
}
