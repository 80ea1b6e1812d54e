import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FeedRequest, type FetchOptions, fetchFeed } from '../../../bridge/feeds/fetch-feed.ts';
import type { Resolve } from '../../../bridge/feeds/guarded-lookup.ts';
import { type FeedServer, feedText, startFeedServer } from '../../sandbox/feed-server.ts';

const TEXT = feedText([['a', '20261202T100000Z', '20261202T110000Z']]);
const HERE: LookupAddress = { address: '127.0.0.1', family: 4 };

let server: FeedServer;
beforeEach(async () => {
  server = await startFeedServer();
  server.publish('/a.ics', { text: TEXT, etag: '"1"', lastModified: 'Sun, 01 Nov 2026 00:00:00 GMT' });
});
afterEach(() => server.stop());

/** The server under the name of a host that the person allowed. */
const fetchHere = (path: string, more: Partial<FeedRequest> = {}, options: FetchOptions = {}) =>
  fetchFeed(
    {
      url: `http://feed.test:${server.port}${path}`,
      allowHost: true,
      validators: null,
      traffic: { requests: 0, bytesReceived: 0 },
      ...more,
    },
    { resolve: async () => [HERE], ...options },
  );
const textOf = async (path: string, options: FetchOptions = {}) => {
  const answer = await fetchHere(path, {}, options);
  return answer.kind === 'text' ? answer.pieces.join('') : answer.kind;
};
const refusal = (code: string, message: RegExp) => ({ code, message: expect.stringMatching(message) });
const redirect = (path: string, location: string, status = 302) =>
  server.answer(path, (_request, response) => void response.writeHead(status, { Location: location }).end());

