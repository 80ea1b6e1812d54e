import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { onTestFinished } from 'vitest';
import { openClientRegistry } from '../../../bridge/access/client-registry.ts';
import type { GuardOptions } from '../../../bridge/access/guards.ts';
import { bearerAuth, hostGuard, jsonBody, originGuard } from '../../../bridge/access/middleware.ts';
import { Pairing } from '../../../bridge/access/pairing.ts';
import { BridgeError, problemOf } from '../../../bridge/errors/bridge-error.ts';
import { healthRoutes } from '../../../bridge/routes/health.ts';
import { mount } from '../../../bridge/routes/mount.ts';
import { pairRouter } from '../../../bridge/routes/pair.ts';
import { proveRoutes } from '../../../bridge/routes/prove.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

export const EXTENSION = `chrome-extension://${'abcdefghijklmnop'.repeat(2)}`;
export const OTHER_EXTENSION = `chrome-extension://${'ponmlkjihgfedcba'.repeat(2)}`;

const asProblem: ErrorRequestHandler = (error, _request, response, _next) => {
  const known = error instanceof BridgeError ? error : new BridgeError('internal');
  response.status(problemOf(known).status).json(problemOf(known));
};

/** The doors of the bridge on a real port, in the order in which the bridge has them, with a room behind that echoes. */
export async function openDoors() {
  const home = await temporaryFolder();
  const time = { now: Date.parse('2026-03-02T08:00:00Z') };
  const clock = { now: () => time.now };
  const clients = await openClientRegistry({ home });
  let drawn = 0;
  const pairing = new Pairing(clock, (below) => drawn++ % below);
  const server = createServer();
  const port = () => (server.address() as AddressInfo).port;
  const guards: GuardOptions = { port, isPairedOrigin: (origin) => clients.isPairedOrigin(origin) };
  const app = express()
    .use(hostGuard(guards), originGuard(guards))
    .get('/', (_request, response) => void response.send('page'))
    .use(jsonBody())
    .use(
      mount([...healthRoutes('1.2.3'), ...proveRoutes({ clients, port, clock })]),
      pairRouter({ pairing, clients, port }),
    )
    .use(bearerAuth(clients))
    .use((request, response) => void response.json({ client: response.locals.client.name, body: request.body }))
    .use(asProblem);
  server.on('request', app);
  await listen(server);
  onTestFinished(() => void server.close().closeAllConnections());
  return { home, time, clients, pairing, guards, server, port: port() };
}

async function listen(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

export interface Reply {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: Record<string, unknown>;
}

/** One request, letter by letter, so that headers no client library would send can be sent. */
export async function send(
  port: number,
  requestLine: string,
  headers: readonly string[],
  body: string | Buffer = '',
): Promise<Reply> {
  const socket = connect(port, '127.0.0.1');
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  socket.write([`${requestLine} HTTP/1.1`, ...headers, ...length, 'Connection: close', '', ''].join('\r\n'));
  socket.write(body);
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) text += chunk;
  return understood(text);
}

function understood(text: string): Reply {
  const [head = '', payload = ''] = text.split('\r\n\r\n');
  const body = payload.startsWith('{') ? (JSON.parse(payload) as Record<string, unknown>) : {};
  return { status: Number(head.split(' ')[1]), code: body.code as string | undefined, body };
}

/** A JSON request with the right Host. */
export function ask(
  port: number,
  requestLine: string,
  headers: readonly string[] = [],
  body?: unknown,
): Promise<Reply> {
  const type = body === undefined ? [] : ['Content-Type: application/json'];
  const text = body === undefined ? '' : JSON.stringify(body);
  return send(port, requestLine, [`Host: 127.0.0.1:${port}`, ...type, ...headers], text);
}
