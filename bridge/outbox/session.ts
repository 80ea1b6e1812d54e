import type { CalDavClient, CalendarWriter, Fetched } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';

/** Somebody waits for what is read here; a server that is silent for so long is taken for one that does not answer. */
const ANSWERS_WITHIN_MS = 20_000;

/** Reads events by their names; throws `server-unreachable` after 20 s without an answer. */
export type EventReader = (calendarHref: string, hrefs: readonly string[]) => Promise<Fetched>;

/** One client for many writings, so that the account is not looked for anew each time. */
export class Session {
  readonly #openClient: () => Promise<CalDavClient | null>;
  readonly #end = new AbortController();
  #client: Promise<CalDavClient | null> | null = null;

  constructor(openClient: () => Promise<CalDavClient | null>) {
    this.#openClient = openClient;
  }

  async #opened(): Promise<CalDavClient> {
    this.#client ??= this.#openClient();
    const client = await this.#client;
    if (client) return client;
    this.forget();
    throw new BridgeError('needs-password');
  }

  /** Its requests end with the session. Throws `needs-password`. */
  async reader(): Promise<EventReader> {
    const client = await this.#opened();
    return (calendarHref, hrefs) => this.#inTime((signal) => client.fetchResources(calendarHref, hrefs, signal));
  }

  async #inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), ANSWERS_WITHIN_MS);
    try {
      return await work(AbortSignal.any([this.#end.signal, limit.signal]));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Its requests end with the session. Throws `needs-password`. */
  async writer(): Promise<CalendarWriter> {
    const client = await this.#opened();
    const { signal } = this.#end;
    return {
      readResource: (href) => client.readResource(href, signal),
      createResource: (href, text) => client.createResource(href, text, signal),
      updateResource: (href, text, etag) => client.updateResource(href, text, etag, signal),
      deleteResource: (href, etag) => client.deleteResource(href, etag, signal),
    };
  }

  /** The next one opens another client: the password or the address may have changed. */
  forget(): void {
    this.#client = null;
  }

  get ended(): boolean {
    return this.#end.signal.aborted;
  }

  end(): void {
    this.#end.abort();
  }
}
