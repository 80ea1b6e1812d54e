import type { AccountEvent } from '../account/account.ts';

export interface ServedEvent {
  readonly etag: string;
  readonly start: number;
  readonly end: number;
  /** The entries of a multistatus, ready to be sent: with the ETag alone, and with the text too. */
  readonly listed: Buffer;
  readonly whole: Buffer;
}

/** One calendar in memory, with a counter that is its ctag and its sync token. */
export class ServedCalendar {
  readonly path: string;
  readonly events = new Map<string, ServedEvent>();
  readonly #changes: string[] = [];
  #oldestToken = 0;
  #generation = 0;

  constructor(path: string, events: readonly AccountEvent[]) {
    this.path = path;
    for (const event of events) this.events.set(event.href, served(event, 1));
  }

  get token(): string {
    return `bench-${this.#generation}-${this.#changes.length}`;
  }

  put(event: AccountEvent): void {
    this.#changes.push(event.href);
    this.events.set(event.href, served(event, this.#changes.length + 1));
  }

  /** From now on no token of before is known. */
  forgetTokens(): void {
    this.#generation += 1;
    this.#oldestToken = this.#changes.length;
  }

  /** What changed since a token; everything for none; null for one that is not known. */
  since(token: string): ServedEvent[] | null {
    if (token === '') return [...this.events.values()];
    const [, generation, count] = token.split('-').map(Number);
    if (generation !== this.#generation || count === undefined || count < this.#oldestToken) return null;
    return [...new Set(this.#changes.slice(count))].flatMap((href) => this.events.get(href) ?? []);
  }
}

function served({ href, text, start, end }: AccountEvent, version: number): ServedEvent {
  const etag = `"${version}-${text.length}"`;
  const entry = (data: string) =>
    Buffer.from(
      `<d:response><d:href>${href}</d:href><d:propstat><d:prop><d:getetag>${etag}</d:getetag>${data}</d:prop>` +
        '<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>',
    );
  // As iCloud sends it: the carriage return as an entity.
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;');
  return { etag, start, end, listed: entry(''), whole: entry(`<c:calendar-data>${escaped}</c:calendar-data>`) };
}
