import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from './processes/channel.ts';

let body = Buffer.alloc(0);
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1');

/** A server that does nothing but answer the same bytes. */
answerParent({
  serve: (text: string) => {
    body = Buffer.from(text);
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  },
});
