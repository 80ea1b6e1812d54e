import type { SyncTrigger } from '../../shared/contract/sync.ts';
import { nextPollDelay, type Presence } from '../domain/cadence.ts';
import type { Clock } from '../domain/clock.ts';

/** What the poller needs of one connection. */
export interface Polled {
  readonly id: string;
  /** False while paused or while the password is refused: nothing is sent then. */
  readonly wantsPolling: () => boolean;
  readonly presence: () => Presence;
  readonly state: () => { failures: number; retryAfterMs: number | null; throttled: boolean };
  readonly run: (trigger: SyncTrigger) => Promise<unknown>;
}

/**
 * The clock is compared this often with each connection's next time: a timer of minutes would go off late after the
 * computer slept, this one at most a moment after it wakes.
 */
const TICK_MS = 1000;

interface Schedule {
  readonly polled: Polled;
  lastEnded: number;
  /** Chosen once per wait, so that the jitter does not change from tick to tick. */
  random: number;
  running: boolean;
}

/** Polls every connection in its cadence. */
export class Poller {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #onFault: (error: unknown) => void;
  readonly #schedules = new Map<string, Schedule>();
  readonly #timer: NodeJS.Timeout;

  constructor(clock: Clock, random: () => number, onFault: (error: unknown) => void) {
    this.#clock = clock;
    this.#random = random;
    this.#onFault = onFault;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  /** Polls it from now on; the first time at once. */
  add(polled: Polled): void {
    this.#schedules.set(polled.id, { polled, lastEnded: Number.NEGATIVE_INFINITY, random: 0, running: false });
    this.#tick();
  }

  remove(id: string): void {
    this.#schedules.delete(id);
  }

  /** Polls one at once, unless the server asked for patience. Does nothing while it runs already. */
  now(id: string, trigger: SyncTrigger): void {
    const schedule = this.#schedules.get(id);
    if (schedule && schedule.polled.state().retryAfterMs === null) this.#run(schedule, trigger);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#schedules.clear();
  }

  #tick(): void {
    const now = this.#clock.now();
    for (const schedule of this.#schedules.values()) {
      const { polled, lastEnded, random } = schedule;
      const delay = nextPollDelay({ presence: polled.presence(), ...polled.state() }, random);
      // A clock that was set back would otherwise hold the next poll until it catches up.
      const jumpedBack = now < lastEnded;
      if (jumpedBack || now - lastEnded >= delay) this.#run(schedule, 'poll');
    }
  }

  #run(schedule: Schedule, trigger: SyncTrigger): void {
    if (schedule.running || !schedule.polled.wantsPolling()) return;
    schedule.running = true;
    const ended = () => {
      schedule.running = false;
      schedule.lastEnded = this.#clock.now();
      schedule.random = this.#random();
    };
    schedule.polled.run(trigger).catch(this.#onFault).finally(ended);
  }
}
