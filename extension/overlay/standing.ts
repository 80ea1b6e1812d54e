/** What moves by itself, by a style that changes slowly say, tells nobody. */
const HOLDS_MS = 3000;

export interface Standing {
  /** Whether all that was drawn last came from the very same, and not long ago. */
  holds(now: number, from: readonly unknown[]): boolean;
  note(now: number, from: readonly unknown[]): void;
  forget(): void;
}

/** Knows what the marks that stand there were drawn from: while that is the same, the age alone has to be told anew. */
export function createStanding(): Standing {
  let last: { readonly at: number; readonly from: readonly unknown[] } | null = null;
  return {
    holds: (now, from) =>
      last !== null && now - last.at < HOLDS_MS && from.every((one, index) => one === last?.from[index]),
    note: (at, from) => {
      last = { at, from };
    },
    forget: () => {
      last = null;
    },
  };
}
