import type { CalendarReport, SyncReport, SyncTrigger } from '../../shared/contract/sync.ts';
import type { Clock } from '../domain/clock.ts';
import type { CalendarKnowledge } from '../domain/completeness.ts';
import type { CalDavClient, RemoteAccount, RemoteCalendar, Traffic } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { FeedReader } from '../feeds/feed-reader.ts';
import { fetchFeed } from '../feeds/fetch-feed.ts';
import type { CalendarCache } from '../sync/calendar-cache.ts';
import { type AccountOutcome, syncAccount, type WantedCalendar } from '../sync/sync-account.ts';
import { wantedFeed } from './feeds.ts';
import { instant } from './instant.ts';
import type { StoredConnection } from './stored-connection.ts';

export interface SyncRunnerParts {
  readonly clock: Clock;
  readonly record: () => StoredConnection;
  readonly cacheOf: (calendarId: string) => Promise<CalendarCache>;
  /** Null when no password is kept. */
  readonly openClient: (traffic: Traffic) => Promise<CalDavClient | null>;
  readonly saveListing: (listing: readonly RemoteCalendar[]) => Promise<void>;
  readonly saveAccount: (account: RemoteAccount) => Promise<void>;
  readonly savePasswordRefused: () => Promise<void>;
  /** The copy of a calendar changed, or what is known of it. */
  readonly onProgress: () => void;
  /** Between two attempts, so that none is under way: puts away what is no longer chosen. */
  readonly tidy: () => Promise<void>;
  /** An attempt ended, whichever way. */
  readonly onRun: (report: SyncReport) => void;
}

interface CalendarFailure {
  readonly message: string;
  readonly since: number;
  /** Missing from the last listing, but kept until a second one lacks them too. */
  readonly held: ReadonlySet<string>;
}

interface Attempt {
  readonly trigger: SyncTrigger;
  readonly traffic: Traffic;
}

const REPORTS_KEPT = 50;
const NOTHING: ReadonlySet<string> = new Set();

/** Runs the syncs of one connection, one at a time, and remembers how they went. */
export class SyncRunner {
  readonly #parts: SyncRunnerParts;
  readonly #failures = new Map<string, CalendarFailure>();
  readonly #reports: SyncReport[] = [];
  readonly #totals = new Map<string, number>();
  readonly #abort = new AbortController();
  readonly #feeds: FeedReader;
  #interrupt = new AbortController();
  #running: Promise<SyncReport> | null = null;
  #queued: Promise<SyncReport> | null = null;
  #accountFailure: BridgeError | null = null;
  #failuresInARow = 0;
  #unsettledInARow = 0;
  #retryAt: number | null = null;
  #passwordMissing = false;
  #passwords = 0;
  #lastGoodRun: number | null = null;

  constructor(parts: SyncRunnerParts) {
    this.#parts = parts;
    this.#feeds = new FeedReader(parts.clock, fetchFeed);
  }

  get reports(): readonly SyncReport[] {
    return this.#reports;
  }

  get accountFailure(): BridgeError | null {
    return this.#accountFailure;
  }

  get failuresInARow(): number {
    return this.#failuresInARow;
  }

  /** Attempts in a row that reached the account but left a calendar unread or held back. */
  get unsettledInARow(): number {
    return this.#unsettledInARow;
  }

  /** How many resources a calendar has by the last complete listing; null when there was none yet. */
  totalOf(calendarId: string): number | null {
    return this.#totals.get(calendarId) ?? null;
  }

  /** Before this moment the server wants no request; null when it may be asked. */
  get retryAt(): number | null {
    return this.#retryAt;
  }

  /** How long the server asked to wait after the last attempt, in milliseconds; null when it did not. */
  get retryAfterMs(): number | null {
    return this.#accountFailure?.details.retryAfterMs ?? null;
  }

  get passwordMissing(): boolean {
    return this.#passwordMissing;
  }

  get lastGoodRun(): number | null {
    return this.#lastGoodRun;
  }

  /** What is known of a chosen calendar. */
  knowledgeOf(calendarId: string, cache: CalendarCache | undefined): CalendarKnowledge {
    const failure = this.#failures.get(calendarId);
    return {
      calendarId,
      read: cache?.head.complete ?? false,
      window: cache?.window ?? null,
      checkedAt: cache?.checkedAt ?? null,
      failure: failure?.message ?? null,
      failingSince: failure?.since ?? null,
    };
  }

  isHeld(calendarId: string): boolean {
    return (this.#failures.get(calendarId)?.held.size ?? 0) > 0;
  }

  /** Asks the server now. While an attempt is under way the next one begins after it, once for all who ask. */
  run(trigger: SyncTrigger): Promise<SyncReport> {
    if (!this.#running) return this.#begin(trigger);
    this.#queued ??= this.#running.then(() => {
      this.#queued = null;
      return this.#begin(trigger);
    });
    return this.#queued;
  }

  /** Forgets the refusal and the waiting after a new password was verified. */
  passwordReplaced(): void {
    this.#accountFailure = null;
    this.#failuresInARow = 0;
    this.#retryAt = null;
    this.#passwordMissing = false;
    this.#passwords++;
    this.interrupt();
  }

