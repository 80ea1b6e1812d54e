import type { CalendarReport } from '../../shared/contract/sync.ts';
import type { Clock } from '../domain/clock.ts';
import type { CalDavClient, RemoteAccount, RemoteCalendar } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { CalendarCache } from './calendar-cache.ts';
import { type CalendarOutcome, syncCalendar } from './sync-calendar.ts';

export interface AccountSync {
  readonly client: CalDavClient;
  readonly account: RemoteAccount;
  /** The calendars that matter, by id, and how each stands. */
  readonly wanted: readonly WantedCalendar[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The listing of the account, before any calendar is read. */
  readonly onListing: (calendars: readonly RemoteCalendar[]) => Promise<void>;
  readonly onProgress: () => void;
}

export interface WantedCalendar {
  readonly calendarId: string;
  readonly href: string;
  readonly cache: CalendarCache;
  readonly lossSeenBefore: boolean;
}

export interface AccountOutcome {
  readonly calendars: readonly CalendarReport[];
  /** What stopped the whole run, if anything did. */
  readonly failure: BridgeError | null;
}

const GONE = 'This calendar is no longer in the account. Choose again which calendars block your time.';
export const HELD =
  'Most of this calendar suddenly seems to be missing. What was known is kept until a second look confirms it.';

/**
 * One look at an account: one listing tells which calendars changed, and those are read. A fault of one calendar
 * does not stop the others; a refused password, throttling or silence stops the run.
 */
export async function syncAccount(sync: AccountSync): Promise<AccountOutcome> {
  let listing: RemoteCalendar[];
  try {
    listing = await sync.client.listCalendars(sync.account, sync.signal);
    await sync.onListing(listing);
  } catch (error) {
    return stopped(sync.wanted, asBridgeError(error));
  }
  const byHref = new Map(listing.map((remote) => [remote.href, remote]));
  const reports: CalendarReport[] = [];
  for (const [position, wanted] of sync.wanted.entries()) {
    const { report, failure } = await syncOne(sync, wanted, byHref.get(wanted.href));
    reports.push(report);
    if (failure && concernsAccount(failure)) {
      const rest = stopped(sync.wanted.slice(position + 1), failure);
      return { calendars: [...reports, ...rest.calendars], failure };
    }
  }
  return { calendars: reports, failure: null };
}

async function syncOne(
  sync: AccountSync,
  wanted: WantedCalendar,
  remote: RemoteCalendar | undefined,
): Promise<{ report: CalendarReport; failure: BridgeError | null }> {
  const { calendarId, cache, lossSeenBefore } = wanted;
  if (!remote) return { report: failed(calendarId, GONE), failure: null };
  try {
    const { client, clock, signal, onProgress } = sync;
    const outcome = await syncCalendar({ client, remote, cache, clock, signal, lossSeenBefore, onProgress });
    return { report: reportOf(calendarId, outcome), failure: null };
  } catch (error) {
    const failure = asBridgeError(error);
    return { report: failed(calendarId, failure.message), failure };
  }
}

function reportOf(calendarId: string, outcome: CalendarOutcome): CalendarReport {
  return { calendarId, ...outcome, ...(outcome.mode === 'held' ? { error: HELD } : {}) };
}

function failed(calendarId: string, error: string): CalendarReport {
  return { calendarId, added: 0, updated: 0, removed: 0, mode: 'failed', error };
}

function stopped(wanted: readonly WantedCalendar[], failure: BridgeError): AccountOutcome {
  return { calendars: wanted.map(({ calendarId }) => failed(calendarId, failure.message)), failure };
}

function concernsAccount({ code }: BridgeError): boolean {
  return code === 'invalid-credentials' || code === 'throttled' || code === 'server-unreachable';
}

function asBridgeError(error: unknown): BridgeError {
  return error instanceof BridgeError ? error : new BridgeError('internal', { cause: error });
}
