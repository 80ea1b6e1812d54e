import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBridgeClient, pair } from '../../../extension/bridge-client/client.ts';
import { speak } from '../words/browser-words.ts';

const TOKEN = 'canary-token-6f2c';
let server: Server;
let port: number;
let seen: { path: string; authorization: string | undefined; etag: string | undefined }[];
let answers: Record<string, (response: ServerResponse, body: { nonce: string }) => void>;

const json = (response: ServerResponse, status: number, body: unknown, headers = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** Worked out with Node's crypto from the contract's words, apart from the extension's WebCrypto. */
function proofFor(nonce: string, token = TOKEN, at = port): string {
  const key = createHash('sha256').update(`prove:${token}`).digest();
  return createHmac('sha256', key).update(`${nonce}|${at}`).digest('hex');
}

async function bodyOf(request: IncomingMessage) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

beforeEach(async () => {
  seen = [];
  answers = {
    '/v1/prove': (response, { nonce }) => json(response, 200, { proof: proofFor(nonce) }),
    '/v1/connections': (response) => json(response, 200, { connections: [] }),
  };
  server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    seen.push({ path, authorization: request.headers.authorization, etag: request.headers['if-none-match'] });
    const body = await bodyOf(request);
    const answer = answers[path];
    if (answer) answer(response, body);
    else
      json(response, 404, { type: 'x', title: 'Not found', status: 404, code: 'not-found', detail: 'Check the id.' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  speak('en');
  server.closeAllConnections();
  server.close();
});

/** Its clock stands still, so that no proof grows old. */
const client = () => createBridgeClient({ port, clientId: 'c1', token: TOKEN, now: () => 1_000_000 });
const paths = () => seen.map(({ path }) => path);

describe('the client of the bridge', () => {
  it('asks for a proof once, before the token is sent', async () => {
    const bridge = client();
    await Promise.all([bridge.connections(), bridge.connections()]);
    await bridge.connections();
    expect(paths()).toEqual(['/v1/prove', '/v1/connections', '/v1/connections', '/v1/connections']);
    expect(seen.map(({ authorization }) => authorization)).toEqual([undefined, ...Array(3).fill(`Bearer ${TOKEN}`)]);
  });

  it.each([
    ['another token', (nonce: string) => proofFor(nonce, 'other')],
    ['another port', (nonce: string) => proofFor(nonce, TOKEN, 1)],
    ['a nonce of its own', () => proofFor('abc')],
    ['nonsense', () => 'zz'],
  ])('sends no token to a program whose proof is of %s', async (_name, proof) => {
    answers['/v1/prove'] = (response, { nonce }) => json(response, 200, { proof: proof(nonce) });
    await expect(client().connections()).rejects.toMatchObject({ code: 'not-our-bridge' });
    expect(JSON.stringify(seen)).not.toContain(TOKEN);
  });

  it('wants a new proof after a failure to reach the bridge', async () => {
    const bridge = client();
    await bridge.connections();
    answers['/v1/connections'] = (response) => response.destroy();
    await expect(bridge.connections()).rejects.toMatchObject({ code: 'bridge-unreachable' });
    answers['/v1/connections'] = (response) => json(response, 200, { connections: [] });
    await bridge.connections();
    expect(paths().filter((path) => path === '/v1/prove')).toHaveLength(2);
  });

  it('sends no token to a program that took the port between two calls, though none of them failed', async () => {
    let now = 1_000_000;
    const bridge = createBridgeClient({ port, clientId: 'c1', token: TOKEN, now: () => now });
    await bridge.connections();
    answers['/v1/prove'] = (response) => json(response, 200, { proof: 'ab'.repeat(32) });
    seen = [];
    now += 2_500;
    await expect(bridge.connections()).rejects.toMatchObject({ code: 'not-our-bridge' });
    expect(JSON.stringify(seen)).not.toContain(TOKEN);
  });

  it("passes on the bridge's own codes and sentences", async () => {
    await expect(client().connection('none')).rejects.toMatchObject({ code: 'not-found', message: 'Check the id.' });
  });

  it('says in the person’s language what the code means', async () => {
    speak('es');
    await expect(client().connection('none')).rejects.toMatchObject({
      code: 'not-found',
      message: 'Eso ya no existe en Slotbridge. Vuelve a abrir esta pantalla y míralo otra vez.',
    });
  });

  it('calls an answer of another shape bad, and never shows the token in a failure', async () => {
    answers['/v1/connections'] = (response) => json(response, 200, { connections: 'many' });
    const failure = await client()
      .connections()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'bad-answer' });
    expect(`${failure} ${JSON.stringify(failure)}`).not.toContain(TOKEN);
  });

  it('follows no redirect', async () => {
    answers['/v1/connections'] = (response) => response.writeHead(302, { location: '/v1/elsewhere' }).end();
    await expect(client().connections()).rejects.toMatchObject({ code: 'bridge-unreachable' });
    expect(paths()).not.toContain('/v1/elsewhere');
  });

  it('sends nothing at all before pairing', async () => {
    await expect(createBridgeClient({ port }).connections()).rejects.toMatchObject({ code: 'not-paired' });
    expect(seen).toEqual([]);
  });

  it('asks for blocked slots with the ETag of before, and understands that nothing changed', async () => {
    answers['/v1/connections/c/blocked-slots'] = (response) =>
      response.writeHead(304, { 'slotbridge-checked-at': '2026-11-23T12:00:00Z' }).end();
    const range = { from: '2026-11-23T00:00:00Z', to: '2026-11-24T00:00:00Z' };
    const answer = await client().blockedSlots('c', range, '"r1"');
    expect(answer).toEqual({ changed: false, checkedAt: '2026-11-23T12:00:00Z' });
    expect(seen.at(-1)?.etag).toBe('"r1"');
  });
});

describe('pairing', () => {
  it('gives what is to be kept, and refuses a token that was made for another port', async () => {
    answers['/v1/pair'] = (response, { nonce }) =>
      json(response, 201, { clientId: 'c9', token: TOKEN, proof: proofFor(nonce) });
    expect(await pair(' 123-456 ', 'Chrome', { port })).toEqual({ port, clientId: 'c9', token: TOKEN });
    answers['/v1/pair'] = (response, { nonce }) =>
      json(response, 201, { clientId: 'c9', token: TOKEN, proof: proofFor(nonce, TOKEN, 4823) });
    await expect(pair('123-456', 'Chrome', { port })).rejects.toMatchObject({ code: 'not-our-bridge' });
  });
});
