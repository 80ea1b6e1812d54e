import type { HighLevel, SeenLimits } from '../domain/crm/highlevel.ts';
import { BridgeError } from '../errors/bridge-error.ts';

const NO_TOKEN = 'The token is not kept on this computer any more. Enter the token of the private integration again.';

/** HighLevel's API as one link uses it: opened when it is needed, with the calls counted whichever way they end. */
export class ApiSession {
  readonly #open: () => Promise<HighLevel | null>;
  #api: HighLevel | null = null;
  limits: SeenLimits | null = null;
  /** Since the link was made. */
  calls = 0;
  /** Another number with each `forget`: what failed for an older one says nothing of this one. */
  generation = 0;

  /** `open` gives null when no token is kept. */
  constructor(open: () => Promise<HighLevel | null>) {
    this.#open = open;
  }

  /** The token or where it goes may be another one. */
  forget(): void {
    this.#api = null;
    this.generation += 1;
  }

  /** Throws `invalid-token` when no token is kept. */
  async use<T>(work: (api: HighLevel) => Promise<T>): Promise<T> {
    const { generation } = this;
    const api = this.#api ?? (await this.#open());
    if (!api) throw new BridgeError('invalid-token', { detail: NO_TOKEN });
    if (generation === this.generation) this.#api = api;
    const before = api.calls;
    try {
      return await work(api);
    } finally {
      this.calls += api.calls - before;
      this.limits = api.limits ?? this.limits;
    }
  }
}
