import type { SyncTrigger } from '../../shared/contract/sync.ts';
import { nextPollDelay, type PollState, type Presence } from '../domain/cadence.ts';
import type { Clock } from '../domain/clock.ts';

/** What the poller needs of one connection. */
export interface Polled {
  readonly id: string;
  /** False while paused or while the password is refused: nothing is sent then. */
  readonly wantsPolling: () => boolean;
  readonly presence: () => Presence;
  readonly state: () => Omit<PollState, 'presence'>;
  readonly run: (trigger: SyncTrigger) => Promise<unknown>;
  /** Gives up the requests under way and asks anew. */
  readonly interrupt: () => void;
}

/**
 * The clock is compared this often with each connection's next time: a timer of minutes would go off late after the
 * computer slept, this one at most a moment after it wakes.
 */
const TICK_MS = 1000;

/** So long no tick comes late by itself: the computer slept, or the clock was set. */
const SLEPT_MS = 10_000;

interface Schedule {
  readonly polled: Polled;
  lastEnded: number;
  /** Chosen once per wait, so that the jitter does not change from tick to tick. */
  random: number;
  running: boolean;
}

export interface PollerParts {
  readonly clock: Clock;
  /** In `[0, 1)`. */
  readonly random: () => number;
  /** Changes when the computer joins another network. */
  readonly network: () => string;
  readonly onFault: (error: unknown) => void;
}

/**
 * Polls every connection in its cadence, and out of it when the computer woke up or, for one that failed, when it joined
 * another network.
 */
export class Poller {
  readonly #clock: Clock;
  readonly #network: () => string;
  readonly #random: () => number;
  readonly #onFault: (error: unknown) => void;
  readonly #schedules = new Map<string, Schedule>();
  readonly #timer: NodeJS.Timeout;
  #lastTick: number;
  #lastNetwork: string;

  constructor({ clock, random, network, onFault }: PollerParts) {
    this.#clock = clock;
    this.#random = random;
    this.#network = network;
    this.#onFault = onFault;
    this.#lastTick = clock.now();
    this.#lastNetwork = network();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  /** Polls it from now on; the first time at once. */
  add(polled: Polled): void {
    this.#schedules.set(polled.id, { polled, lastEnded: Number.NEGATIVE_INFINITY, random: 0, running: false });
    this.#pollDue();
  }

  remove(id: string): void {
    this.#schedules.delete(id);
  }

  /** Polls one at once, unless the server asked for patience. Does nothing while it runs already. */
  now(id: string, trigger: SyncTrigger): void {
    const schedule = this.#schedules.get(id);
    if (schedule && !schedule.polled.state().throttled) this.#run(schedule, trigger);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#schedules.clear();
  }

  #tick(): void {
    const now = this.#clock.now();
    const woke = now - this.#lastTick > SLEPT_MS;
    this.#lastTick = now;
    if (woke) this.#afterSleep();
    if (this.#networkChanged()) this.#retryFailing();
    this.#pollDue();
  }

  /** Nothing is known of what happened meanwhile, and what was asked before will hardly be answered. */
  #afterSleep(): void {
    for (const schedule of this.#schedules.values()) {
      if (schedule.running) schedule.polled.interrupt();
      else if (!schedule.polled.state().throttled) this.#run(schedule, 'poll');
    }
  }

  #networkChanged(): boolean {
    const network = this.#network();
    const changed = network !== this.#lastNetwork;
    this.#lastNetwork = network;
    return changed;
  }

  #retryFailing(): void {
    for (const schedule of this.#schedules.values()) {
      const { failures, throttled } = schedule.polled.state();
      if (failures > 0 && !throttled) this.#run(schedule, 'poll');
    }
  }

  #pollDue(): void {
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
