import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import type { CalendarReport } from '../../shared/contract/sync.ts';
import type { Approach } from '../domain/sync-decision.ts';
import type { BridgeError } from '../errors/bridge-error.ts';
import { asBridgeError } from '../errors/from-unknown.ts';
import { readWindow } from './read-window.ts';
import type { AccountOutcome, AccountSync, WantedCalendar, WantedFeed } from './sync-account.ts';
import { approach, type CalendarSync, type Reading, readCalendar } from './sync-calendar.ts';

const GONE = 'This calendar is no longer in the account. Choose again which calendars block your time.';
const HELD =
  'Most of this calendar suddenly seems to be missing. What was known is kept until a second look confirms it.';
const REFUSED =
  'The server refuses to hand out this calendar and does not say why. It may want fewer requests, or no longer share it with you. We ask again, ever more rarely.';

interface Step {
  readonly calendarId: string;
  readonly sync: CalendarSync;
}

interface FeedStep {
  readonly calendarId: string;
  readonly reading: Promise<Reading | null>;
}

interface Read {
  readonly calendarId: string;
  /** Null when it failed, which is reported already. */
  readonly reading: Reading | null;
}

/**
 * One run over the calendars of a listing, with the report of each. A fault of one calendar does not stop the others; a
 * refused password, throttling or silence stops the run.
 */
export class AccountRun {
  readonly #sync: AccountSync;
  readonly #reports = new Map<string, CalendarReport>();
  #failure: BridgeError | null = null;
  #refused = false;

  constructor(sync: AccountSync) {
    this.#sync = sync;
  }

