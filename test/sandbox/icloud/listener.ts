import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on 127.0.0.1 that can be stopped and started again on the same port. */
export interface Listener {
  readonly url: string;
  start(): Promise<void>;
  /** Drops open connections. */
  stop(): Promise<void>;
}

/** Port 0 takes a free one. Rejects when the port is taken. */
export async function listen(port: number, onRequest: RequestListener): Promise<Listener> {
  let server: Server | null = await open(port, onRequest);
  const kept = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${kept}`,
    start: async () => {
      server ??= await open(kept, onRequest);
    },
    stop: async () => {
      const closing = server;
      server = null;
      if (closing) await close(closing);
    },
  };
}

function open(port: number, onRequest: RequestListener): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(onRequest);
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
