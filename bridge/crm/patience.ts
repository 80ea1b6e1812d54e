import type { ListLag } from '../domain/crm/observe.ts';

/** How long a link waits for what, in milliseconds. */
export interface Patience extends ListLag {
  /** How often the clock is looked at. */
  readonly tickMs: number;
  /** Changes of the calendars that come this close together are one. */
  readonly gatherMs: number;
  /** The blocked slots are listed at least this often. */
  readonly listEveryMs: number;
  /** What is not settled is looked at again. */
  readonly recheckMs: number;
  /** After so long the appointments are read anew before more is written. */
  readonly writingMs: number;
  /** A known booking that the list lacks is asked for this often. */
  readonly verifyEveryMs: number;
  /** What the domain counts in minutes is divided by it. */
  readonly haste: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The waits of daily life; for trying things out they pass `haste` times as fast. */
export function patienceOf(haste = 1): Patience {
  return {
    settleMs: (2 * MINUTE) / haste,
    manyMissingMs: (15 * MINUTE) / haste,
    intentMs: MINUTE / haste,
    removedMs: (10 * MINUTE) / haste,
    tickMs: Math.max(SECOND / haste, 20),
    gatherMs: (1.5 * SECOND) / haste,
    listEveryMs: (15 * MINUTE) / haste,
    recheckMs: (30 * SECOND) / haste,
    writingMs: Math.max((10 * SECOND) / haste, SECOND),
    verifyEveryMs: (15 * MINUTE) / haste,
    haste,
  };
}
