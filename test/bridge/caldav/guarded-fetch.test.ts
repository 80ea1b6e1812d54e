import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Exchange, exchange } from '../../../bridge/caldav/exchange.ts';
import { makeServerIdentity } from '../../sandbox/tls-certificate.ts';
import { guard } from './guarded.ts';
import { literalServer } from './literal-server.ts';

const says = (text: string) => expect.stringContaining(text);

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])(
    '%i is followed to another port of this computer with the same question',
    async (status) => {
      const target = await literalServer((_, response) => void response.end('here'));
      const first = await literalServer(
        (_, response) => void response.writeHead(status, { location: `${target.url}/b` }).end(),
      );
      const { ask, traffic } = guard(first.url);
      const answer = await ask();
      expect({ text: answer.text, url: answer.url.href }).toEqual({ text: 'here', url: `${target.url}/b` });
      expect(target.received).toMatchObject([
        { method: 'REPORT', body: '<question/>', headers: { depth: '1', authorization: 'Basic c2VjcmV0' } },
      ]);
      expect(traffic.requests).toBe(2);
    },
  );

  test('five are followed, a sixth is not', async () => {
    const server = await literalServer(({ path }, response) => {
      const left = Number(path.slice(1));
      if (left === 0) response.end('arrived');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const { ask } = guard(server.url);
    expect((await ask(`${server.url}/5`)).text).toBe('arrived');
    await expect(ask(`${server.url}/6`)).rejects.toMatchObject({
      code: 'bad-answer',
      message: says('round and round'),
    });
  });

  test('to another host sends nothing there', async () => {
    const asked: string[] = [];
    const recording: Exchange = (url, request) => {
      asked.push(url.href);
      return exchange(url, request);
    };
    const server = await literalServer(
      (_, response) => void response.writeHead(301, { location: 'https://example.net/x' }).end(),
    );
    const { ask } = guard(server.url, { exchange: recording });
    await expect(ask()).rejects.toMatchObject({ code: 'bad-answer', message: says('https://example.net') });
    expect(asked).toEqual([`${server.url}/`]);
  });

  test('without a target is an error', async () => {
    const server = await literalServer((_, response) => void response.writeHead(301).end());
    await expect(guard(server.url).ask()).rejects.toMatchObject({
      code: 'bad-answer',
      message: says('without saying'),
    });
  });
});

describe('statuses', () => {
  const answering = (status: number, headers: Record<string, string> = {}) =>
    literalServer((_, response) => void response.writeHead(status, headers).end());

  test.each([
    ['seconds', '120', 120_000],
    ['an HTTP date', 'Mon, 05 Jan 2026 12:00:30 GMT', 30_000],
    ['a date gone by', 'Mon, 05 Jan 2026 11:00:00 GMT', 0],
    ['a month', '2592000', 86_400_000],
    ['nonsense', '-', undefined],
  ])('a 503 keeps Retry-After given as %s', async (_, header, expected) => {
    const { ask } = guard((await answering(503, { 'retry-after': header })).url);
    const error = await ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'throttled' });
    expect((error as { details: { retryAfterMs?: number } }).details.retryAfterMs).toBe(expected);
  });

  test.each([
    [401, 'invalid-credentials'],
    [429, 'throttled'],
    [500, 'server-unreachable'],
    [502, 'server-unreachable'],
    [504, 'server-unreachable'],
  ])('%i is %s', async (status, code) => {
    await expect(guard((await answering(status)).url).ask()).rejects.toMatchObject({ code });
  });

  test.each([200, 207, 403, 404, 405, 409, 412, 501, 507])('%i is for the caller to judge', async (status) => {
    expect((await guard((await answering(status)).url).ask()).status).toBe(status);
  });
});

describe('what goes wrong on the way', () => {
  const stalls: [string, (response: ServerResponse) => void][] = [
    ['before the answer', () => undefined],
    ['in the middle of the body', (response) => void response.writeHead(207).write('<multi')],
  ];
  test.each(stalls)('a server that stalls %s is given up after the time-out', async (_, stall) => {
    const server = await literalServer((_request, response) => stall(response));
    const began = Date.now();
    await expect(guard(server.url).ask(server.url, 300)).rejects.toMatchObject({
      code: 'server-unreachable',
      message: says('did not answer within'),
    });
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  test('the caller can stop a request', async () => {
    const controller = new AbortController();
    const server = await literalServer(() => controller.abort());
    await expect(guard(server.url).ask(server.url, 5_000, controller.signal)).rejects.toMatchObject({
      code: 'server-unreachable',
      message: says('was stopped'),
    });
    await expect(guard(server.url).ask(server.url, 5_000, AbortSignal.abort())).rejects.toMatchObject({
      message: says('was stopped'),
    });
  });

  test('a connection that breaks in the middle of the body is an error, not a shorter answer', async () => {
    const server = await literalServer((_, response) => {
      response.writeHead(207, { 'content-length': '100' });
      response.write('<multistatus/>');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(guard(server.url).ask()).rejects.toMatchObject({
      code: 'server-unreachable',
      message: says('broke off'),
    });
  });

  test('a name that does not exist is told as such', async () => {
    const { ask } = guard('https://calendars.invalid/');
    await expect(ask()).rejects.toMatchObject({
      code: 'server-unreachable',
      message: says('No server was found under the name'),
    });
  });

  test('a certificate that nobody signed is told as such', async () => {
    const tls = createTlsServer(makeServerIdentity(['localhost'], Date.now()), (_, response) => void response.end());
    await once(tls.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(async () => void (await once(tls.close(), 'close')));
    const { ask } = guard(`https://localhost:${(tls.address() as AddressInfo).port}/`);
    await expect(ask()).rejects.toMatchObject({ code: 'server-unreachable', message: says('certificate') });
  });
});

describe('connections', () => {
  test('serve one report after the other', async () => {
    const server = await literalServer((_, response) => void response.end('answer'));
    const { ask } = guard(server.url);
    for (let times = 0; times < 12; times += 1) await ask();
    expect(server.received).toHaveLength(12);
    expect(server.connections()).toBe(1);
  });

  /** Hangs up on every question that is not the first of its connection, which looks like an idle connection let go of. */
  const forgetful = async () => {
    const known = new WeakSet<object>();
    const server = await literalServer((_, response) => {
      const { socket } = response;
      if (socket === null || known.has(socket)) return void socket?.resetAndDestroy();
      known.add(socket);
      response.end('answer');
    });
    return server;
  };

  test('that the server let go of in the very moment are made anew for a question', async () => {
    const server = await forgetful();
    const { ask } = guard(server.url);
    expect([(await ask()).text, (await ask()).text]).toEqual(['answer', 'answer']);
    expect(server.received).toHaveLength(3);
  });

  test('that break are not made anew for a change, which the server may have made', async () => {
    const server = await forgetful();
    const { ask, guardedFetch } = guard(server.url);
    await ask();
    const put = { method: 'PUT', headers: {}, body: 'event', timeoutMs: 1_000 };
    await expect(guardedFetch(new URL(server.url), put)).rejects.toMatchObject({ message: says('broke off') });
    expect(server.received.map(({ method }) => method)).toEqual(['REPORT', 'PUT']);
  });
});
