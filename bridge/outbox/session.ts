import type { CalDavClient, CalendarWriter } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';

/** One client for many writings, so that the account is not looked for anew each time. */
export class Session {
  readonly #openClient: () => Promise<CalDavClient | null>;
  readonly #end = new AbortController();
  #client: Promise<CalDavClient | null> | null = null;

  constructor(openClient: () => Promise<CalDavClient | null>) {
    this.#openClient = openClient;
  }

  /** Throws `needs-password`. */
  async client(): Promise<CalDavClient> {
    this.#client ??= this.#openClient();
    const client = await this.#client;
    if (client) return client;
    this.forget();
    throw new BridgeError('needs-password');
  }

  /** Its requests end with the session. */
  async writer(): Promise<CalendarWriter> {
    const client = await this.client();
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
