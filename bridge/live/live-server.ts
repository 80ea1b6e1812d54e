import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { PING_EVERY_MS, type ServerMessage } from '../../shared/contract/live.ts';
import type { ClientRegistry } from '../access/client-registry.ts';
import type { Presence } from '../domain/cadence.ts';
import { BridgeError, problemOf } from '../errors/bridge-error.ts';
import { LiveSession } from './live-session.ts';

export interface LiveServerParts {
  readonly clients: ClientRegistry;
  /** The rules of Host and Origin. */
  readonly checkUpgrade: (request: IncomingMessage) => BridgeError | null;
  /** The state that a client who begins to watch is told; null for an unknown connection. */
  readonly greeting: (connectionId: string) => ServerMessage[] | null;
  /** Somebody began to look: poll at once. */
  readonly onVisible: (connectionId: string) => void;
}

const LIVE_PATH = '/v1/live';
const LARGEST_MESSAGE = 4096;

/** Far more than browsers and scripts open at the same moment. */
const MOST_STRANGERS = 32;
const CROWDED = 'Too many sockets are open that have shown no token. Wait a few seconds and connect again.';

/** `/v1/live`: tells every client that watches a connection what changed there. */
export class LiveServer {
  readonly #parts: LiveServerParts;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  readonly #sessions = new Set<LiveSession>();
  readonly #pinging: NodeJS.Timeout;
  readonly #stopWatching: () => void;

  constructor(parts: LiveServerParts) {
    this.#parts = parts;
    this.#pinging = setInterval(() => this.#each((session) => session.ping()), PING_EVERY_MS);
    this.#pinging.unref();
    this.#stopWatching = parts.clients.onRevoked(({ id }) => {
      this.#each((session) => session.clientId === id && session.dismiss());
    });
  }

  /** Answers the upgrade requests of `server`. */
  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** How closely the clients look at a connection. */
  presence(connectionId: string): Presence {
    const looks = [...this.#sessions].map((session) => session.looksAt(connectionId));
    if (looks.includes('visible')) return 'visible';
    return looks.includes('open') ? 'open' : 'none';
  }

  tell(connectionId: string, message: ServerMessage): void {
    this.#each((session) => session.looksAt(connectionId) !== 'none' && session.send(message));
  }

  /** For news that concern every client, whatever it watches. */
  tellAll(message: ServerMessage): void {
    this.#each((session) => session.send(message));
  }

  close(): void {
    clearInterval(this.#pinging);
    this.#stopWatching();
    this.#each((session) => session.close(1001, 'The bridge is stopping'));
    this.#sockets.close();
  }

  #each(act: (session: LiveSession) => unknown): void {
    for (const session of this.#sessions) act(session);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const refusal = this.#parts.checkUpgrade(request) ?? refuseOtherPaths(request) ?? this.#refuseCrowd();
    if (refusal) return refuse(socket, refusal);
    this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#open(opened));
  }

  /** Whoever shows no token takes a place for a few seconds, and there are only so many. */
  #refuseCrowd(): BridgeError | null {
    const strangers = [...this.#sessions].filter(({ clientId }) => clientId === null).length;
    return strangers < MOST_STRANGERS ? null : new BridgeError('too-many-attempts', { detail: CROWDED });
  }

  #open(socket: WebSocket): void {
    const session = new LiveSession(socket, {
      ...this.#parts,
      onEnd: () => this.#sessions.delete(session),
    });
    this.#sessions.add(session);
  }
}

function refuseOtherPaths({ url = '' }: IncomingMessage): BridgeError | null {
  return url.split('?', 1)[0] === LIVE_PATH ? null : new BridgeError('not-found');
}

function refuse(socket: Duplex, error: BridgeError): void {
  const problem = problemOf(error);
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
