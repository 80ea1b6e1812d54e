import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import type { CalendarReport } from '../../shared/contract/sync.ts';
import type { Clock } from '../domain/clock.ts';
import type { CalDavClient, RemoteAccount, RemoteCalendar } from '../domain/remote.ts';
import type { BridgeError } from '../errors/bridge-error.ts';
import { asBridgeError } from '../errors/from-unknown.ts';
import { AccountRun } from './account-run.ts';
import type { CalendarCache } from './calendar-cache.ts';
import type { CalendarSync, Reading } from './sync-calendar.ts';

export interface AccountSync {
  readonly client: CalDavClient;
  readonly account: RemoteAccount;
  /** Attempts in a row that failed before this one. */
  readonly failuresBefore: number;
  /** The calendars that matter, by id, and how each stands. */
  readonly wanted: readonly WantedCalendar[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The listing of the account, before any calendar is read. */
  readonly onListing: (calendars: readonly RemoteCalendar[]) => Promise<void>;
  /** The account was found at another address than before. */
  readonly onMoved: (account: RemoteAccount) => Promise<void>;
  /** A calendar is not known from now on; told before anything that the attempt learned takes a block away. */
  readonly onFailure: (calendarId: string, message: string, held: readonly string[], code?: ProblemCode) => void;
  /** The server refused to hand out a calendar without saying why or for how long. */
  readonly onRefused: (calendarId: string) => void;
  /** A copy changed and can be asked already. */
  readonly onProgress: () => void;
  readonly onTotal: (calendarId: string, total: number) => void;
  /** Told of what is a fault of ours or of the disk. */
  readonly onFault: (error: unknown) => void;
}

export interface WantedCalendar {
  readonly calendarId: string;
  readonly href: string;
  readonly cache: CalendarCache;
  /** What the attempt before found missing and held back. */
  readonly seenMissing: ReadonlySet<string>;
  /** The server refused it of late without a reason: it is not asked for just now. */
  readonly resting: boolean;
  /** For a subscription: CalDAV does not hand out its events. */
  readonly feed: WantedFeed | null;
}

export interface WantedFeed {
  /** False for one that was added here: no listing of the account has it. */
  readonly inListing: boolean;
  readonly read: (sync: Pick<CalendarSync, 'signal' | 'onProgress' | 'onTotal'>) => Promise<Reading>;
}

export interface AccountOutcome {
  readonly calendars: readonly CalendarReport[];
  /** What stopped the whole run, if anything did. */
  readonly failure: BridgeError | null;
}

/**
 * One look at an account: one listing tells which calendars changed, and those are read. A fault of one calendar
 * does not stop the others; a refused password, throttling or silence stops the run. Calendars that were read before
 * come first; of the others the coming weeks of all of them, then the rest.
 */
export async function syncAccount(sync: AccountSync): Promise<AccountOutcome> {
  const listedAt = sync.clock.now();
  let listing: RemoteCalendar[];
  try {
    listing = await listCalendars(sync);
    await sync.onListing(listing);
  } catch (error) {
    return new AccountRun(sync).withoutListing(asBridgeError(error));
  }
  const byHref = new Map(listing.map((remote) => [remote.href, remote]));
  return new AccountRun(sync).over((wanted) => calendarSync(sync, wanted, byHref.get(wanted.href), listedAt));
}

/** Apple moves accounts between its hosts: where the old address fails, the account is looked for anew. */
async function listCalendars({ client, account, failuresBefore, onMoved, signal }: AccountSync) {
  try {
    return await client.listCalendars(account, signal);
  } catch (error) {
    const { code } = asBridgeError(error);
    const mayHaveMoved = code === 'bad-answer' || (code === 'server-unreachable' && failuresBefore > 0);
    if (!mayHaveMoved || signal.aborted) throw error;
    const found = await client.discover(signal).catch((second: unknown) => {
      throw tellsMore(second) ? second : error;
    });
    if (found.homeUrl === account.homeUrl) throw error;
    const listing = await client.listCalendars(found, signal);
    await onMoved(found);
    return listing;
  }
}

function tellsMore(error: unknown): boolean {
  const { code } = asBridgeError(error);
  return code === 'invalid-credentials' || code === 'throttled';
}

function calendarSync(
  { client, clock, signal, onProgress, onTotal }: AccountSync,
  { calendarId, cache, seenMissing }: WantedCalendar,
  remote: RemoteCalendar | undefined,
  listedAt: number,
): CalendarSync | null {
  return remote
    ? {
        client,
        remote,
        listedAt,
        cache,
        clock,
        signal,
        seenMissing,
        onProgress,
        onTotal: (total) => onTotal(calendarId, total),
      }
    : null;
}
