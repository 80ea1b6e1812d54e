import { describe, expect, test } from 'vitest';
import { knownHome, says } from './known-home.ts';
import { ANY, davError, HREF, home, type Literal, privileges, SABRE, TEXT, WRITER } from './writing-home.ts';

const READER = privileges('read');

describe('an unwelcome answer to a write', () => {
  test.each<[string, Literal, string | null, object]>([
    [
      'a privilege that is missing',
      { status: 403, body: davError('<D:need-privileges/>') },
      WRITER,
      { code: 'not-writable' },
    ],
    ['a bare 403 of a calendar that may be written to', { status: 403 }, WRITER, { code: 'throttled' }],
    ['a page with 403', { status: 403, body: '<html>no error' }, WRITER, { code: 'throttled' }],
    ['a bare 403 of a calendar that may only be read', { status: 403 }, READER, { code: 'not-writable' }],
    ['a bare 403 of a calendar that does not say', { status: 403 }, ANY, { code: 'not-writable' }],
    ['403 in the words of another server', { status: 403, body: davError(SABRE) }, READER, { code: 'not-writable' }],
    [
      '403 with Retry-After',
      { status: 403, headers: { 'retry-after': '9' } },
      READER,
      { code: 'throttled', details: { retryAfterMs: 9_000 } },
    ],
    [
      '503',
      { status: 503, headers: { 'retry-after': '3' } },
      WRITER,
      { code: 'throttled', details: { retryAfterMs: 3_000 } },
    ],
    ['429', { status: 429 }, WRITER, { code: 'throttled' }],
    ['401', { status: 401 }, WRITER, { code: 'invalid-credentials' }],
    ['404 of a calendar that is gone', { status: 404 }, null, { code: 'calendar-gone' }],
    ['409 of a calendar that is gone', { status: 409 }, null, { code: 'calendar-gone' }],
    ['409 of another server', { status: 409, body: davError(SABRE) }, null, { code: 'calendar-gone' }],
    ['404 of a calendar that stands', { status: 404 }, WRITER, { code: 'bad-answer', message: says('HTTP 404') }],
    ['405', { status: 405 }, WRITER, { code: 'not-writable' }],
    [
      'a calendar for tasks',
      { status: 403, body: davError('<C:supported-calendar-component/>') },
      WRITER,
      { code: 'not-writable' },
    ],
    [
      'text that is refused',
      { status: 403, body: davError('<C:valid-calendar-data/>') },
      WRITER,
      { code: 'bad-answer', message: says('valid-calendar-data') },
    ],
    [
      'text that is refused by 412',
      { status: 412, body: davError('<C:valid-calendar-data/>') },
      WRITER,
      { code: 'bad-answer', message: says('valid-calendar-data') },
    ],
    ['413', { status: 413 }, WRITER, { code: 'bad-answer', message: says('too large') }],
    ['a size limit', { status: 403, body: davError('<C:max-resource-size/>') }, WRITER, { message: says('too large') }],
    ['507', { status: 507 }, WRITER, { code: 'bad-answer', message: says('no room left') }],
    ['423', { status: 423 }, WRITER, { code: 'bad-answer', message: says('locked') }],
    ['500', { status: 500 }, WRITER, { code: 'server-unreachable' }],
    ['502', { status: 502 }, WRITER, { code: 'server-unreachable' }],
    ['a promise', { status: 202 }, WRITER, { code: 'bad-answer' }],
    ['a multistatus that says nothing', { status: 207, body: '' }, WRITER, { code: 'bad-answer' }],
    [
      'a web page',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' },
      WRITER,
      { code: 'bad-answer' },
    ],
  ])('%s', async (_, answer, standing, expected) => {
    const { client } = await home({ PUT: answer, DELETE: answer }, standing);
    await expect(client.createResource(HREF, TEXT)).rejects.toMatchObject(expected);
    if (answer.status !== 404) await expect(client.deleteResource(HREF, '"1"')).rejects.toMatchObject(expected);
  });

  test('a web page is no event', async () => {
    const page = { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Wi-Fi</p>' };
    const { client } = await home({ GET: page });
    await expect(client.readResource(HREF)).rejects.toMatchObject({ code: 'bad-answer' });
  });

  test('what the calendar says of itself may be refused too', async () => {
    const { client } = await knownHome(
      (response, { method }) => void response.writeHead(method === 'PUT' ? 403 : 503).end(),
    );
    await expect(client.createResource(HREF, TEXT)).rejects.toMatchObject({ code: 'throttled' });
  });

  test('a connection that breaks and an answer that does not come are errors, for nobody knows what was done', async () => {
    const cut = await knownHome((response) => void response.destroy());
    await expect(cut.client.createResource(HREF, TEXT)).rejects.toMatchObject({ code: 'server-unreachable' });
    const late = await knownHome(() => undefined, { timeoutMs: 200 });
    await expect(late.client.updateResource(HREF, TEXT, '"1"')).rejects.toMatchObject({ code: 'server-unreachable' });
    await expect(late.client.deleteResource(HREF, '"1"', AbortSignal.abort())).rejects.toMatchObject({
      code: 'server-unreachable',
    });
    expect(
      cut.server.received.filter(({ method }) => method === 'PUT'),
      'sent once, never again by itself',
    ).toHaveLength(1);
  });
});
