import type { RemoteCalendar, ResourceRef } from './remote.ts';

/** What is remembered of a calendar between two attempts. */
export interface StoredState {
  /** True once every resource was read. */
  readonly complete: boolean;
  readonly ctag: string | null;
  readonly syncToken: string | null;
}

export type Approach = 'first' | 'unchanged' | 'changes' | 'full';

/**
 * How to bring a calendar up to date:
 *
 * | stored            | server says            | approach  |
 * |-------------------|------------------------|-----------|
 * | never read whole  | anything               | first     |
 * | read              | same token or same tag | unchanged |
 * | read, with token  | something else         | changes   |
 * | read, no token    | something else, nothing| full      |
 */
export function approachTo(stored: StoredState, remote: Pick<RemoteCalendar, 'ctag' | 'syncToken'>): Approach {
  if (!stored.complete) return 'first';
  if (same(stored.syncToken, remote.syncToken) || same(stored.ctag, remote.ctag)) return 'unchanged';
  return stored.syncToken === null || remote.syncToken === null ? 'full' : 'changes';
}

function same(a: string | null, b: string | null): boolean {
  return a !== null && a === b;
}

export interface ListingDifference {
  /** New or with another ETag, or without any: to be fetched. */
  readonly fetch: string[];
  /** Stored, and lacking in the complete list. */
  readonly absent: string[];
}

/** Compares a complete listing with the stored ETags by href. */
export function compareListing(
  stored: ReadonlyMap<string, string | null>,
  listed: readonly ResourceRef[],
): ListingDifference {
  const seen = new Set(listed.map((ref) => ref.href));
  return {
    fetch: listed.filter((ref) => ref.etag === null || stored.get(ref.href) !== ref.etag).map((ref) => ref.href),
    absent: [...stored.keys()].filter((href) => !seen.has(href)),
  };
}

/**
 * True when an answer to sync-collection lists a resource just as it is stored. A real list of changes never does:
 * the server forgot the token and sent everything, without a word on what was deleted.
 */
export function isDisguisedListing(
  stored: ReadonlyMap<string, string | null>,
  changed: readonly ResourceRef[],
): boolean {
  return changed.some((ref) => ref.etag !== null && stored.get(ref.href) === ref.etag);
}

const FEW = 3;

/**
 * True when so much is missing from a listing that it is more likely a fault of the server than the person's wish:
 * all of several events, or more than half of many. Such a loss is believed only when a second listing repeats it.
 */
export function isSuspiciousLoss(storedCount: number, absentCount: number): boolean {
  if (absentCount === storedCount) return storedCount >= FEW;
  return absentCount > 2 * FEW && absentCount * 2 > storedCount;
}
