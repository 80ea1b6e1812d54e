import type { Clock } from '../domain/clock.ts';
import type { Traffic } from '../domain/remote.ts';

const MINUTE_MS = 60_000;
const MINUTES = 60;

/** How many requests went to a server within the last hour, to the minute. */
export class RequestCount {
  readonly #clock: Clock;
  readonly #perMinute = new Map<number, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note(requests: number): void {
    const minute = this.#minute();
    this.#perMinute.set(minute, (this.#perMinute.get(minute) ?? 0) + requests);
  }

  lastHour(): number {
    const now = this.#minute();
    // Also what is to come, after the clock was set back.
    for (const minute of this.#perMinute.keys()) {
      if (minute <= now - MINUTES || minute > now) this.#perMinute.delete(minute);
    }
    return [...this.#perMinute.values()].reduce((sum, requests) => sum + requests, 0);
  }

  /** Traffic whose requests are counted as they are sent. */
  traffic(): Traffic {
    const note = (requests: number) => this.note(requests);
    let sent = 0;
    return {
      bytesReceived: 0,
      get requests() {
        return sent;
      },
      set requests(requests: number) {
        note(requests - sent);
        sent = requests;
      },
    };
  }

  #minute(): number {
    return Math.floor(this.#clock.now() / MINUTE_MS);
  }
}
