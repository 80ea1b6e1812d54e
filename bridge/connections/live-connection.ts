import { randomBytes } from 'node:crypto';
import type { Written } from '../../shared/contract/appointments.ts';
import type { Connection } from '../../shared/contract/connection.ts';
import type { ReadingProgress, SyncReport } from '../../shared/contract/sync.ts';
import type { Clock } from '../domain/clock.ts';
import type { CalendarKnowledge } from '../domain/completeness.ts';
import type { CalDavClient, RemoteCalendar, Traffic } from '../domain/remote.ts';
import { statusOf } from '../domain/status.ts';
import type { CalendarCopy } from '../outbox/learn.ts';
import type { LedgerFile } from '../outbox/ledger-file.ts';
import { Outbox } from '../outbox/outbox.ts';
import type { CalendarCache } from '../sync/calendar-cache.ts';
import { CalendarCopies } from './calendar-copies.ts';
import { mergeListing } from './calendars.ts';
import { Freshness } from './freshness.ts';
import { epochOf, instant } from './instant.ts';
import { progressSum } from './reading-progress.ts';
import { RequestCount } from './request-count.ts';
import type { StoredConnection } from './stored-connection.ts';
import { SyncRunner } from './sync-runner.ts';
import { troubleOf } from './trouble.ts';

export interface LiveConnectionParts {
  readonly clock: Clock;
  readonly record: () => StoredConnection;
  readonly ledger: LedgerFile;
  readonly passwordKept: boolean;
  readonly save: (change: (record: StoredConnection) => void) => Promise<void>;
  readonly openCache: (calendarId: string) => Promise<CalendarCache>;
  readonly openClient: (traffic: Traffic) => Promise<CalDavClient | null>;
  readonly onFault: (error: unknown) => void;
  readonly announce: (news: 'revision' | 'checked' | 'connection') => void;
  readonly announceWritten: (written: Written) => void;
}

/** One connection while the bridge runs: its record, its copies of calendars, its syncs, and the revision of what it answers. */
export class LiveConnection {
  readonly #parts: LiveConnectionParts;
  readonly #copies: CalendarCopies;
  readonly #boot = randomBytes(6).toString('base64url');
  #changes = 0;
  #lastStatus = '';
  readonly runner: SyncRunner;
  readonly outbox: Outbox;
  /** To read and to write. */
  readonly requests: RequestCount;
  readonly freshness = new Freshness();

  constructor(parts: LiveConnectionParts) {
    this.#parts = parts;
    this.#copies = new CalendarCopies(parts.openCache);
    this.requests = new RequestCount(parts.clock);
    this.runner = new SyncRunner({
      clock: parts.clock,
      record: parts.record,
      cacheOf: (id) => this.#copies.open(id),
      openClient: parts.openClient,
      saveListing: (listing) => this.saveListing(listing),
      savePasswordRefused: () => parts.save((record) => Object.assign(record, { passwordRefused: true })),
      saveAccount: ({ principalUrl, homeUrl, ownerAddresses }) =>
        parts.save((record) => {
          record.account = { principalUrl, homeUrl, ownerAddresses: [...ownerAddresses] };
        }),
      onProgress: () => this.#progressed(),
      tidy: () => this.#copies.keepOnly(this.readCalendarIds()),
      onFault: parts.onFault,
      onRun: (report) => this.#afterRun(report),
    });
    this.outbox = new Outbox({
      clock: parts.clock,
      ledger: parts.ledger,
      owner: () => this.record,
      copies: () => this.copies(),
      obstacle: () => this.runner.obstacle(),
      openClient: () => parts.openClient(this.requests.traffic()),
      onRetry: () => this.runner.memory.tryAnyway(),
      onThrottled: (error, waitMs) => {
        this.runner.memory.noteThrottled(error, waitMs);
        parts.announce('connection');
      },
      onPasswordRefused: () => this.update((record) => Object.assign(record, { passwordRefused: true })),
      onFault: parts.onFault,
      announce: parts.announceWritten,
    });
  }

  get record(): StoredConnection {
    return this.#parts.record();
  }

  /** Grows with every change of what would be answered; not comparable across runs of the bridge. */
  get changeCount(): string {
    return `${this.#boot}.${this.#changes}`;
  }

