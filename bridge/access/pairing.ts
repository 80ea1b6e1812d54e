import type { Clock } from '../domain/clock.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { sameSecret } from './token.ts';

/** Gives a whole number from 0 up to, not including, `below`. `crypto.randomInt` elsewhere. */
export type RandomInt = (below: number) => number;

export interface PairingCode {
  /** As shown: `ABCD-EFGH`. */
  readonly code: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

const CODE_LIVES_MS = 120_000;
const WRONG_TRIES = 5;
/** After a code has died of wrong tries nobody is answered for this long, so that a fresh code is no fresh chance at once. */
const REST_MS = 5_000;
/** After a code was used its client is still being written: until then nobody counts as paired, yet no new code is wanted. */
const WRITING_MS = 5_000;

/** Without 0 O 1 I L U V: read aloud or from a bad screen, each is itself. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTWXYZ';

type State =
  | { readonly is: 'closed' }
  | { readonly is: 'open'; readonly shown: PairingCode; readonly triesLeft: number }
  | { readonly is: 'resting'; readonly until: number }
  | { readonly is: 'used'; readonly until: number };

/** One code at a time: it lives 120 s, is used once, and dies after 5 wrong tries. No caller replaces it. */
export class Pairing {
  readonly #clock: Clock;
  readonly #randomInt: RandomInt;
  #state: State = { is: 'closed' };

  constructor(clock: Clock, randomInt: RandomInt) {
    this.#clock = clock;
    this.#randomInt = randomInt;
  }

  /** The code that is open, or a new one. Only the person at this computer may bring this about. */
  open(): PairingCode {
    const open = this.current();
    if (open) return open;
    const shown = { code: this.#newCode(), expiresAt: this.#clock.now() + CODE_LIVES_MS };
    this.#state = { is: 'open', shown, triesLeft: WRONG_TRIES };
    return shown;
  }

  current(): PairingCode | null {
    const state = this.#now();
    return state.is === 'open' ? state.shown : null;
  }

  /** A code has just been used, or died of wrong tries; nothing new should be shown unasked yet. */
  get resting(): boolean {
    const { is } = this.#now();
    return is === 'resting' || is === 'used';
  }

  /**
   * Uses the code up when it is the right one; letter case, spaces and dashes do not matter.
   * Throws `pairing-closed`, `wrong-code`, `too-many-attempts`.
   */
  use(typed: string): void {
    const state = this.#now();
    if (state.is === 'resting') throw new BridgeError('too-many-attempts');
    if (state.is !== 'open') throw new BridgeError('pairing-closed');
    if (sameSecret(plain(typed), plain(state.shown.code))) {
      this.#state = { is: 'used', until: this.#clock.now() + WRITING_MS };
      return;
    }
    this.#state = this.#afterWrongTry(state.shown, state.triesLeft - 1);
    throw new BridgeError('wrong-code');
  }

  #afterWrongTry(shown: PairingCode, triesLeft: number): State {
    return triesLeft > 0 ? { is: 'open', shown, triesLeft } : { is: 'resting', until: this.#clock.now() + REST_MS };
  }

  /** The state with what time has done to it. */
  #now(): State {
    const state = this.#state;
    const now = this.#clock.now();
    if (state.is === 'open' && now >= state.shown.expiresAt) this.#state = { is: 'closed' };
    if ((state.is === 'resting' || state.is === 'used') && now >= state.until) this.#state = { is: 'closed' };
    return this.#state;
  }

  #newCode(): string {
    const letters = Array.from({ length: 8 }, () => LETTERS[this.#randomInt(LETTERS.length)]);
    return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
  }
}

function plain(code: string): string {
  return code.toUpperCase().replace(/[\s\p{Pd}]/gu, '');
}
