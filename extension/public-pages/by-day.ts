import { dayInWords, localDate } from '../ui/day-and-time.ts';

export interface Day<T> {
  /** "today", "tomorrow", "Wed 25 Nov" */
  readonly name: string;
  readonly entries: readonly T[];
}

/** Entries by the local day on which they start, in order of time. Instants are epoch milliseconds. */
export function byDay<T>(
  entries: readonly T[],
  startOf: (entry: T) => number,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): Day<T>[] {
  const days = new Map<string, T[]>();
  for (const entry of [...entries].sort((a, b) => startOf(a) - startOf(b))) {
    // What began before today is shown with today: it is what is left of it that counts.
    const date = localDate(Math.max(startOf(entry), now), timeZone);
    days.set(date, [...(days.get(date) ?? []), entry]);
  }
  return [...days.values()].map((ofDay) => ({ name: nameOf(ofDay, startOf, now, timeZone), entries: ofDay }));
}

function nameOf<T>([first]: T[], startOf: (entry: T) => number, now: number, timeZone: string): string {
  return first === undefined ? '' : dayInWords(Math.max(startOf(first), now), now, timeZone);
}
