import type { Crm, CrmBlock } from '../../shared/contract/crm.ts';
import { instant } from '../connections/instant.ts';
import type { Presence } from '../domain/cadence.ts';
import type { Clock } from '../domain/clock.ts';
import { counted, lookEveryMs, retryMs, spentUntil } from '../domain/crm/budget.ts';
import type { HighLevel, SeenLimits } from '../domain/crm/highlevel.ts';
import { isUnsettled } from '../domain/crm/observe.ts';
import type { BlockLedger } from '../domain/crm/own-blocks.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { asBridgeError } from '../errors/from-unknown.ts';
import type { DurableFile } from '../store/durable-file.ts';
import type { BlockFile } from './block-file.ts';
import { describeLink, type Failing } from './describe-link.ts';
import type { LinkedPerson } from './linked-person.ts';
import { actionsFor, LinkMemory, type PassParts, runPass, windowOf } from './pass.ts';
import type { Patience } from './patience.ts';
import { removeBlocks } from './remove-blocks.ts';
import type { RunsFile, Stopped, StoredLink } from './stored-link.ts';
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

/** These last until the person does something. */
const STOPPING: readonly string[] = ['invalid-token', 'missing-scope', 'wrong-location'];
const NO_TOKEN = 'The token is not kept on this computer any more. Enter the token of the private integration again.';

/** Keeps one user's availability in one sub-account right while the bridge runs. */
export class CrmLink {
  readonly #parts: CrmLinkParts;
  readonly #memory = new LinkMemory();
  readonly #abort = new AbortController();
  #api: HighLevel | null = null;
  #limits: SeenLimits | null = null;
  #calls = 0;
  #running: Promise<void> | null = null;
  #failing: Failing | null = null;
  /** What is left to be done by the latest look, for the person. */
  #pending = 0;
  #failed = 0;
  /** Something of the calendars may have changed then. */
  #changedAt: number | null = null;
  #wantsMore = true;
  /** Nothing more is made: it is being turned off. */
  #ending = false;

  constructor(parts: CrmLinkParts) {
    this.#parts = parts;
  }

  get setup(): StoredLink {
    return this.#parts.setup();
  }

  get ledger(): BlockLedger {
    return this.#parts.blocks.ledger;
  }

  /** The calendars, or the bookings heard of, may say something new. */
  changed(): void {
    this.#changedAt ??= this.#parts.clock.now();
  }

  /** The token, the settings or the pause changed: what was waited for is over. */
  renewed(): void {
    this.#api = null;
    this.#failing = null;
    this.#wantsMore = true;
  }

