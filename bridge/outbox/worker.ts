import type { Clock } from '../domain/clock.ts';
import type { BridgeError } from '../errors/bridge-error.ts';
import { asBridgeError } from '../errors/from-unknown.ts';
import { accountWaitMs, concernsAccount } from './patience.ts';

export interface WorkerParts {
  readonly clock: Clock;
  /** Why nothing may be sent just now; with `retryAfterMs` it passes by itself. */
  readonly obstacle: () => BridgeError | null;
  /** Ids in the order in which they are to be served, each with the time before which it is not to be tried. */
  readonly due: () => readonly { readonly id: string; readonly retryAt: number | null }[];
  readonly deliver: (id: string) => Promise<void>;
  /** An attempt failed; told whether it is the account's failure. */
  readonly onFailure: (id: string, error: BridgeError) => Promise<void>;
  /** The server wants to be left alone for so long. */
  readonly onThrottled: (error: BridgeError, waitMs: number) => void;
  readonly onFault: (error: unknown) => void;
}

/** Appointments of one connection that are written at the same time. */
const SIDE_BY_SIDE = 3;
const LONGEST_TIMER_MS = 3600 * 1000;

/** Serves what is due, several appointments side by side and each by itself in order; waits when the account fails. */
export class Worker {
  readonly #parts: WorkerParts;
  readonly #running = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #held: { readonly error: BridgeError; readonly until: number } | null = null;
  #failures = 0;
  #stopped = false;
  #waking = false;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  /** Why nothing is sent just now; null when it is. */
  holding(): BridgeError | null {
    const obstacle = this.#parts.obstacle();
    if (obstacle) return obstacle;
    return this.#held && this.#parts.clock.now() < this.#held.until ? this.#held.error : null;
  }

  /** Something may be due. */
  wake(): void {
    if (this.#waking || this.#stopped) return;
    this.#waking = true;
    queueMicrotask(() => {
      this.#waking = false;
      this.#serve();
    });
  }

  /** The account answers again, or has a new password: what was held back goes at once. */
  release(): void {
    this.#held = null;
    this.#failures = 0;
    this.wake();
  }

  /** Somebody else had an answer; patience that the server asked for is kept all the same. */
  reached(): void {
    if (this.#held?.error.code === 'server-unreachable') this.release();
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0 || this.#waking) {
      await Promise.all([...this.#running.values(), Promise.resolve()]);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await Promise.all(this.#running.values());
  }

  #serve(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    const now = this.#parts.clock.now();
    const until = this.#heldUntil(now);
    if (until !== null) return this.#wakeAt(until, now);
    const open = this.#parts.due().filter(({ id }) => !this.#running.has(id));
    const ready = open.filter(({ retryAt }) => retryAt === null || retryAt <= now);
    for (const { id } of ready.slice(0, SIDE_BY_SIDE - this.#running.size)) this.#begin(id);
    const later = open.flatMap(({ retryAt }) => (retryAt !== null && retryAt > now ? [retryAt] : []));
    if (later.length > 0) this.#wakeAt(Math.min(...later), now);
  }

  /** Infinity when only news can help, such as a new password; null when nothing is in the way. */
  #heldUntil(now: number): number | null {
    const obstacle = this.#parts.obstacle();
    if (obstacle) return now + (obstacle.details.retryAfterMs ?? Number.POSITIVE_INFINITY);
    return this.#held && now < this.#held.until ? this.#held.until : null;
  }

  #wakeAt(time: number, now: number): void {
    if (!Number.isFinite(time)) return;
    this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(time - now, 1), LONGEST_TIMER_MS));
    this.#timer.unref();
  }

  #begin(id: string): void {
    const work = this.#attempt(id)
      .catch(this.#parts.onFault)
      .finally(() => {
        this.#running.delete(id);
        this.wake();
      });
    this.#running.set(id, work);
  }

  async #attempt(id: string): Promise<void> {
    try {
      await this.#parts.deliver(id);
      this.#failures = 0;
    } catch (error) {
      const failure = asBridgeError(error);
      if (failure.code === 'internal') this.#parts.onFault(failure.details.cause ?? error);
      if (this.#stopped) return;
      if (concernsAccount(failure)) this.#hold(failure);
      await this.#parts.onFailure(id, failure);
    }
  }

  #hold(error: BridgeError): void {
    const now = this.#parts.clock.now();
    // Neighbours that failed of the same cause at the same moment are one failure.
    if (this.#held && now < this.#held.until) return;
    this.#failures += 1;
    const waitMs = accountWaitMs(error, this.#failures);
    this.#held = { error, until: now + waitMs };
    if (error.code === 'throttled') this.#parts.onThrottled(error, waitMs);
  }
}
