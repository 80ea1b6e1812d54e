/** What the options page opens outside of itself. */
export interface Ways {
  readonly openWelcome: () => void;
  /** Slotbridge's own window, to type a new password for a connection. */
  readonly openRepair: (connectionId: string) => void;
  /** The same for public booking pages and their token. */
  readonly openPublicPages: (connectionId: string) => void;
}
