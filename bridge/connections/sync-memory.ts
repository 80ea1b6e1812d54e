import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import type { CalendarReport, SyncReport } from '../../shared/contract/sync.ts';
import { restAfterRefusals } from '../domain/cadence.ts';
import type { Clock } from '../domain/clock.ts';
import type { CalendarKnowledge } from '../domain/completeness.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { CalendarCache } from '../sync/calendar-cache.ts';
import type { AccountOutcome } from '../sync/sync-account.ts';

interface CalendarFailure {
  readonly message: string;
  readonly code?: ProblemCode | undefined;
  readonly since: number;
  /** Missing from the last listing, but kept until a second one lacks them too. */
  readonly held: ReadonlySet<string>;
}

const REPORTS_KEPT = 50;
/** By so much a computer puts its clock right now and then; that ends no patience. */
const CLOCK_NUDGED_MS = 2000;
const NOTHING: ReadonlySet<string> = new Set();

/** How the syncs of one connection went: what failed since when, how long to wait, and the last reports. */
export class SyncMemory {
  readonly #clock: Clock;
  readonly #onNews: () => void;
  readonly #failures = new Map<string, CalendarFailure>();
  readonly #refusals = new Map<string, { readonly count: number; readonly at: number }>();
  readonly #totals = new Map<string, number>();
  readonly #reports: SyncReport[] = [];
  #accountFailure: BridgeError | null = null;
  #failuresInARow = 0;
  #unsettledInARow = 0;
  #retryAt: number | null = null;
  /** A request that was no sync met the refusal: an attempt that was under way then says nothing against it. */
  #throttledAside: 'for a time it named' | 'for a guessed time' | null = null;
  #lastGoodRun: number | null = null;

  /** `onNews` is called when a calendar's failure begins or changes. */
  constructor(clock: Clock, onNews: () => void) {
    this.#clock = clock;
    this.#onNews = onNews;
  }

  /** Newest first. */
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

  /** Before this moment the server wants no request; null when it may be asked. */
  get retryAt(): number | null {
    return this.#retryAt;
  }

  /** How long the server asked to wait after the last attempt, in milliseconds; null when it did not. */
  get retryAfterMs(): number | null {
    return this.#accountFailure?.details.retryAfterMs ?? null;
  }

  /** When the account and at least one of its calendars were last read well; null when that never was. */
  get lastGoodRun(): number | null {
    return this.#lastGoodRun;
  }

  /** How many resources a calendar has by the last complete listing; null when there was none yet. */
  totalOf(calendarId: string): number | null {
    return this.#totals.get(calendarId) ?? null;
  }

  noteTotal(calendarId: string, total: number): void {
    this.#totals.set(calendarId, total);
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
      ...(failure?.code === undefined ? {} : { failureCode: failure.code }),
      failingSince: failure?.since ?? null,
    };
  }

  isHeld(calendarId: string): boolean {
    return this.seenMissing(calendarId).size > 0;
  }

  /** What the last listing of a calendar lacked and a second one must lack too before it is believed gone. */
  seenMissing(calendarId: string): ReadonlySet<string> {
    return this.#failures.get(calendarId)?.held ?? NOTHING;
  }

  /** Milliseconds that the server still wants to be left alone; 0 when it may be asked. */
  waitMs(): number {
    const wait = (this.#retryAt ?? 0) - this.#clock.now();
    // Longer than the server asked for: the clock was set back meanwhile, and nobody knows how long it still is.
    const clockSetBack = wait > (this.retryAfterMs ?? 0) + CLOCK_NUDGED_MS;
    return wait > 0 && !clockSetBack && this.#accountFailure?.code === 'throttled' ? wait : 0;
  }

  noteFailure(calendarId: string, message: string, held: readonly string[], code?: ProblemCode): void {
    const since = this.#failures.get(calendarId)?.since ?? this.#clock.now();
    this.#failures.set(calendarId, { message, code, since, held: new Set(held) });
    this.#onNews();
  }

  /** The server refused a calendar without saying why or for how long. */
  noteRefusal(calendarId: string): void {
    const count = (this.#refusals.get(calendarId)?.count ?? 0) + 1;
    this.#refusals.set(calendarId, { count, at: this.#clock.now() });
  }

  /** Whether a calendar that was refused should be left alone for now; not after the clock was set back. */
  isResting(calendarId: string): boolean {
    const refusal = this.#refusals.get(calendarId);
    if (!refusal) return false;
    const passed = this.#clock.now() - refusal.at;
    return passed >= 0 && passed < restAfterRefusals(refusal.count);
  }

  noteOutcome({ calendars, failure }: AccountOutcome): void {
    const now = this.#clock.now();
    for (const report of calendars) this.#noteCalendar(report);
    const stillThrottled = this.#throttledAside !== null && this.waitMs() > 0;
    if (!stillThrottled) this.#noteAccount(failure, failure?.details.retryAfterMs, now);
    this.#failuresInARow = failure ? this.#failuresInARow + 1 : 0;
    const unsettled = !failure && calendars.some(({ error }) => error !== undefined);
    this.#unsettledInARow = unsettled ? this.#unsettledInARow + 1 : 0;
    if (!failure && calendars.some(({ error }) => error === undefined)) this.#lastGoodRun = now;
  }

  /** The server asked for patience when something was written: nothing is read for so long either. */
  noteThrottled(failure: BridgeError, waitMs: number): void {
    const throttled = new BridgeError('throttled', { ...failure.details, retryAfterMs: waitMs });
    this.#noteAccount(throttled, waitMs, this.#clock.now());
    this.#throttledAside = failure.details.retryAfterMs === undefined ? 'for a guessed time' : 'for a time it named';
  }

  /** Somebody wants to try at once; patience that the server asked for by name is kept all the same. */
  tryAnyway(): void {
    if (this.#throttledAside === 'for a guessed time') this.forgetAccountFailure();
  }

  #noteAccount(failure: BridgeError | null, waitMs: number | undefined, now: number): void {
    this.#accountFailure = failure;
    this.#retryAt = waitMs === undefined ? null : now + waitMs;
    this.#throttledAside = null;
  }

  noteReport(report: SyncReport): void {
    this.#reports.unshift(report);
    this.#reports.splice(REPORTS_KEPT);
  }

  /** A new password was verified: what became of the old one no longer counts. */
  forgetAccountFailure(): void {
    this.#noteAccount(null, undefined, this.#clock.now());
    this.#failuresInARow = 0;
  }

  #noteCalendar({ calendarId, error, errorCode }: CalendarReport): void {
    if (error === undefined) {
      this.#failures.delete(calendarId);
      this.#refusals.delete(calendarId);
    } else if (this.#failures.get(calendarId)?.message !== error) this.noteFailure(calendarId, error, [], errorCode);
  }
}
