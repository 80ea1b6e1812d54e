import { type ClientMessage, PING_EVERY_MS, ServerMessage } from '../../shared/contract/live.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure, ownFailure } from '../bridge-client/failure.ts';

export interface LiveListeners {
  onMessage(message: ServerMessage): void;
  /** The bridge let us in; all that is watched has been said again. */
  onUp(): void;
  /** An attempt to reach the bridge failed; the next one follows by itself. */
  onDown(failure: BridgeFailure): void;
}

interface Access {
  readonly client: BridgeClient;
  readonly token: string;
}

const BACKOFF_MS = [300, 1000, 2000, 4000, 8000, 15_000];
/** A bridge that says nothing for longer than this is gone, whatever the socket thinks. */
const SILENCE_MS = PING_EVERY_MS * 2.5;

/** Null for what is no message of this version: a newer bridge may have more to say. */
function messageIn(data: string): ServerMessage | null {
  try {
    return ServerMessage.safeParse(JSON.parse(data)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Holds one WebSocket to the bridge while it is wanted, proves the bridge before each hello, and comes back alone. */
export class LiveConnection {
  readonly #access: () => Promise<Access | null>;
  readonly #listeners: LiveListeners;
  readonly #watched = new Map<string, boolean>();
  #socket: WebSocket | null = null;
  #welcomed = false;
  #wanted = false;
  #dialling = false;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #client: BridgeClient | null = null;

  constructor(access: () => Promise<Access | null>, listeners: LiveListeners) {
    this.#access = access;
    this.#listeners = listeners;
  }

  /** Connects if it is not, and stays connected. */
  want(): void {
    this.#wanted = true;
    if (!this.#socket && !this.#dialling) void this.#dial();
  }

  /** Lets go of the bridge until wanted again. */
  release(): void {
    this.#wanted = false;
    this.#watched.clear();
    this.#drop();
  }

  /** Starts anew, as after another pairing. */
  restart(): void {
    this.#drop();
    this.#attempt = 0;
    if (this.#wanted) void this.#dial();
  }

  /** Asks for news of a connection; polling is faster while a page that shows it is visible. */
  watch(connectionId: string, visible: boolean): void {
    if (this.#watched.get(connectionId) === visible) return;
    this.#watched.set(connectionId, visible);
    if (this.#welcomed) this.#send({ type: 'watch', connectionId, visible });
  }

  #send(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  async #dial(): Promise<void> {
    if (this.#dialling) return;
    this.#dialling = true;
    clearTimeout(this.#retry);
    try {
      const access = await this.#access();
      if (!access) throw ownFailure('not-paired');
      this.#client = access.client;
      access.client.forgetProof();
      await access.client.proven();
      if (this.#wanted) this.#open(access);
    } catch (error) {
      this.#failed(error instanceof BridgeFailure ? error : ownFailure('bridge-unreachable', error));
    } finally {
      this.#dialling = false;
    }
  }

  #open({ client, token }: Access): void {
    const socket = new WebSocket(`ws://127.0.0.1:${client.port}/v1/live`);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#send({ type: 'hello', token }));
    socket.addEventListener('message', ({ data }) => this.#received(socket, data));
    socket.addEventListener('close', () => this.#closed(socket));
    socket.addEventListener('error', () => this.#closed(socket));
    this.#expectNews(socket);
  }

  #received(socket: WebSocket, data: unknown): void {
    if (socket !== this.#socket || typeof data !== 'string') return;
    this.#expectNews(socket);
    const message = messageIn(data);
    if (!message) return;
    if (message.type === 'welcome') this.#welcome();
    if (message.type === 'ping') this.#send({ type: 'pong' });
    this.#listeners.onMessage(message);
  }

  #welcome(): void {
    this.#welcomed = true;
    this.#attempt = 0;
    for (const [connectionId, visible] of this.#watched) this.#send({ type: 'watch', connectionId, visible });
    this.#listeners.onUp();
  }

  #expectNews(socket: WebSocket): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => socket === this.#socket && this.#closed(socket), SILENCE_MS);
  }

  #closed(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    const wasWelcomed = this.#welcomed;
    this.#drop();
    // Who let go of the socket may have given up the port as well: nothing is sent to it on the strength of an old proof.
    this.#client?.forgetProof();
    // A socket that was fine may only have met a restart of the bridge: one quick attempt before anyone is told.
    if (wasWelcomed && this.#wanted) this.#later();
    else this.#failed(ownFailure('bridge-unreachable'));
  }

  #failed(failure: BridgeFailure): void {
    if (!this.#wanted) return;
    this.#listeners.onDown(failure);
    this.#later();
  }

  #later(): void {
    const wait = BACKOFF_MS[Math.min(this.#attempt, BACKOFF_MS.length - 1)] ?? 15_000;
    this.#attempt += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#wanted && void this.#dial(), wait);
  }

  #drop(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#socket = null;
    this.#welcomed = false;
    socket?.close();
  }
}
