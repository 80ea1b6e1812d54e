/** How late lists are, in milliseconds. Tests may edit it at any time. */
export interface Lateness {
  /** A change shows in lists only after this time; asked for by id it shows at once. */
  listDelayMs: number;
  /** How long a list goes on showing what was deleted, with `deleted: true`; 0 drops it. */
  deletedLingerMs: number;
}

/** A record, or what was deleted and is still listed. */
export type Shown<T> = T | (T & { deleted: true });

/** A list that runs behind the records. */
export interface LateList<T> {
  /** To be called before and after every request: takes notice of what has changed since. */
  notice(records: readonly T[]): void;
  /** What a list shows now. */
  shown(): Shown<T>[];
  /** What was deleted and is still kept as deleted; null for all else. Asked for by id, this too is known at once. */
  lingering(id: string): Shown<T> | null;
}

interface Version<T> {
  readonly at: number;
  readonly text: string;
  readonly record: T | null;
}

/** `now` in epoch milliseconds; what `records` holds at the start is shown from the start. */
export function lateList<T extends { id: string }>(
  records: readonly T[],
  lateness: Lateness,
  now: () => number,
): LateList<T> {
  const histories = new Map<string, Version<T>[]>();
  const keep = (id: string, record: T | null, at: number) => {
    const history = histories.get(id) ?? [];
    const text = JSON.stringify(record);
    if (history.at(-1)?.text !== text) histories.set(id, [...history, { at, text, record: structuredClone(record) }]);
  };
  for (const record of records) keep(record.id, record, Number.NEGATIVE_INFINITY);
  return {
    notice: (current) => {
      const present = new Set(current.map(({ id }) => id));
      for (const record of current) keep(record.id, record, now());
      for (const id of histories.keys()) if (!present.has(id)) keep(id, null, now());
    },
    shown: () => [...histories.values()].flatMap((history) => shownOf(history, lateness, now())),
    lingering: (id) => {
      const history = histories.get(id) ?? [];
      return history.at(-1)?.record === null
        ? (shownOf(history, { ...lateness, listDelayMs: 0 }, now())[0] ?? null)
        : null;
    },
  };
}

function shownOf<T extends object>(history: readonly Version<T>[], lateness: Lateness, now: number): Shown<T>[] {
  const seen = history.filter(({ at }) => at <= now - lateness.listDelayMs);
  const last = seen.at(-1);
  if (!last) return [];
  if (last.record !== null) return [structuredClone(last.record)];
  const before = seen.at(-2)?.record;
  const lingers = last.at + lateness.listDelayMs + lateness.deletedLingerMs > now;
  return before && lingers ? [{ ...structuredClone(before), deleted: true }] : [];
}
