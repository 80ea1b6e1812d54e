import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket as NodeSocket, type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { LiveConnection } from '../../../extension/background/live.ts';
import type { BridgeClient } from '../../../extension/bridge-client/client.ts';
import { ownFailure } from '../../../extension/bridge-client/failure.ts';
import type { ServerMessage } from '../../../shared/contract/live.ts';
import { freePort } from '../../sandbox/server-process.ts';

const TOKEN = 'canary-token-81d0';
// Node 20 has no WebSocket of its own; this one has the same events.
vi.stubGlobal('WebSocket', NodeSocket);

const SOON = { timeout: 10_000, interval: 10 };
const WELCOME = { type: 'welcome', protocol: 1 };

let server: WebSocketServer;
let sockets: ServerSocket[];
let heard: Record<string, unknown>[];
let order: string[];
let proof: () => Promise<void>;
let live: LiveConnection;
let told: { messages: ServerMessage[]; ups: number; downs: string[] };

function listen(port: number): Promise<void> {
  server = new WebSocketServer({ host: '127.0.0.1', port });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      heard.push(message);
      order.push(message.type);
    });
  });
  return new Promise((resolve) => server.once('listening', resolve));
}

const portOf = () => (server.address() as AddressInfo).port;
const say = (message: object) => sockets.at(-1)?.send(JSON.stringify(message));

function client(port: number): BridgeClient {
  const prove = async () => {
    order.push('prove');
    await proof();
  };
  return { port, proven: prove, forgetProof: () => order.push('forget') } as unknown as BridgeClient;
}

async function welcomed(): Promise<void> {
  await vi.waitFor(() => expect(heard.at(-1)?.type).toBe('hello'), SOON);
  say(WELCOME);
  await vi.waitFor(() => expect(told.ups).toBeGreaterThan(0), SOON);
}

beforeEach(async () => {
  sockets = [];
  heard = [];
  order = [];
  told = { messages: [], ups: 0, downs: [] };
  proof = async () => undefined;
  await listen(await freePort());
  const port = portOf();
  live = new LiveConnection(async () => ({ client: client(port), token: TOKEN }), {
    onMessage: (message) => told.messages.push(message),
    onUp: () => {
      told.ups += 1;
    },
    onDown: ({ code }) => told.downs.push(code),
  });
});
afterEach(() => {
  live.release();
  for (const socket of sockets) socket.terminate();
  server.close();
});

describe('the live connection', () => {
  it('wants a fresh proof before it says hello with the token', async () => {
    live.want();
    live.want();
    await welcomed();
    expect(order).toEqual(['forget', 'prove', 'hello']);
    expect(heard).toEqual([{ type: 'hello', token: TOKEN }]);
    expect(sockets).toHaveLength(1);
  });

  it('opens no socket to a program that cannot prove itself, and says why', async () => {
    proof = async () => Promise.reject(ownFailure('not-our-bridge'));
    live.want();
    await vi.waitFor(() => expect(told.downs.length).toBeGreaterThan(1), SOON);
    expect(new Set(told.downs)).toEqual(new Set(['not-our-bridge']));
    expect([sockets, heard]).toEqual([[], []]);
  });

  it('says before each welcome nothing but hello, and then all that is watched, once', async () => {
    live.watch('c1', true);
    live.want();
    await vi.waitFor(() => expect(heard).toHaveLength(1), SOON);
    say(WELCOME);
    live.watch('c1', true);
    await vi.waitFor(() => expect(heard).toHaveLength(2), SOON);
    live.watch('c1', false);
    await vi.waitFor(() => expect(heard).toHaveLength(3), SOON);
    expect(heard.slice(1)).toEqual([
      { type: 'watch', connectionId: 'c1', visible: true },
      { type: 'watch', connectionId: 'c1', visible: false },
    ]);
  });

  it('answers pings, passes on news, and drops what it cannot read', async () => {
    live.want();
    await welcomed();
    say({ type: 'ping' });
    say({ type: 'something-new' });
    sockets[0]?.send('no json at all');
    say({ type: 'blocked-slots', connectionId: 'c1', revision: 'r2' });
    await vi.waitFor(() => expect(told.messages.at(-1)?.type).toBe('blocked-slots'), SOON);
    expect(told.messages.map(({ type }) => type)).toEqual(['welcome', 'ping', 'blocked-slots']);
    await vi.waitFor(() => expect(heard.at(-1)).toEqual({ type: 'pong' }), SOON);
  });

  it('comes back by itself when the socket breaks, with a new proof, and nobody is told of a short gap', async () => {
    live.want();
    live.watch('c1', true);
    await welcomed();
    order = [];
    sockets[0]?.terminate();
    await vi.waitFor(() => expect(heard.filter(({ type }) => type === 'hello')).toHaveLength(2), SOON);
    expect(order.slice(0, 4)).toEqual(['forget', 'forget', 'prove', 'hello']);
    say(WELCOME);
    await vi.waitFor(() => expect(told.ups).toBe(2), SOON);
    await vi.waitFor(() => expect(heard.filter(({ type }) => type === 'watch')).toHaveLength(2), SOON);
    expect(told.downs).toEqual([]);
  });

  it('tells of a bridge that stays away, and finds it when it is back on its port', async () => {
    const port = portOf();
    live.want();
    await welcomed();
    const closed = new Promise((resolve) => server.close(resolve));
    sockets[0]?.terminate();
    await closed;
    await vi.waitFor(() => expect(told.downs).toContain('bridge-unreachable'), SOON);
    await listen(port);
    await vi.waitFor(() => expect(heard.filter(({ type }) => type === 'hello')).toHaveLength(2), SOON);
  });

  it('lets go when nobody wants it, and stays away', async () => {
    live.want();
    await welcomed();
    const closed = new Promise((resolve) => sockets[0]?.once('close', resolve));
    live.release();
    await closed;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(sockets).toHaveLength(1);
    expect(told.downs).toEqual([]);
  });

  it('takes a bridge that says nothing for 37 s as gone', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      live.want();
      while (heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
      vi.advanceTimersByTime(37_000);
      expect(told.downs).toEqual([]);
      vi.advanceTimersByTime(1_000);
      expect(told.downs).toEqual(['bridge-unreachable']);
    } finally {
      vi.useRealTimers();
    }
  });
});