  async over(syncOf: (wanted: WantedCalendar) => CalendarSync | null): Promise<AccountOutcome> {
    const { steps, feeds } = this.#begin(syncOf);
    const by = (wanted: (approach: Approach) => boolean) => steps.filter(({ sync }) => wanted(approach(sync)));
    const first = by((kind) => kind === 'first');
    // The unchanged cost nothing: they are known whatever becomes of the others.
    const unchanged = by((kind) => kind === 'unchanged');
    await this.#readTogether([...unchanged, ...by((kind) => kind === 'changes' || kind === 'full')]);
    await Promise.all(first.map((step) => this.#attempt(step, () => readWindow(step.sync))));
    await Promise.all(first.map((step) => this.#readTogether([step])));
    for (const { calendarId, reading } of feeds) await this.#finishAll([{ calendarId, reading: await reading }]);
    return this.#outcome();
  }

  /** Feeds are asked at once; of the rest tells which calendars can be read. */
  #begin(syncOf: (wanted: WantedCalendar) => CalendarSync | null): { steps: Step[]; feeds: FeedStep[] } {
    const steps: Step[] = [];
    const feeds: FeedStep[] = [];
    for (const wanted of this.#sync.wanted) {
      const { calendarId, feed, resting } = wanted;
      const sync = feed?.inListing === false ? null : syncOf(wanted);
      if (feed && (sync || !feed.inListing)) feeds.push({ calendarId, reading: this.#readFeed(calendarId, feed) });
      else if (!sync) this.#fail(calendarId, GONE);
      else if (resting && approach(sync) !== 'unchanged') this.#fail(calendarId, REFUSED);
      else steps.push({ calendarId, sync });
    }
    return { steps, feeds };
  }

  /** Where the account gave no listing its calendars fail with it; feeds come from other servers and are read. */
  async withoutListing(failure: BridgeError): Promise<AccountOutcome> {
    this.#tellFault(failure);
    for (const { calendarId, feed } of this.#sync.wanted)
      if (!feed) this.#fail(calendarId, failure.message, failure.code);
    await Promise.all(
      this.#sync.wanted.map(async ({ calendarId, feed }) => {
        if (feed) await this.#finishAll([{ calendarId, reading: await this.#readFeed(calendarId, feed) }]);
      }),
    );
    return { ...this.#outcome(), failure };
  }

  /** Beside the others, since it is another server that answers: its fault is that of this one calendar. */
  async #readFeed(calendarId: string, feed: WantedFeed): Promise<Reading | null> {
    const { signal, onProgress, onTotal } = this.#sync;
    try {
      return await feed.read({ signal, onProgress, onTotal: (total) => onTotal(calendarId, total) });
    } catch (error) {
      this.#failWith(calendarId, asBridgeError(error), true);
      return null;
    }
  }

  /** What is gone is taken away only after all of them were read: an event may have moved from one to another. */
  async #readTogether(steps: readonly Step[]): Promise<void> {
    const readings: Read[] = [];
    for (const step of steps) {
      const reading = await this.#attempt(step, () => readCalendar(step.sync));
      readings.push({ calendarId: step.calendarId, reading });
    }
    await this.#finishAll(readings);
  }

  async #finishAll(readings: readonly Read[]): Promise<void> {
    for (const { calendarId, reading } of readings) {
      if (reading && reading.held.length > 0) this.#sync.onFailure(calendarId, HELD, reading.held);
    }
    for (const { calendarId, reading } of readings) if (reading) await this.#finish(calendarId, reading);
  }

  async #finish(calendarId: string, reading: Reading): Promise<void> {
    try {
      await reading.finish();
    } catch (error) {
      return this.#failWith(calendarId, asBridgeError(error));
    }
    const { mode, added, updated, removed, held } = reading;
    const error = held.length > 0 ? { error: HELD } : {};
    this.#reports.set(calendarId, { calendarId, added, updated, removed, mode, ...error });
  }

  /** Nothing is tried for a calendar that failed already, or once something concerns the whole account. */
  async #attempt<T>({ calendarId }: Step, work: () => Promise<T>): Promise<T | null> {
    if (this.#reports.has(calendarId)) return null;
    try {
      if (this.#failure) throw this.#failure;
      return await work();
    } catch (error) {
      const failure = asBridgeError(error);
      this.#failWith(calendarId, failure);
      return null;
    }
  }

  /** A fault of a feed's own server never concerns the account, unless it is the disk's. */
  #failWith(calendarId: string, failure: BridgeError, fromFeed = false): void {
    this.#tellFault(failure);
    const mayBeItsOwn = !fromFeed && (isUnexplained(failure) || failure.details.status === 500);
    if (mayBeItsOwn && !this.#failure && !this.#refused) return this.#refuse(calendarId, failure);
    this.#fail(calendarId, failure.message, failure.code);
    if (isFault(failure) || (!fromFeed && concernsAccount(failure))) this.#failure = failure;
  }

  /** One calendar may be closed to us or broken; a second one in the same run tells that it is the account, or the server. */
  #refuse(calendarId: string, failure: BridgeError): void {
    this.#refused = true;
    if (!isUnexplained(failure)) return this.#fail(calendarId, failure.message, failure.code);
    this.#fail(calendarId, REFUSED);
    this.#sync.onRefused(calendarId);
  }

  #fail(calendarId: string, message: string, code?: ProblemCode): void {
    this.#reports.set(calendarId, failed(calendarId, message, code));
    this.#sync.onFailure(calendarId, message, [], code);
  }

  #tellFault(failure: BridgeError): void {
    if (isFault(failure)) this.#sync.onFault(failure.details.cause ?? failure);
  }

  #outcome(): AccountOutcome {
    const calendars = this.#sync.wanted.flatMap(({ calendarId }) => this.#reports.get(calendarId) ?? []);
    return { calendars, failure: this.#failure };
  }
}

function failed(calendarId: string, error: string, code?: ProblemCode): CalendarReport {
  const errorCode = code === undefined ? {} : { errorCode: code };
  return { calendarId, added: 0, updated: 0, removed: 0, mode: 'failed', error, ...errorCode };
}

/** Ours or the disk's, which nobody else would hear of. */
function isFault({ code }: BridgeError): boolean {
  return code === 'internal' || code === 'storage-failed';
}

/** A refusal that names no time, which may be meant for one calendar. */
function isUnexplained({ code, details }: BridgeError): boolean {
  return code === 'throttled' && details.retryAfterMs === undefined;
}

function concernsAccount({ code }: BridgeError): boolean {
  return code === 'invalid-credentials' || code === 'throttled' || code === 'server-unreachable';
}
