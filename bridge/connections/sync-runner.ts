import type { CalendarReport, SyncReport, SyncTrigger } from '../../shared/contract/sync.ts';
import type { Clock } from '../domain/clock.ts';
import type { CalDavClient, RemoteAccount, RemoteCalendar, Traffic } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { asBridgeError } from '../errors/from-unknown.ts';
import { isAwaited } from '../feeds/feed-pace.ts';
import { FeedReader } from '../feeds/feed-reader.ts';
import { fetchFeed } from '../feeds/fetch-feed.ts';
import type { CalendarCache } from '../sync/calendar-cache.ts';
import { type AccountOutcome, syncAccount, type WantedCalendar } from '../sync/sync-account.ts';
import { wantedFeed } from './feeds.ts';
import { instant } from './instant.ts';
import type { StoredConnection } from './stored-connection.ts';
import { SyncMemory } from './sync-memory.ts';

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
  /** Told of faults that no caller hears of. */
  readonly onFault: (error: unknown) => void;
  /** An attempt ended, whichever way. */
  readonly onRun: (report: SyncReport) => void;
}

/** The attempt that comes after the one under way. */
interface Queued {
  trigger: SyncTrigger;
  readonly report: Promise<SyncReport>;
}

interface Attempt {
  readonly trigger: SyncTrigger;
  readonly traffic: Traffic;
}

/** Runs the syncs of one connection, one at a time. */
export class SyncRunner {
  readonly #parts: SyncRunnerParts;
  readonly memory: SyncMemory;
  readonly #abort = new AbortController();
  readonly #feeds: FeedReader;
  #interrupt = new AbortController();
  #running: Promise<SyncReport> | null = null;
  #queued: Queued | null = null;
  #passwordMissing = false;
  #passwords = 0;

  constructor(parts: SyncRunnerParts) {
    this.#parts = parts;
    this.memory = new SyncMemory(parts.clock, parts.onProgress);
    this.#feeds = new FeedReader(parts.clock, fetchFeed);
  }

  get passwordMissing(): boolean {
    return this.#passwordMissing;
  }

  /**
   * Asks the server now. While an attempt is under way the next one begins after it, once for all who ask, and as soon
   * and as thoroughly as the most impatient of them wants.
   */
  run(trigger: SyncTrigger): Promise<SyncReport> {
    if (this.#queued) {
      if (isAwaited(trigger)) this.#queued.trigger = trigger;
      return this.#queued.report;
    }
    if (!this.#running) return this.#begin(trigger);
    const next = () => this.#beginQueued();
    this.#queued = { trigger, report: this.#running.then(next, next) };
    return this.#queued.report;
  }

  #beginQueued(): Promise<SyncReport> {
    const trigger = this.#queued?.trigger ?? 'poll';
    this.#queued = null;
    return this.#begin(trigger);
  }

  /** Forgets the refusal and the waiting after a new password was verified. */
  passwordReplaced(): void {
    this.memory.forgetAccountFailure();
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
    if (!obstacle && !outdated) this.memory.noteOutcome(outcome);
    const report: SyncReport = {
      startedAt: instant(began),
      durationMs: this.#parts.clock.now() - began,
      trigger,
      ...traffic,
      calendars: [...outcome.calendars],
      ...(outcome.failure ? { error: outcome.failure.message, errorCode: outcome.failure.code } : {}),
    };
    this.memory.noteReport(report);
    this.#parts.onRun(report);
    return report;
  }

  /** Why nothing may be sent just now. */
  obstacle(): BridgeError | null {
    const { paused, passwordRefused } = this.#parts.record();
    if (this.#abort.signal.aborted) return new BridgeError('internal', { detail: 'Slotbridge is stopping.' });
    if (paused) return new BridgeError('throttled', { detail: 'Paused: nothing was asked. Resume to check again.' });
    if (passwordRefused) return new BridgeError('needs-password');
    const retryAfterMs = this.memory.waitMs();
    if (retryAfterMs > 0) return new BridgeError('throttled', { retryAfterMs });
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
        errorCode: failure.code,
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
      if (!(error instanceof BridgeError)) this.#parts.onFault(error);
      return this.#notAsked(asBridgeError(error));
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
      failuresBefore: this.memory.failuresInARow,
      wanted: await this.#wanted(attempt),
      clock: this.#parts.clock,
      signal: AbortSignal.any([this.#abort.signal, this.#interrupt.signal]),
      onListing: this.#parts.saveListing,
      onMoved: this.#parts.saveAccount,
      onFailure: (id, message, held, code) => this.memory.noteFailure(id, message, held, code),
      onRefused: (id) => this.memory.noteRefusal(id),
      onProgress: this.#parts.onProgress,
      onFault: this.#parts.onFault,
      onTotal: (id, total) => this.memory.noteTotal(id, total),
    });
  }

  /** Those that block, and the linked one, in which the person may move or delete what we wrote. */
  #chosen(): StoredConnection['calendars'] {
    const { conflictCalendarIds, linkedCalendarId, calendars } = this.#parts.record();
    return calendars.filter(({ id }) => id === linkedCalendarId || conflictCalendarIds.includes(id));
  }

  #wanted(attempt: Attempt): Promise<WantedCalendar[]> {
    return Promise.all(
      this.#chosen().map(async (calendar) => {
        const { id: calendarId, href } = calendar;
        const seenMissing = this.memory.seenMissing(calendarId);
        const copy = { calendarId, cache: await this.#parts.cacheOf(calendarId), seenMissing };
        // Somebody who waits for the answer may have mended what was refused.
        const resting = !isAwaited(attempt.trigger) && this.memory.isResting(calendarId);
        return { ...copy, href, resting, feed: wantedFeed(this.#feeds, calendar, { ...attempt, ...copy }) };
      }),
    );
  }
}