  /** What is known of each conflict calendar. */
  knowledge(): CalendarKnowledge[] {
    return this.record.conflictCalendarIds.map((id) => this.runner.memory.knowledgeOf(id, this.#copies.get(id)));
  }

  /** How far the first readings are. */
  readingProgress(): ReadingProgress[] {
    return this.record.conflictCalendarIds.flatMap((calendarId) => {
      const cache = this.#copies.get(calendarId);
      if (cache?.head.complete) return [];
      const total = this.runner.memory.totalOf(calendarId);
      const read = cache?.size ?? 0;
      return [{ calendarId, read: total === null ? read : Math.min(read, total), total }];
    });
  }

  cachedCalendar(calendarId: string): CalendarCache | undefined {
    return this.#copies.get(calendarId);
  }

  /** The calendars that are read: those that block, and the one that is written to. */
  readCalendarIds(): string[] {
    const { conflictCalendarIds, linkedCalendarId } = this.record;
    return [...new Set([...conflictCalendarIds, ...(linkedCalendarId === null ? [] : [linkedCalendarId])])];
  }

  /** The copies that were read to their end. */
  copies(): CalendarCopy[] {
    return this.#copies.complete(this.readCalendarIds());
  }

  /** Opens the copies of the chosen calendars, so that what was known is there at once after a start. */
  async open(): Promise<void> {
    await Promise.all(this.readCalendarIds().map((id) => this.#copies.open(id)));
  }

  /** The contract's picture of it. */
  describe(): Connection {
    const { paused, passwordRefused, account: _a, calendars: _c, ignored: _i, ...kept } = this.record;
    const { runner } = this;
    const lastGood = runner.memory.lastGoodRun;
    const trouble = troubleOf(this.record, this.knowledge());
    return {
      ...kept,
      passwordKept: this.#parts.passwordKept,
      lastSyncedAt: lastGood === null ? kept.lastSyncedAt : instant(lastGood),
      ...statusOf(
        {
          paused,
          passwordRefused,
          passwordMissing: runner.passwordMissing,
          throttledUntil:
            runner.memory.accountFailure?.code === 'throttled' ? (runner.memory.retryAt ?? 'unsaid') : null,
          failure: runner.memory.accountFailure?.message ?? null,
          failureCode: runner.memory.accountFailure?.code,
          firstReading: this.knowledge().some(({ read }) => !read),
          progress: progressSum(this.readingProgress()),
          calendarTrouble: trouble?.words ?? null,
          calendarTroubleCode: trouble?.code,
          calendarInTrouble: trouble?.calendar,
        },
        this.#parts.clock.now(),
      ),
    };
  }

  async saveListing(listing: readonly RemoteCalendar[]): Promise<void> {
    const { calendars } = this.record;
    const merged = mergeListing(calendars, listing, new Set(this.readCalendarIds()));
    if (JSON.stringify(merged) === JSON.stringify(calendars)) return;
    await this.#parts.save((record) => Object.assign(record, { calendars: merged }));
    this.changed();
  }

  /** Saves a change of the record that may change the answers. */
  async update(change: (record: StoredConnection) => void): Promise<void> {
    await this.#parts.save(change);
    this.changed();
    this.#parts.announce('connection');
  }

  #progressed(): void {
    this.changed();
    if (this.knowledge().some(({ read }) => !read)) this.#parts.announce('connection');
  }

  changed(): void {
    this.#changes++;
    this.#parts.announce('revision');
  }

  async close(): Promise<void> {
    await Promise.all([this.runner.stop(), this.outbox.close()]);
    const lastGood = this.runner.memory.lastGoodRun;
    if (lastGood !== null && lastGood > epochOf(this.record.lastSyncedAt ?? instant(0))) {
      await this.#parts.save((record) => Object.assign(record, { lastSyncedAt: instant(lastGood) }));
    }
    await this.#copies.close(this.#parts.onFault);
  }

  /** Stops it and deletes its copies. */
  async destroy(): Promise<void> {
    await Promise.all([this.runner.stop(), this.outbox.close()]);
    await this.#copies.destroy();
  }

  #afterRun(report: SyncReport): void {
    this.requests.note(report.requests);
    const { lastGoodRun } = this.runner.memory;
    if (lastGoodRun !== null) this.freshness.noteGoodRun(lastGoodRun);
    const { status } = this.describe();
    const failing = report.calendars.some(({ error }) => error !== undefined);
    const state = `${status} ${failing}`;
    if (state !== this.#lastStatus) {
      this.#lastStatus = state;
      this.#changes++;
      this.#parts.announce('revision');
      this.#parts.announce('connection');
    }
    this.#parts.announce('checked');
    this.outbox.learn(this.copies(), report.error === undefined).catch(this.#parts.onFault);
  }
}
