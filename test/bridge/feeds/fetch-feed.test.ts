import { once } from 'node:events';
import { createServer as createSecureServer } from 'node:https';
import { createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Resolve } from '../../../bridge/feeds/guarded-lookup.ts';
import { makeServerIdentity } from '../../sandbox/tls-certificate.ts';
import { refusal, TEXT, withPublisher } from './feed-fetching.ts';

const here = withPublisher();

describe('a feed', () => {
  it('comes as text with its marks, and counts into the traffic', async () => {
    const traffic = { requests: 0, bytesReceived: 0 };
    const answer = await here.fetchHere('/a.ics', { traffic });
    const url = `http://feed.test:${here.server.port}/a.ics`;
    const validators = { url, etag: '"1"', lastModified: 'Sun, 01 Nov 2026 00:00:00 GMT' };
    expect(answer).toEqual({ kind: 'text', pieces: expect.anything(), validators });
    expect(await here.textOf('/a.ics')).toBe(TEXT);
    expect(traffic).toEqual({ requests: 1, bytesReceived: Buffer.byteLength(TEXT) });
  });

  it('is asked for without credentials, cookies or a trace of where it is used', async () => {
    here.server.answer('/cookie', (_request, response) => {
      response.writeHead(302, { Location: '/a.ics', 'Set-Cookie': 'id=1' }).end();
    });
    await here.textOf('/cookie');
    for (const { headers } of here.server.requests) {
      expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
    }
  });

  it.each([
    { etag: '"1"', lastModified: null },
    { etag: null, lastModified: 'Sun, 01 Nov 2026 00:00:00 GMT' },
  ])('that did not change since %o is unchanged', async (marks) => {
    const validators = { url: `http://feed.test:${here.server.port}/a.ics`, ...marks };
    expect(await here.fetchHere('/a.ics', { validators })).toEqual({ kind: 'unchanged' });
  });

  it('is not asked for with the marks of another address', async () => {
    const validators = { url: 'http://other.test/a.ics', etag: '"1"', lastModified: null };
    expect((await here.fetchHere('/a.ics', { validators })).kind).toBe('text');
    expect(here.server.requests[0]?.headers['if-none-match']).toBeUndefined();
  });

  it('that claims to be unchanged without having been asked is no answer', async () => {
    here.server.answer('/odd', (_request, response) => void response.writeHead(304).end());
    await expect(here.textOf('/odd')).rejects.toMatchObject(refusal('feed-unreachable', /HTTP 304/));
  });

  it.each([
    ['gzip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
  ])('may come compressed as %s', async (encoding, body) => {
    here.server.answer(
      '/z',
      (_request, response) => void response.writeHead(200, { 'Content-Encoding': encoding }).end(body),
    );
    expect(await here.textOf('/z')).toBe(TEXT);
  });

  it('keeps letters whole that come in two pieces, and heeds the character set', async () => {
    const bytes = Buffer.from('SUMMARY:Zoë\r\n');
    here.server.answer('/utf8', (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/calendar' }).write(bytes.subarray(0, 11));
      setTimeout(() => response.end(bytes.subarray(11)), 50);
    });
    expect(await here.textOf('/utf8')).toBe('SUMMARY:Zoë\r\n');
    const latin = (charset: string) => (_request: unknown, response: import('node:http').ServerResponse) =>
      void response
        .writeHead(200, { 'Content-Type': `text/calendar; charset=${charset}` })
        .end(Buffer.from('Zo\xeb', 'latin1'));
    here.server.answer('/latin', latin('"ISO-8859-1"'));
    expect(await here.textOf('/latin')).toBe('Zoë');
    here.server.answer('/unknown', latin('klingon'));
    expect(await here.textOf('/unknown')).toBe('Zo�');
  });
});

describe('a feed that cannot be had', () => {
  it.each([
    [401, /without signing in/],
    [403, /without signing in/],
    [404, /no calendar at this address/],
    [410, /no calendar at this address/],
    [429, /asks us to wait/],
    [500, /HTTP 500/],
    [204, /HTTP 204/],
    [206, /HTTP 206/],
  ])('because of HTTP %i is unreachable', async (status, message) => {
    here.server.answer('/no', (_request, response) => void response.writeHead(status).end());
    await expect(here.textOf('/no')).rejects.toMatchObject(refusal('feed-unreachable', message));
  });

  it('tells when to ask again', async () => {
    here.server.answer('/busy', (_request, response) => void response.writeHead(503, { 'Retry-After': '90' }).end());
    await expect(here.textOf('/busy')).rejects.toMatchObject({ details: { retryAfterMs: 90_000 } });
  });

  it('because nothing listens or there is no such name says so, by the host alone', async () => {
    const gone = { url: 'http://feed.test:9/secret.ics' };
    const message = /^feed\.test:9 refuses the connection/;
    await expect(here.fetchHere('', gone)).rejects.toMatchObject(refusal('feed-unreachable', message));
    const nobody: Resolve = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
    const unnamed = here.fetchHere('/secret.ics', {}, { resolve: nobody });
    await expect(unnamed).rejects.toMatchObject(refusal('feed-unreachable', /^No server .* feed\.test:\d+\. /));
    const nowhere = here.fetchHere('/secret.ics', {}, { resolve: async () => [] });
    await expect(nowhere).rejects.toMatchObject(refusal('feed-unreachable', /^No server was found/));
  });

  it('because it breaks off is not taken for a shorter one', async () => {
    here.server.answer('/cut', (_request, response) => {
      response.writeHead(200, { 'Content-Length': String(TEXT.length) });
      response.write(TEXT.slice(0, 100), () => response.destroy());
    });
    await expect(here.textOf('/cut')).rejects.toMatchObject(refusal('feed-unreachable', /broke off/));
    here.server.answer('/cut-gzip', (_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(TEXT).subarray(0, 60));
    });
    await expect(here.textOf('/cut-gzip')).rejects.toMatchObject(refusal('feed-unreachable', /broke off/));
  });

  it('because it is too long ends as soon as it is', async () => {
    here.server.answer('/long', (_request, response) => void response.writeHead(200).end('x'.repeat(10_001)));
    await expect(here.textOf('/long', { maxBytes: 10_000 })).rejects.toMatchObject(
      refusal('feed-unreachable', /10000 bytes/),
    );
    here.server.answer('/fits', (_request, response) => void response.writeHead(200).end('x'.repeat(10_000)));
    expect(await here.textOf('/fits', { maxBytes: 10_000 })).toHaveLength(10_000);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(200 * 1_048_576))],
    ['br', brotliCompressSync(Buffer.alloc(30 * 1_048_576))],
  ])('because little of it decompresses into much (%s) takes no more than the limit', async (encoding, bomb) => {
    here.server.answer('/bomb', (_request, response) => {
      response.writeHead(200, { 'Content-Encoding': encoding }).end(bomb);
    });
    const traffic = { requests: 0, bytesReceived: 0 };
    await expect(here.fetchHere('/bomb', { traffic })).rejects.toMatchObject(refusal('feed-unreachable', /20 MiB/));
    expect(traffic.bytesReceived).toBeGreaterThan(20 * 1_048_576);
    expect(traffic.bytesReceived).toBeLessThan(21 * 1_048_576);
  });

  it('because it is encoded twice, or oddly, is refused', async () => {
    here.server.answer('/odd', (_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip, gzip' }).end(gzipSync(gzipSync(TEXT)));
    });
    await expect(here.textOf('/odd')).rejects.toMatchObject(refusal('feed-unreachable', /encoding/));
  });

  it('because it drips is given up after the limit, however steadily it drips', async () => {
    here.server.answer('/drip', (_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('X'), 20);
      response.once('close', () => clearInterval(drip));
    });
    const began = Date.now();
    const message = /did not hand out the calendar within 1 s/;
    await expect(here.textOf('/drip', { timeoutMs: 400 })).rejects.toMatchObject(refusal('feed-unreachable', message));
    expect(Date.now() - began).toBeLessThan(3000);
  });

  it('because no headers come, or their first half for ever, is given up after the limit', async () => {
    const mute = createServer((socket) => void socket.on('error', () => undefined).write('HTTP/1.1 200 OK\r\nX: '));
    mute.listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { port } = mute.address() as { port: number };
    const asked = here.fetchHere('', { url: `http://feed.test:${port}/` }, { timeoutMs: 300 });
    await expect(asked).rejects.toMatchObject(refusal('feed-unreachable', /within 1 s/));
    mute.close();
  });

  it('because the bridge stops is given up at once', async () => {
    here.server.answer('/slow', () => undefined);
    const stopping = AbortSignal.timeout(100);
    const began = Date.now();
    await expect(here.fetchHere('/slow', { signal: stopping })).rejects.toMatchObject({ code: 'feed-unreachable' });
    expect(Date.now() - began).toBeLessThan(3000);
  });

  it('because its certificate is not in order is not read, whoever allowed the host', async () => {
    const server = createSecureServer(
      makeServerIdentity(['feed.test'], Date.now()),
      (_request, response) => void response.end(TEXT),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const asked = here.fetchHere('', { url: `https://feed.test:${port}/` });
    await expect(asked).rejects.toMatchObject(refusal('feed-unreachable', /No safe connection.*SELF_SIGNED/));
    server.close();
  });
});

describe('a webcal address', () => {
  it('is asked over https first, then over http', async () => {
    const answer = await here.fetchHere('', { url: `webcal://feed.test:${here.server.port}/a.ics` });
    expect(answer).toMatchObject({ kind: 'text', validators: { url: `http://feed.test:${here.server.port}/a.ics` } });
  });

  it('that answered over https before is not asked over http', async () => {
    const validators = { url: `https://feed.test:${here.server.port}/a.ics`, etag: '"1"', lastModified: null };
    const asked = here.fetchHere('', { url: `webcal://feed.test:${here.server.port}/a.ics`, validators });
    await expect(asked).rejects.toMatchObject(refusal('feed-unreachable', /certificate or encryption/));
    expect(here.server.requests).toEqual([]);
  });
});
