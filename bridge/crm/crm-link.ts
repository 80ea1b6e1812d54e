import type { Crm, CrmBlock } from '../../shared/contract/crm.ts';
import { instant } from '../connections/instant.ts';
import type { Presence } from '../domain/cadence.ts';
import type { Clock } from '../domain/clock.ts';
import { counted, gatherMs, spentUntil } from '../domain/crm/budget.ts';
import type { HighLevel } from '../domain/crm/highlevel.ts';
import type { BlockLedger } from '../domain/crm/own-blocks.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { asBridgeError } from '../errors/from-unknown.ts';
import type { DurableFile } from '../store/durable-file.ts';
import { ApiSession } from './api-session.ts';
import type { BlockFile } from './block-file.ts';
import { describeLink } from './describe-link.ts';
import { isLookDue } from './due.ts';
import { type Failing, failingAfter, isWaiting, spentFor, stillStanding, stoppedBy } from './link-trouble.ts';
import type { LinkedPerson } from './linked-person.ts';
import { actionsFor, LinkMemory, type PassParts, runPass, windowOf } from './pass.ts';
import type { Patience } from './patience.ts';
import { removeBlocks } from './remove-blocks.ts';
import type { RunsFile, StoredLink } from './stored-link.ts';
import { Tally } from './tally.ts';

export interface CrmLinkParts {
  readonly clock: Clock;
  readonly patience: Patience;
  readonly person: LinkedPerson;
  readonly setup: () => StoredLink;
  readonly save: (change: (setup: StoredLink) => void) => Promise<void>;
  readonly blocks: BlockFile;
  readonly runs: DurableFile<RunsFile>;
  /** Null when no token is kept. */
  readonly openApi: (signal: AbortSignal) => Promise<HighLevel | null>;
  readonly presence: () => Presence;
  readonly onFault: (error: unknown) => void;
}

/** Keeps one user's availability in one sub-account right while the bridge runs. */
export class CrmLink {
  readonly #parts: CrmLinkParts;
  readonly #session: ApiSession;
  readonly #memory = new LinkMemory();
  readonly #abort = new AbortController();
  #running: Promise<void> | null = null;
  #failing: Failing | null = null;
  /** What is left to be done by the latest look, what failed in the latest pass, and in how many passes in a row. */
  #pending = 0;
  #failed = 0;
  #failures = 0;
  /** Calls that are not in the count of the day yet. */
  #uncounted = 0;
  /** Something of the calendars may have changed then. */
  #changedAt: number | null = null;
  #wantsMore = true;
  /** Nothing more is made: it is being turned off. */
  #ending = false;

  constructor(parts: CrmLinkParts) {
    this.#parts = parts;
    this.#session = new ApiSession(() => parts.openApi(this.#abort.signal));
  }

  get setup(): StoredLink {
    return this.#parts.setup();
  }

  get ledger(): BlockLedger {
    return this.#parts.blocks.ledger;
  }

  /** The calendars, or the bookings heard of, may say something new. */
  changed(): void {
    this.#changedAt ??= this.#now();
  }