  /** Called every moment: begins a pass where one is due. */
  tick(): void {
    if (this.#running || !this.#maySend()) return;
    if (this.#isDue()) this.#begin();
    else this.#lookForChanges();
  }

  /** Resolves after a pass that began now or later; how it went is told by `describe`. */
  async run(): Promise<void> {
    await this.#running;
    if (this.#parts.person.paused || this.#abort.signal.aborted) return;
    const { stopped } = this.setup;
    if (stopped) await this.#parts.save((setup) => Object.assign(setup, { stopped: null }));
    if (this.#failing?.code !== 'crm-throttled') this.#failing = null;
    this.#memory.blocksListedAt = null;
    if (!this.#running && this.#maySend()) this.#begin();
    await this.#running;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** Every block of ours, by a fresh list. Unless it is a dry run they are taken out. Throws what stands in the way. */
  async removeBlocks(dryRun: boolean): Promise<(CrmBlock & { id: string })[]> {
    await this.#running;
    const work = this.#withApi((api) =>
      removeBlocks({
        ...this.#tools(api, new Tally()),
        dryRun,
        window: windowOf(this.#now(), this.setup.settings.horizonDays),
      }),
    );
    this.#running = work.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await work;
    } finally {
      this.#running = null;
    }
  }

  /** Takes every block out, unless they may stand, and makes no more. Goes on as before where it throws. */
  async end(discard: boolean): Promise<void> {
    this.#ending = true;
    try {
      if (!discard) await this.removeBlocks(false);
    } catch (error) {
      this.#ending = false;
      throw error;
    }
  }

  describe(): Crm {
    const { person, blocks, runs, clock } = this.#parts;
    return describeLink({
      setup: this.setup,
      paused: person.paused,
      failing: this.#failing,
      ledger: blocks.ledger,
      runs: runs.data,
      memory: this.#memory,
      hasLinkedCalendar: person.hasLinkedCalendar,
      limits: this.#limits,
      pending: this.#pending,
      failed: this.#failed,
      now: clock.now(),
    });
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.#running;
    await Promise.all([this.#parts.blocks.close(), this.#parts.runs.close()]);
  }

  #now(): number {
    return this.#parts.clock.now();
  }

  #maySend(): boolean {
    if (this.#ending || this.#parts.person.paused || this.setup.stopped || this.#abort.signal.aborted) return false;
    const now = this.#now();
    if (this.#failing && now < this.#failing.until) return false;
    const until = spentUntil(this.#parts.runs.data, this.#limits, now);
    if (until === null) return true;
    this.#failing = { code: 'crm-throttled', detail: SPENT, until, failures: 0 };
    return false;
  }

  #isDue(): boolean {
    const { patience, presence, runs, blocks } = this.#parts;
    const now = this.#now();
    const { lookedAt, blocksListedAt } = this.#memory;
    if (this.#failing || this.#wantsMore || lookedAt === null) return true;
    if (now - lookedAt >= lookEveryMs(presence(), runs.data, now) / patience.haste || now < lookedAt) return true;
    return isUnsettled(blocks.ledger) && now - (blocksListedAt ?? 0) >= patience.recheckMs;
  }

  /** Most changes of calendars change no block: that is found out without a call. */
  #lookForChanges(): void {
    const { patience, onFault } = this.#parts;
    if (this.#changedAt === null || this.#now() - this.#changedAt < patience.gatherMs) return;
    this.#changedAt = null;
    const look = this.#lookAhead().then((isLeft) => {
      if (isLeft) this.#wantsMore = true;
    });
    this.#occupy(look.catch(onFault));
  }

  async #lookAhead(): Promise<boolean> {
    const { person, blocks } = this.#parts;
    const now = this.#now();
    const time = await person.time(windowOf(now, this.setup.settings.horizonDays), now);
    this.#pending = actionsFor({ person, setup: this.setup, file: blocks, memory: this.#memory }, time, now).length;
    return this.#pending > 0;
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
    const startedAt = this.#now();
    const callsBefore = this.#calls;
    const tally = new Tally();
    let failure: BridgeError | null = null;
    try {
      this.#wantsMore = await this.#withApi((api) => runPass(this.#tools(api, tally)));
      this.#failing = null;
      await this.#lookAhead();
    } catch (error) {
      failure = asBridgeError(error);
      if (failure.code === 'internal') this.#parts.onFault(failure.details.cause ?? error);
    }
    this.#failed = tally.failures;
    if (this.#abort.signal.aborted) return;
    if (failure) await this.#fail(failure);
    await this.#note(startedAt, this.#calls - callsBefore, tally, failure);
  }

  /** Counts the calls whichever way it ends. */
  async #withApi<T>(work: (api: HighLevel) => Promise<T>): Promise<T> {
    this.#api ??= await this.#parts.openApi(this.#abort.signal);
    const api = this.#api;
    if (!api) throw new BridgeError('invalid-token', { detail: NO_TOKEN });
    const before = api.calls;
    try {
      return await work(api);
    } finally {
      this.#calls += api.calls - before;
      this.#limits = api.limits ?? this.#limits;
    }
  }

  #tools(api: HighLevel, tally: Tally): PassParts {
    const { person, blocks, clock, patience } = this.#parts;
    const stopped = () => this.#abort.signal.aborted || person.paused;
    return { api, person, setup: this.setup, file: blocks, memory: this.#memory, clock, patience, tally, stopped };
  }

  async #fail({ code, message, details }: BridgeError): Promise<void> {
    if (STOPPING.includes(code)) {
      const stopped = { code, detail: message, scopes: [...(details.scopes ?? [])] } as Stopped;
      await this.#parts.save((setup) => Object.assign(setup, { stopped }));
      return;
    }
    const failures = (this.#failing?.failures ?? 0) + 1;
    const asked = details.retryAfterMs ?? null;
    const wait = retryMs(failures, asked, code === 'crm-throttled') / (asked === null ? this.#parts.patience.haste : 1);
    this.#failing = { code, detail: message, until: this.#now() + wait, failures };
  }

  async #note(startedAt: number, calls: number, tally: Tally, failure: BridgeError | null): Promise<void> {
    const { runs } = this.#parts;
    const { created, changed, removed, bookings } = tally;
    const error = failure?.message ?? tally.error;
    const pass = {
      startedAt: instant(startedAt),
      durationMs: this.#now() - startedAt,
      ...{ calls, created, changed, removed, bookings },
      ...(error === null ? {} : { error }),
    };
    const now = this.#now();
    await runs.update((draft) => {
      Object.assign(draft, counted(draft, calls, now), { lastPass: pass });
      if (!failure && tally.failures === 0) draft.lastGoodAt = now;
    });
  }
}

const SPENT =
  'So many questions were asked today that the rest is left to your other programs. It goes on after midnight UTC.';
