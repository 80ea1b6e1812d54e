import type { CalendarReport, SyncReport, SyncTrigger } from '../../shared/contract/sync.ts';
import type { Clock } from '../domain/clock.ts';
import type { CalendarKnowledge } from '../domain/completeness.ts';
import type { CalDavClient, RemoteCalendar, Traffic } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { CalendarCache } from '../sync/calendar-cache.ts';
import { type AccountOutcome, syncAccount, type WantedCalendar } from '../sync/sync-account.ts';
import { instant } from './instant.ts';
import type { StoredConnection } from './stored-connection.ts';

export interface SyncRunnerParts {
  readonly clock: Clock;
  readonly record: () => StoredConnection;
  readonly cacheOf: (calendarId: string) => Promise<CalendarCache>;
  /** Null when no password is kept. */
  readonly openClient: (traffic: Traffic) => Promise<CalDavClient | null>;
  readonly saveListing: (listing: readonly RemoteCalendar[]) => Promise<void>;
  readonly savePasswordRefused: () => Promise<void>;
  /** The copy of a calendar changed. */
  readonly onProgress: () => void;
  /** Between two attempts, so that none is under way: puts away what is no longer chosen. */
  readonly tidy: () => Promise<void>;
  /** An attempt ended, whichever way. */
  readonly onRun: (report: SyncReport) => void;
}

interface CalendarFailure {
  readonly message: string;
  readonly since: number;
  readonly held: boolean;
}

const REPORTS_KEPT = 50;

/** Runs the syncs of one connection, one at a time, and remembers how they went. */
export class SyncRunner {
  readonly #parts: SyncRunnerParts;
  readonly #failures = new Map<string, CalendarFailure>();
  readonly #reports: SyncReport[] = [];
  readonly #abort = new AbortController();
  #running: Promise<SyncReport> | null = null;
  #queued: Promise<SyncReport> | null = null;
  #accountFailure: BridgeError | null = null;
  #failuresInARow = 0;
  #retryAt: number | null = null;
  #passwordMissing = false;
  #lastGoodRun: number | null = null;

  constructor(parts: SyncRunnerParts) {
    this.#parts = parts;
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
      checkedAt: cache?.checkedAt ?? null,
      failure: failure?.message ?? null,
      failingSince: failure?.since ?? null,
    };
  }

  isHeld(calendarId: string): boolean {
    return this.#failures.get(calendarId)?.held ?? false;
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
    const outcome = obstacle ? this.#notAsked(obstacle) : await this.#ask(traffic);
    if (!obstacle) this.#remember(outcome);
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
    if (wait > 0 && this.#accountFailure?.code === 'throttled') {
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

  async #ask(traffic: Traffic): Promise<AccountOutcome> {
    try {
      const outcome = await this.#askAccount(traffic);
      if (outcome.failure?.code === 'invalid-credentials') await this.#parts.savePasswordRefused();
      await this.#parts.tidy();
      return outcome;
    } catch (error) {
      return this.#notAsked(error instanceof BridgeError ? error : new BridgeError('internal', { cause: error }));
    }
  }

  async #askAccount(traffic: Traffic): Promise<AccountOutcome> {
    const client = await this.#parts.openClient(traffic);
    this.#passwordMissing = client === null;
    if (!client) return this.#notAsked(new BridgeError('needs-password'));
    return syncAccount({
      client,
      account: this.#parts.record().account,
      wanted: await this.#wanted(),
      clock: this.#parts.clock,
      signal: this.#abort.signal,
      onListing: this.#parts.saveListing,
      onProgress: this.#parts.onProgress,
    });
  }

  #chosen(): StoredConnection['calendars'] {
    const { conflictCalendarIds, calendars } = this.#parts.record();
    return calendars.filter(({ id }) => conflictCalendarIds.includes(id));
  }

  #wanted(): Promise<WantedCalendar[]> {
    return Promise.all(
      this.#chosen().map(async ({ id, href }) => ({
        calendarId: id,
        href,
        cache: await this.#parts.cacheOf(id),
        lossSeenBefore: this.isHeld(id),
      })),
    );
  }

  #remember({ calendars, failure }: AccountOutcome): void {
    const now = this.#parts.clock.now();
    for (const { calendarId, error, mode } of calendars)
      this.#rememberCalendar(calendarId, error, mode === 'held', now);
    this.#accountFailure = failure;
    this.#failuresInARow = failure ? this.#failuresInARow + 1 : 0;
    const wait = failure?.details.retryAfterMs;
    this.#retryAt = wait === undefined ? null : now + wait;
    if (!failure) this.#lastGoodRun = now;
  }

  #rememberCalendar(calendarId: string, error: string | undefined, held: boolean, now: number): void {
    if (error === undefined) this.#failures.delete(calendarId);
    else {
      const since = this.#failures.get(calendarId)?.since ?? now;
      this.#failures.set(calendarId, { message: error, since, held });
    }
  }
}
