const lines = new Map<string, Promise<unknown>>();

/**
 * Runs `work` after all earlier work of the same name in this context: a read and a write of the same stored value
 * would otherwise interleave and lose one of two changes.
 */
export function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const before = lines.get(name) ?? Promise.resolve();
  const mine = before.then(work, work);
  lines.set(name, mine);
  return mine;
}