  /** The token or the settings changed: what was waited for is over, but for the patience that the CRM asked for. */
  renewed(): void {
    this.#session.forget();
    if (this.#failing?.code !== 'crm-throttled') this.#failing = null;
    this.#wantsMore = true;
  }

  /** Called every moment: begins a pass where one is due. */
  tick(): void {
    if (this.#running || !this.#maySend()) return;
    if (this.#isDue()) this.#begin();
    else this.#lookForChanges();
  }

  /** Resolves after a pass that began now or later; how it went is told by `describe`. Does nothing while paused. */
  async run(): Promise<void> {
    await this.#running;
    if (this.#parts.person.paused || this.#abort.signal.aborted) return;
    if (this.setup.stopped) await this.#parts.save((setup) => Object.assign(setup, { stopped: null }));
    // The patience that the CRM asked for is kept whoever is in a hurry.
    if (this.#failing?.code !== 'crm-throttled') this.#failing = null;
    this.#memory.blocksListedAt = null;
    if (!this.#running && this.#maySend()) this.#begin();
    await this.#running;
  }

  /** So many calls were made for this person outside of passes; they are of the same day's budget. */
  count(calls: number): void {
    this.#uncounted += calls;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /**
   * Every block of ours, by a fresh list. Unless it is a dry run they are taken out, and their times stay open until
   * their events change. Throws what stands in the way.
   */
  async removeBlocks(dryRun: boolean): Promise<(CrmBlock & { id: string })[]> {
    await this.idle();
    const window = windowOf(this.#now(), this.setup.settings.horizonDays);
    const before = this.#session.calls;
    const work = this.#session.use((api) => removeBlocks({ ...this.#tools(api, new Tally()), dryRun, window }));
    // Whoever asked hears how it ended.
    const ended = () => this.count(this.#session.calls - before);
    this.#occupy(work.then(ended, ended));
    return work;
  }

  /** Takes every block out, unless they may stand, and makes no more. Goes on as before where it throws. */
  async end(discard: boolean): Promise<void> {
    this.#ending = true;
    try {
      if (!discard) await this.removeBlocks(false);
    } catch (error) {
      this.#ending = false;
      throw error instanceof BridgeError ? stillStanding(error) : error;
    }
  }

  describe(): Crm {
    const { person, runs } = this.#parts;
    return describeLink({
      setup: this.setup,
      paused: person.paused,
      failing: this.#failing,
      ledger: this.ledger,
      runs: runs.data,
      memory: this.#memory,
      limits: this.#session.limits,
      pending: this.#pending,
      failed: this.#failed,
      now: this.#now(),
    });
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.idle();
    await Promise.all([this.#parts.blocks.close(), this.#parts.runs.close()]);
  }

  #now(): number {
    return this.#parts.clock.now();
  }

  #maySend(): boolean {
    if (this.#ending || this.#parts.person.paused || this.setup.stopped || this.#abort.signal.aborted) return false;
    const now = this.#now();
    if (this.#failing && isWaiting(this.#failing, now)) return false;
    const until = spentUntil(this.#parts.runs.data, this.#session.limits, now);
    if (until !== null) this.#failing = spentFor(until, now);
    return until === null;
  }

  #isDue(): boolean {
    if (this.#failing || this.#wantsMore) return true;
    const { patience, presence, runs } = this.#parts;
    const watched = { memory: this.#memory, ledger: this.ledger, patience, failures: this.#failures };
    return isLookDue({ ...watched, count: runs.data, presence: presence() }, this.#now());
  }

  /** Most changes of calendars change no block: that is found out without a call. */
  #lookForChanges(): void {
    const { patience, runs, onFault } = this.#parts;
    const [since, now] = [this.#changedAt, this.#now()];
    if (since === null || (now >= since && now - since < gatherMs(patience.gatherMs, runs.data, now))) return;
    this.#changedAt = null;
    const look = this.#lookAhead().then(() => {
      if (this.#pending > 0) this.#wantsMore = true;
    });
    this.#occupy(look.catch(onFault));
  }

  async #lookAhead(): Promise<void> {
    const { person, blocks } = this.#parts;
    const now = this.#now();
    const time = await person.time(windowOf(now, this.setup.settings.horizonDays), now);
    this.#pending = actionsFor({ person, setup: this.setup, file: blocks, memory: this.#memory }, time, now).length;
  }

  #begin(): void {
    this.#wantsMore = false;
    this.#changedAt = null;
    this.#occupy(this.#pass().catch(this.#parts.onFault));
  }

  #occupy(work: Promise<void>): void {
    this.#running = work.finally(() => {
      this.#running = null;
    });
  }

  async #pass(): Promise<void> {
    const [startedAt, { calls, generation }, tally] = [this.#now(), this.#session, new Tally()];
    let failure: BridgeError | null = null;
    try {
      const isLeft = await this.#session.use((api) => runPass(this.#tools(api, tally)));
      this.#wantsMore ||= isLeft;
    } catch (error) {
      failure = asBridgeError(error);
      if (failure.code === 'internal') this.#parts.onFault(failure.details.cause ?? error);
    }
    if (this.#abort.signal.aborted) return;
    this.#failed = tally.failures;
    this.#failures = tally.failures > 0 ? this.#failures + 1 : 0;
    if (generation === this.#session.generation) await this.#judge(failure);
    await this.#note(startedAt, this.#session.calls - calls, tally, failure);
    await this.#lookAhead();
  }

  async #judge(failure: BridgeError | null): Promise<void> {
    const stopped = failure && stoppedBy(failure);
    if (stopped) await this.#parts.save((setup) => Object.assign(setup, { stopped }));
    const passes = failure !== null && stopped === null;
    this.#failing = passes ? failingAfter(failure, this.#failing, this.#now(), this.#parts.patience.haste) : null;
  }

  #tools(api: HighLevel, tally: Tally): PassParts {
    const { person, blocks, clock, patience } = this.#parts;
    const stopped = () => this.#ending || this.#abort.signal.aborted || person.paused;
    return { api, person, setup: this.setup, file: blocks, memory: this.#memory, clock, patience, tally, stopped };
  }

  async #note(startedAt: number, calls: number, tally: Tally, failure: BridgeError | null): Promise<void> {
    const [now, uncounted] = [this.#now(), this.#uncounted];
    this.#uncounted = 0;
    const lastPass = { startedAt: instant(startedAt), durationMs: now - startedAt, calls, ...tally.summary(failure) };
    await this.#parts.runs.update((draft) => {
      Object.assign(draft, counted(draft, calls + uncounted, now), { lastPass });
      if (!failure && tally.failures === 0) draft.lastGoodAt = now;
    });
  }
}