  /** Gives up the requests under way, which will hardly be answered after the computer slept, and asks anew. */
  interrupt(): void {
    this.#interrupt.abort();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  #begin(trigger: SyncTrigger): Promise<SyncReport> {
    this.#running = this.#attempt(trigger).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #attempt(trigger: SyncTrigger): Promise<SyncReport> {
    const began = this.#parts.clock.now();
    const traffic: Traffic = { requests: 0, bytesReceived: 0 };
    const obstacle = this.obstacle();
    const passwords = this.#passwords;
    const outcome = obstacle ? this.#notAsked(obstacle) : await this.#ask({ traffic, trigger });
    // What became of the password before says nothing about the one that replaced it meanwhile.
    const outdated = passwords !== this.#passwords && outcome.failure?.code === 'invalid-credentials';
    if (!obstacle && !outdated) this.#remember(outcome);
    const report: SyncReport = {
      startedAt: instant(began),
      durationMs: this.#parts.clock.now() - began,
      trigger,
      ...traffic,
      calendars: [...outcome.calendars],
      ...(outcome.failure ? { error: outcome.failure.message } : {}),
    };
    this.#reports.unshift(report);
    this.#reports.splice(REPORTS_KEPT);
    this.#parts.onRun(report);
    return report;
  }

  /** Why nothing may be sent just now. */
  obstacle(): BridgeError | null {
    const { paused, passwordRefused } = this.#parts.record();
    if (this.#abort.signal.aborted) return new BridgeError('internal', { detail: 'Slotbridge is stopping.' });
    if (paused) return new BridgeError('throttled', { detail: 'Paused: nothing was asked. Resume to check again.' });
    if (passwordRefused) return new BridgeError('needs-password');
    const wait = (this.#retryAt ?? 0) - this.#parts.clock.now();
    // Longer than the server asked for: the clock was set back meanwhile, and nobody knows how long it still is.
    const clockSetBack = wait > (this.retryAfterMs ?? 0);
    if (wait > 0 && !clockSetBack && this.#accountFailure?.code === 'throttled') {
      return new BridgeError('throttled', { retryAfterMs: wait });
    }
    return null;
  }

  #notAsked(failure: BridgeError): AccountOutcome {
    const calendars = this.#chosen().map(({ id }) => {
      const report: CalendarReport = {
        calendarId: id,
        added: 0,
        updated: 0,
        removed: 0,
        mode: 'failed',
        error: failure.message,
      };
      return report;
    });
    return { calendars, failure };
  }

  async #ask(attempt: Attempt): Promise<AccountOutcome> {
    try {
      const outcome = await this.#askUninterrupted(attempt);
      if (outcome.failure?.code === 'invalid-credentials') await this.#parts.savePasswordRefused();
      await this.#parts.tidy();
      return outcome;
    } catch (error) {
      return this.#notAsked(error instanceof BridgeError ? error : new BridgeError('internal', { cause: error }));
    }
  }

  /** What a sleep or a new password broke off is asked once more, at once; that alone is no failure. */
  async #askUninterrupted(attempt: Attempt): Promise<AccountOutcome> {
    this.#interrupt = new AbortController();
    const outcome = await this.#askAccount(attempt);
    if (outcome.failure === null || !this.#interrupt.signal.aborted || this.#abort.signal.aborted) return outcome;
    this.#interrupt = new AbortController();
    return this.#askAccount(attempt);
  }

  async #askAccount(attempt: Attempt): Promise<AccountOutcome> {
    const client = await this.#parts.openClient(attempt.traffic);
    this.#passwordMissing = client === null;
    if (!client) return this.#notAsked(new BridgeError('needs-password'));
    return syncAccount({
      client,
      account: this.#parts.record().account,
      failuresBefore: this.#failuresInARow,
      wanted: await this.#wanted(attempt),
      clock: this.#parts.clock,
      signal: AbortSignal.any([this.#abort.signal, this.#interrupt.signal]),
      onListing: this.#parts.saveListing,
      onMoved: this.#parts.saveAccount,
      onFailure: (id, message, held) => this.#noteFailure(id, message, held),
      onProgress: this.#parts.onProgress,
      onTotal: (id, total) => this.#totals.set(id, total),
    });
  }

  #chosen(): StoredConnection['calendars'] {
    const { conflictCalendarIds, calendars } = this.#parts.record();
    return calendars.filter(({ id }) => conflictCalendarIds.includes(id));
  }

  #wanted(attempt: Attempt): Promise<WantedCalendar[]> {
    return Promise.all(
      this.#chosen().map(async (calendar) => {
        const { id: calendarId, href } = calendar;
        const seenMissing = this.#failures.get(calendarId)?.held ?? NOTHING;
        const copy = { calendarId, cache: await this.#parts.cacheOf(calendarId), seenMissing };
        return { ...copy, href, feed: wantedFeed(this.#feeds, calendar, { ...attempt, ...copy }) };
      }),
    );
  }

  #remember({ calendars, failure }: AccountOutcome): void {
    const now = this.#parts.clock.now();
    for (const { calendarId, error } of calendars) this.#rememberCalendar(calendarId, error);
    this.#accountFailure = failure;
    this.#failuresInARow = failure ? this.#failuresInARow + 1 : 0;
    const unsettled = !failure && calendars.some(({ error }) => error !== undefined);
    this.#unsettledInARow = unsettled ? this.#unsettledInARow + 1 : 0;
    const wait = failure?.details.retryAfterMs;
    this.#retryAt = wait === undefined ? null : now + wait;
    if (!failure) this.#lastGoodRun = now;
  }

  #rememberCalendar(calendarId: string, error: string | undefined): void {
    if (error === undefined) this.#failures.delete(calendarId);
    else if (this.#failures.get(calendarId)?.message !== error) this.#noteFailure(calendarId, error, []);
  }

  #noteFailure(calendarId: string, message: string, held: readonly string[]): void {
    const since = this.#failures.get(calendarId)?.since ?? this.#parts.clock.now();
    this.#failures.set(calendarId, { message, since, held: new Set(held) });
    this.#parts.onProgress();
  }
}
