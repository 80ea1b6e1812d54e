/** What a reader makes of a rule where it errs: the first four of its starts, and why. */
interface Misreading {
  readonly gives: readonly string[];
  readonly why: string;
}

export interface OddRule {
  readonly rule: string;
  readonly start: string;
  /** The sixth start: what is expected lies before it. */
  readonly before: string;
  /** The first five starts as python-dateutil 2.9 works them out, in UTC. */
  readonly expected: readonly string[];
  readonly nodeIcal?: Misreading;
  readonly icalJs?: Misreading;
}
