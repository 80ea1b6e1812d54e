import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface LiteralServer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly received: Received[];
  /** How many were opened so far. */
  connections(): number;
}

export type Respond = (request: Received, response: ServerResponse) => void;

/** A throw-away server on 127.0.0.1 that answers whatever `respond` writes and ends with the test. */
export async function literalServer(respond: Respond): Promise<LiteralServer> {
  const received: Received[] = [];
  const server = createServer((message, response) => {
    void whole(message).then((body) => {
      const request = { method: message.method ?? '', path: message.url ?? '', headers: message.headers, body };
      received.push(request);
      respond(request, response);
    });
  }).listen(0, '127.0.0.1');
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { url: `http://127.0.0.1:${address.port}`, received, connections: () => connections };
}

export function sendMultistatus(response: ServerResponse, inner: string): void {
  const declared = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/"';
  response.writeHead(207, { 'content-type': 'text/xml; charset="utf-8"' });
  response.end(`<?xml version='1.0' encoding='UTF-8'?><multistatus ${declared}>${inner}</multistatus>`);
}

async function whole(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
