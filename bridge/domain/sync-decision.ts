import type { Changes, RemoteCalendar, ResourceRef } from './remote.ts';

/** What is remembered of a calendar between two attempts. Epoch milliseconds. */
export interface StoredState {
  /** True once every resource was read. */
  readonly complete: boolean;
  readonly ctag: string | null;
  readonly syncToken: string | null;
  /** When a complete listing was last compared. */
  readonly auditedAt: number | null;
  /** An attempt broke off after it had read something: the copy is ahead of its token. */
  readonly ahead: boolean;
}

/** The first comparison after a first reading, since nothing is known yet that a server's slip would stand out against. */
const FIRST_AUDIT_AFTER_MS = 5 * 60 * 1000;

/** From when the wait for the next comparison counts, after a complete listing as of `asOf` was read. */
export function auditedAs(approach: Approach, asOf: number): number {
  return approach === 'first' ? asOf - AUDIT_EVERY_MS + FIRST_AUDIT_AFTER_MS : asOf;
}

export type Approach = 'first' | 'unchanged' | 'changes' | 'full';

/** However well the tokens look, a complete listing is compared this often: a server may have lost a change. */
export const AUDIT_EVERY_MS = 24 * 3600 * 1000;

/**
 * How to bring a calendar up to date:
 *
 * | stored                         | server says            | approach  |
 * |--------------------------------|------------------------|-----------|
 * | never read whole               | anything               | first     |
 * | read, compared over a day ago  | anything               | full      |
 * | read, ahead of its token       | the same token or tag  | full      |
 * | read, with token               | the same token         | unchanged |
 * | read, with token               | another token          | changes   |
 * | read, one of them has no token | the same tag           | unchanged |
 * | read, one of them has no token | another tag, or none   | full      |
 *
 * The tag does not count beside a token: it is of the listing, the token of the answer that was read.
 */
export function approachTo(
  stored: StoredState,
  remote: Pick<RemoteCalendar, 'ctag' | 'syncToken'>,
  now: number,
): Approach {
  if (!stored.complete) return 'first';
  if (isAuditDue(stored.auditedAt, now)) return 'full';
  const tokens = stored.syncToken !== null && remote.syncToken !== null;
  const same = tokens ? stored.syncToken === remote.syncToken : sameTag(stored, remote);
  // Where tokens stand for contents, a change that was taken back brings the old token again.
  if (same) return stored.ahead ? 'full' : 'unchanged';
  return tokens ? 'changes' : 'full';
}

/** True when the server's other word for the state of a calendar says that nothing changed. */
export function sameTag(stored: Pick<StoredState, 'ctag'>, remote: Pick<RemoteCalendar, 'ctag'>): boolean {
  return stored.ctag !== null && stored.ctag === remote.ctag;
}

/** A comparison in the future was noted before the clock was set back: nobody knows how old it is. */
function isAuditDue(auditedAt: number | null, now: number): boolean {
  return auditedAt === null || now - auditedAt >= AUDIT_EVERY_MS || auditedAt > now;
}

export interface StoredRef extends ResourceRef {
  /** The server lists it, but answers 404 for it: it was never there, or is no longer. */
  readonly ghost: boolean;
  /** A ghost that should be asked for again. */
  readonly due: boolean;
}

/** What is stored of a calendar, by href. */
export interface StoredRefs {
  get(href: string): StoredRef | undefined;
  refs(): Iterable<StoredRef>;
}

export interface Actions {
  /** To be read. */
  readonly fetch: readonly ResourceRef[];
  /** To be removed, after everything was read. */
  readonly remove: readonly string[];
  /** Stored and not mentioned: read along, it tells whether the answer was what it claimed to be. */
  readonly probe: string | null;
}

