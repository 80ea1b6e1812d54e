/** A rule repeats more often than is read within bounds. */
export class TooMany extends Error {}

/** How many days and times of day may still be looked at. */
export interface Work {
  left: number;
}

/** Enough for every day of five hundred years. */
export const MOST_WORK = 200_000;

/** Takes so much; throws TooMany when it is not there. */
export function spend(work: Work, amount: number): void {
  work.left -= amount;
  if (work.left < 0) throw new TooMany('it repeats too often to be read');
}