describe('a feed', () => {
  it('comes as text with its marks, and counts into the traffic', async () => {
    const traffic = { requests: 0, bytesReceived: 0 };
    const answer = await fetchHere('/a.ics', { traffic });
    const url = `http://feed.test:${server.port}/a.ics`;
    const validators = { url, etag: '"1"', lastModified: 'Sun, 01 Nov 2026 00:00:00 GMT' };
    expect(answer).toEqual({ kind: 'text', pieces: expect.anything(), validators });
    expect(await textOf('/a.ics')).toBe(TEXT);
    expect(traffic).toEqual({ requests: 1, bytesReceived: Buffer.byteLength(TEXT) });
  });

  it('is asked for without credentials, cookies or a trace of where it is used', async () => {
    server.answer('/cookie', (_request, response) => {
      response.writeHead(302, { Location: '/a.ics', 'Set-Cookie': 'id=1' }).end();
    });
    await textOf('/cookie');
    for (const { headers } of server.requests) {
      expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
    }
  });

  it.each([
    { etag: '"1"', lastModified: null },
    { etag: null, lastModified: 'Sun, 01 Nov 2026 00:00:00 GMT' },
  ])('that did not change since %o is unchanged', async (marks) => {
    const validators = { url: `http://feed.test:${server.port}/a.ics`, ...marks };
    expect(await fetchHere('/a.ics', { validators })).toEqual({ kind: 'unchanged' });
  });

  it('is not asked for with the marks of another address', async () => {
    const validators = { url: 'http://other.test/a.ics', etag: '"1"', lastModified: null };
    expect((await fetchHere('/a.ics', { validators })).kind).toBe('text');
    expect(server.requests[0]?.headers['if-none-match']).toBeUndefined();
  });

  it('that claims to be unchanged without having been asked is no answer', async () => {
    server.answer('/odd', (_request, response) => void response.writeHead(304).end());
    await expect(textOf('/odd')).rejects.toMatchObject(refusal('feed-unreachable', /HTTP 304/));
  });

  it.each([
    ['gzip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
  ])('may come compressed as %s', async (encoding, body) => {
    server.answer(
      '/z',
      (_request, response) => void response.writeHead(200, { 'Content-Encoding': encoding }).end(body),
    );
    expect(await textOf('/z')).toBe(TEXT);
  });

  it('keeps letters whole that come in two pieces, and heeds the character set', async () => {
    const bytes = Buffer.from('SUMMARY:Zoë\r\n');
    server.answer('/utf8', (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/calendar' }).write(bytes.subarray(0, 11));
      setTimeout(() => response.end(bytes.subarray(11)), 50);
    });
    expect(await textOf('/utf8')).toBe('SUMMARY:Zoë\r\n');
    const latin = (charset: string) => (_request: unknown, response: import('node:http').ServerResponse) =>
      void response
        .writeHead(200, { 'Content-Type': `text/calendar; charset=${charset}` })
        .end(Buffer.from('Zo\xeb', 'latin1'));
    server.answer('/latin', latin('"ISO-8859-1"'));
    expect(await textOf('/latin')).toBe('Zoë');
    server.answer('/unknown', latin('klingon'));
    expect(await textOf('/unknown')).toBe('Zo�');
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
    server.answer('/no', (_request, response) => void response.writeHead(status).end());
    await expect(textOf('/no')).rejects.toMatchObject(refusal('feed-unreachable', message));
  });

  it('tells when to ask again', async () => {
    server.answer('/busy', (_request, response) => void response.writeHead(503, { 'Retry-After': '90' }).end());
    await expect(textOf('/busy')).rejects.toMatchObject({ details: { retryAfterMs: 90_000 } });
  });

  it('because nothing listens or there is no such name says so, by the host alone', async () => {
    const gone = { url: 'http://feed.test:9/secret.ics' };
    const message = /^feed\.test:9 refuses the connection/;
    await expect(fetchHere('', gone)).rejects.toMatchObject(refusal('feed-unreachable', message));
    const nobody: Resolve = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
    const unnamed = fetchHere('/secret.ics', {}, { resolve: nobody });
    await expect(unnamed).rejects.toMatchObject(refusal('feed-unreachable', /^No server .* feed\.test:\d+\. /));
    const nowhere = fetchHere('/secret.ics', {}, { resolve: async () => [] });
    await expect(nowhere).rejects.toMatchObject(refusal('feed-unreachable', /^No server was found/));
  });

  it('because it breaks off is not taken for a shorter one', async () => {
    server.answer('/cut', (_request, response) => {
      response.writeHead(200, { 'Content-Length': String(TEXT.length) });
      response.write(TEXT.slice(0, 100), () => response.destroy());
    });
    await expect(textOf('/cut')).rejects.toMatchObject(refusal('feed-unreachable', /broke off/));
    server.answer('/cut-gzip', (_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(TEXT).subarray(0, 60));
    });
    await expect(textOf('/cut-gzip')).rejects.toMatchObject(refusal('feed-unreachable', /broke off/));
  });

  it('because it is too long ends as soon as it is', async () => {
    server.answer('/long', (_request, response) => void response.writeHead(200).end('x'.repeat(10_001)));
    await expect(textOf('/long', { maxBytes: 10_000 })).rejects.toMatchObject(
      refusal('feed-unreachable', /10000 bytes/),
    );
    server.answer('/fits', (_request, response) => void response.writeHead(200).end('x'.repeat(10_000)));
    expect(await textOf('/fits', { maxBytes: 10_000 })).toHaveLength(10_000);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(200 * 1_048_576))],
    ['br', brotliCompressSync(Buffer.alloc(30 * 1_048_576))],
  ])('because little of it decompresses into much (%s) takes no more than the limit', async (encoding, bomb) => {
    server.answer('/bomb', (_request, response) => {
      response.writeHead(200, { 'Content-Encoding': encoding }).end(bomb);
    });
    const traffic = { requests: 0, bytesReceived: 0 };
    await expect(fetchHere('/bomb', { traffic })).rejects.toMatchObject(refusal('feed-unreachable', /20 MiB/));
    expect(traffic.bytesReceived).toBeGreaterThan(20 * 1_048_576);
    expect(traffic.bytesReceived).toBeLessThan(21 * 1_048_576);
  });

  it('because it is encoded twice, or oddly, is refused', async () => {
    server.answer('/odd', (_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip, gzip' }).end(gzipSync(gzipSync(TEXT)));
    });
    await expect(textOf('/odd')).rejects.toMatchObject(refusal('feed-unreachable', /encoding/));
  });

  it('because it drips is given up after the limit, however steadily it drips', async () => {
    server.answer('/drip', (_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('X'), 20);
      response.once('close', () => clearInterval(drip));
    });
    const began = Date.now();
    const message = /did not hand out the calendar within 1 s/;
    await expect(textOf('/drip', { timeoutMs: 400 })).rejects.toMatchObject(refusal('feed-unreachable', message));
    expect(Date.now() - began).toBeLessThan(3000);
  });

  it('because no headers come, or their first half for ever, is given up after the limit', async () => {
    const mute = createServer((socket) => void socket.on('error', () => undefined).write('HTTP/1.1 200 OK\r\nX: '));
    mute.listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { port } = mute.address() as { port: number };
    const asked = fetchHere('', { url: `http://feed.test:${port}/` }, { timeoutMs: 300 });
    await expect(asked).rejects.toMatchObject(refusal('feed-unreachable', /within 1 s/));
    mute.close();
  });

  it('because the bridge stops is given up at once', async () => {
    server.answer('/slow', () => undefined);
    const stopping = AbortSignal.timeout(100);
    const began = Date.now();
    await expect(fetchHere('/slow', { signal: stopping })).rejects.toMatchObject({ code: 'feed-unreachable' });
    expect(Date.now() - began).toBeLessThan(3000);
  });
});

