import type { RawData, WebSocket } from 'ws';
import { PROTOCOL } from '../../shared/contract/access.ts';
import { CLOSE_UNAUTHORIZED, ClientMessage, HELLO_WITHIN_MS, type ServerMessage } from '../../shared/contract/live.ts';
import type { ClientRegistry } from '../access/client-registry.ts';
import type { Presence } from '../domain/cadence.ts';

export interface LiveSessionParts {
  readonly clients: ClientRegistry;
  readonly greeting: (connectionId: string) => ServerMessage[] | null;
  readonly onVisible: (connectionId: string) => void;
  readonly onEnd: () => void;
}

const CLOSE_BAD_MESSAGE = 4400;
const CLOSE_INTERNAL = 1011;
const MOST_WATCHED = 50;

/** One open socket: nothing is said to it before it has shown a token. */
export class LiveSession {
  readonly #socket: WebSocket;
  readonly #parts: LiveSessionParts;
  readonly #watched = new Map<string, { visible: boolean }>();
  readonly #helloLimit: NodeJS.Timeout;
  #clientId: string | null = null;
  #silentPings = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, parts: LiveSessionParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#helloLimit = setTimeout(() => this.dismiss(), HELLO_WITHIN_MS);
    socket.on('message', (data, isBinary) => {
      // One after the other: a `watch` right behind the `hello` must find it answered.
      this.#queue = this.#queue
        .then(() => this.#hear(data, isBinary))
        .catch(() => this.close(CLOSE_INTERNAL, 'Something went wrong; connect again'));
    });
    socket.on('pong', () => {
      this.#silentPings = 0;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearTimeout(this.#helloLimit);
      parts.onEnd();
    });
  }

  get clientId(): string | null {
    return this.#clientId;
  }

  looksAt(connectionId: string): Presence {
    const watched = this.#watched.get(connectionId);
    return watched ? (watched.visible ? 'visible' : 'open') : 'none';
  }

  /** Says nothing to a socket that has not shown its token. */
  send(message: ServerMessage): void {
    if (this.#clientId !== null && this.#socket.readyState === this.#socket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  /** A message that keeps the extension's worker alive, and a protocol ping that finds dead sockets. */
  ping(): void {
    if (this.#silentPings >= 2) return this.#socket.terminate();
    this.#silentPings++;
    this.#socket.ping();
    this.send({ type: 'ping' });
  }

  dismiss(): void {
    this.close(CLOSE_UNAUTHORIZED, 'Show a valid token first');
  }

  close(code: number, reason: string): void {
    this.#clientId = null;
    this.#watched.clear();
    this.#socket.close(code, reason);
  }

  async #hear(data: RawData, isBinary: boolean): Promise<void> {
    const message = isBinary ? null : read(String(data));
    if (!message) return this.close(CLOSE_BAD_MESSAGE, 'Not a message of this protocol');
    if (message.type === 'hello') return this.#greet(message.token);
    if (this.#clientId === null) return this.dismiss();
    if (message.type === 'watch') this.#watch(message.connectionId, message.visible);
  }

  async #greet(token: string): Promise<void> {
    const client = await this.#parts.clients.find(token);
    if (!client) return this.dismiss();
    clearTimeout(this.#helloLimit);
    this.#clientId = client.id;
    this.send({ type: 'welcome', protocol: PROTOCOL });
  }

  #watch(connectionId: string, visible: boolean): void {
    const greeting = this.#parts.greeting(connectionId);
    if (!greeting || (this.#watched.size >= MOST_WATCHED && !this.#watched.has(connectionId))) return;
    this.#watched.set(connectionId, { visible });
    for (const message of greeting) this.send(message);
    if (visible) this.#parts.onVisible(connectionId);
  }
}

function read(text: string): ClientMessage | null {
  try {
    return ClientMessage.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Not JSON: the caller closes the socket and says so.
    return null;
  }
}