/**
 * What to do with an answer to sync-collection; null means that a complete listing must be compared.
 *
 * | answer                                       | stored                         | actions              |
 * |----------------------------------------------|--------------------------------|----------------------|
 * | token refused, report unknown                | anything                       | compare a listing    |
 * | nothing at all, though token and tag moved   | something                      | compare a listing    |
 * | listed, new or with another ETag or without  | anything                       | read it              |
 * | listed just as stored                        | the same ETag                  | nothing              |
 * | named as deleted                             | there                          | remove it            |
 * | no deletion named, not everything listed     | an unlisted one                | read what is listed and probe it |
 *
 * A server that forgot the token may send everything it has, with no word on what was deleted. In such an answer every
 * stored resource that is not listed is gone, so one probe settles it: if it is there, the answer was a list of changes.
 */
export function planForChanges(stored: StoredRefs, changes: Changes, tagStands: boolean): Actions | null {
  if (changes.kind !== 'changes') return null;
  const { changed, deleted } = changes;
  const nothing = changed.length + deleted.length === 0;
  if (nothing && !tagStands && unmentioned(stored, []) !== null) return null;
  return {
    fetch: changed.filter((ref) => isNews(stored.get(ref.href), ref)),
    remove: deleted.filter((href) => stored.get(href) !== undefined),
    probe: nothing || deleted.length > 0 ? null : unmentioned(stored, changed),
  };
}

export interface ListingActions extends Actions {
  /** Lacking in the listing, but so many that a second listing must confirm it. */
  readonly held: readonly string[];
}

/**
 * What to do with a complete listing. `seenMissing` are the hrefs that the attempt before held back.
 *
 * | listed            | stored  | lacking in all              | actions                        |
 * |-------------------|---------|-----------------------------|--------------------------------|
 * | new, other ETag   | or not  |                             | read it                        |
 * | as stored         | there   |                             | nothing; a ghost now and then  |
 * | not               | there   | half of the stored, or less | remove it                      |
 * | not               | there   | more, seen missing before   | remove it                      |
 * | not               | there   | more, for the first time    | hold it                        |
 */
export function planForListing(
  stored: StoredRefs,
  listed: readonly ResourceRef[],
  seenMissing: ReadonlySet<string>,
): ListingActions {
  const there = new Set(listed.map(({ href }) => href));
  const lacking = [...stored.refs()].filter(({ href }) => !there.has(href));
  const lost = lacking.filter(({ ghost }) => !ghost).map(({ href }) => href);
  const held = heldBack(countReal(stored), lost, seenMissing);
  const heldSet = new Set(held);
  return {
    fetch: listed.filter((ref) => isNews(stored.get(ref.href), ref)),
    remove: lacking.map(({ href }) => href).filter((href) => !heldSet.has(href)),
    probe: null,
    held,
  };
}

/** When nothing changed there is nothing to do but to look again at ghosts, ever more rarely. */
export function planForUnchanged(ghosts: Iterable<StoredRef>): Actions {
  return { fetch: [...ghosts].filter(({ due }) => due), remove: [], probe: null };
}

/**
 * True when so much is missing from a listing that it is more likely a fault of the server than the person's wish: more
 * than half. Such a loss is believed only when a second listing repeats it.
 */
export function isSuspiciousLoss(storedCount: number, lostCount: number): boolean {
  return lostCount * 2 > storedCount;
}

function heldBack(storedCount: number, lost: readonly string[], seenMissing: ReadonlySet<string>): readonly string[] {
  if (!isSuspiciousLoss(storedCount, lost.length)) return [];
  const unconfirmed = lost.filter((href) => !seenMissing.has(href));
  const confirmed = lost.length - unconfirmed.length;
  return isSuspiciousLoss(storedCount - confirmed, unconfirmed.length) ? unconfirmed : [];
}

function isNews(stored: StoredRef | undefined, { etag }: ResourceRef): boolean {
  if (stored === undefined || etag === null || stored.etag !== etag) return true;
  return stored.ghost && stored.due;
}

/** Costs as many steps as the answer is long, not as the calendar is big. */
function unmentioned(stored: StoredRefs, changed: readonly ResourceRef[]): string | null {
  const mentioned = new Set(changed.map(({ href }) => href));
  for (const { href, ghost } of stored.refs()) if (!ghost && !mentioned.has(href)) return href;
  return null;
}

function countReal(stored: StoredRefs): number {
  let count = 0;
  for (const { ghost } of stored.refs()) if (!ghost) count++;
  return count;
}