describe('a webcal address', () => {
  it('is asked over https first, then over http', async () => {
    const answer = await fetchHere('', { url: `webcal://feed.test:${server.port}/a.ics` });
    expect(answer).toMatchObject({ kind: 'text', validators: { url: `http://feed.test:${server.port}/a.ics` } });
  });

  it('that answered over https before is not asked over http', async () => {
    const validators = { url: `https://feed.test:${server.port}/a.ics`, etag: '"1"', lastModified: null };
    const asked = fetchHere('', { url: `webcal://feed.test:${server.port}/a.ics`, validators });
    await expect(asked).rejects.toMatchObject(refusal('feed-unreachable', /certificate or encryption/));
    expect(server.requests).toEqual([]);
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('by %i is followed', async (status) => {
    redirect('/moved', '/a.ics', status);
    expect(await textOf('/moved')).toBe(TEXT);
  });

  it('is followed five times, not six', async () => {
    for (let hop = 1; hop <= 6; hop++) redirect(`/${hop}`, hop === 6 ? '/a.ics' : `/${hop + 1}`);
    expect(await textOf('/2')).toBe(TEXT);
    server.requests.length = 0;
    await expect(textOf('/1')).rejects.toMatchObject(refusal('feed-unreachable', /without end/));
    expect(server.requests.map(({ path }) => path)).toEqual(['/1', '/2', '/3', '/4', '/5', '/6']);
  });

  it.each([
    ['to this computer', 'http://127.0.0.1:1/', /127\.0\.0\.1 is on this computer/],
    ['to this computer, written as a number', 'http://2130706433:1/', /127\.0\.0\.1 is on this computer/],
    ['to this computer in IPv6', 'http://[::1]:1/', /on this computer/],
    ['to a mapped address', 'http://[::ffff:10.0.0.1]:1/', /on this computer or on its own network/],
    ['to where clouds keep their secrets', 'http://169.254.169.254/latest', /on its own network/],
    ['to a name that leads home', 'http://other.test:1/', /other\.test is on this computer/],
    ['to another scheme', 'file:///etc/hosts', /https, http or webcal/],
    ['with credentials', 'http://u:p@feed.test/', /user name or a password/],
  ])('%s is refused, although the first host is allowed', async (_what, location, message) => {
    redirect('/away', location);
    await expect(textOf('/away')).rejects.toMatchObject(refusal('feed-not-allowed', message));
    expect(server.requests).toHaveLength(1);
  });

  it('without a place to go is no answer', async () => {
    server.answer('/lost', (_request, response) => void response.writeHead(302).end());
    await expect(textOf('/lost')).rejects.toMatchObject(refusal('feed-unreachable', /without saying which/));
  });
});

describe('a host of this computer or its network', () => {
  const notAllowed = { allowHost: false };

  it.each([
    ['by its address', () => server.url],
    ['by a short address', () => `http://127.1:${server.port}`],
    ['by a number', () => `http://0x7f000001:${server.port}`],
    ['by a mapped address', () => `http://[::ffff:127.0.0.1]:${server.port}`],
    ['by its name', () => `http://localhost:${server.port}`],
    ['by webcal', () => `webcal://127.0.0.1:${server.port}`],
  ])('is not asked %s unless it is allowed', async (_what, url) => {
    // The name is looked up as it is in earnest.
    const asked = fetchFeed({
      ...notAllowed,
      url: `${url()}/a.ics`,
      validators: null,
      traffic: { requests: 0, bytesReceived: 0 },
    });
    await expect(asked).rejects.toMatchObject(refusal('feed-not-allowed', /Allow that host/));
    expect(server.requests).toEqual([]);
  });

  it('is refused when only one of several addresses is private', async () => {
    const resolve: Resolve = async () => [{ address: '192.0.2.1', family: 4 }, HERE];
    const asked = fetchHere('/a.ics', notAllowed, { resolve, timeoutMs: 500 });
    await expect(asked).rejects.toMatchObject(refusal('feed-not-allowed', /feed\.test is on this computer/));
    expect(server.requests).toEqual([]);
  });

  it('gains nothing from a name that leads elsewhere the second time', async () => {
    const looked: string[] = [];
    // Nobody answers at the first address; it is public by the rules and set aside for documentation.
    const resolve: Resolve = async (hostname) => {
      looked.push(hostname);
      return looked.length === 1 ? [{ address: '192.0.2.1', family: 4 }] : [HERE];
    };
    const asked = fetchHere('/a.ics', notAllowed, { resolve, timeoutMs: 500 });
    await expect(asked).rejects.toMatchObject({ code: 'feed-unreachable' });
    expect(looked).toEqual(['feed.test']);
    expect(server.requests).toEqual([]);
  });

  it('is looked up and checked anew at every redirect', async () => {
    const looked: string[] = [];
    const resolve: Resolve = async (hostname) => {
      looked.push(hostname);
      return looked.length === 1 ? [HERE] : [{ address: '10.0.0.1', family: 4 }];
    };
    redirect('/away', `http://other.test:${server.port}/a.ics`);
    await expect(fetchHere('/away', {}, { resolve })).rejects.toMatchObject({ code: 'feed-not-allowed' });
    expect(looked).toEqual(['feed.test', 'other.test']);
    expect(server.requests.map(({ path }) => path)).toEqual(['/away']);
  });
});
