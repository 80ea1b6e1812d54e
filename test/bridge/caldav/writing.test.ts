import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { entry, knownHome, says, statusEntry } from './known-home.ts';
import type { Received } from './literal-server.ts';
import { sendMultistatus } from './literal-server.ts';

const CALENDAR = '/1/calendars/w%40rk/';
const HREF = `${CALENDAR}a%20(b).ics`;
const TEXT = 'BEGIN:VCALENDAR\r\nSUMMARY:Käse ☂\r\nEND:VCALENDAR\r\n';
const SABRE = '<s:exception xmlns:s="http://sabredav.org/ns">Sabre</s:exception>';
const ANY = '<resourcetype><collection/></resourcetype>';
const WRITER = privileges('write-content');
const READER = privileges('read');

function privileges(name: string): string {
  return `${ANY}<current-user-privilege-set><privilege><${name}/></privilege></current-user-privilege-set>`;
}

function davError(inner: string): string {
  return `<D:error xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">${inner}</D:error>`;
}

interface Literal {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A home whose calendar says `standing` of itself (null: 404), and which answers the other methods as told. */
async function home(answers: Record<string, Literal>, standing: string | null = WRITER) {
  const asked: Received[] = [];
  const respond = (response: ServerResponse, request: Received) => {
    asked.push(request);
    if (request.method === 'PROPFIND') {
      if (standing === null) return void response.writeHead(404).end();
      return sendMultistatus(response, entry(CALENDAR, standing));
    }
    const { status, headers = {}, body = '' } = answers[request.method] ?? { status: 500 };
    response.writeHead(status, headers).end(status === 204 ? undefined : body);
  };
  return { ...(await knownHome(respond)), asked };
}

const named = (asked: readonly Received[]) => asked.map(({ method, path }) => `${method} ${path}`);

describe('a new event', () => {
  test('goes out whole, in UTF-8, under the name given, on condition that nothing has it', async () => {
    const { client, asked, traffic } = await home({ PUT: { status: 201, headers: { etag: '"1"' } } });
    traffic.requests = 0;
    expect(await client.createResource(HREF, TEXT)).toEqual({ kind: 'written', etag: '"1"' });
    const [put] = asked;
    expect(named(asked)).toEqual([`PUT ${HREF}`]);
    expect(put?.body).toBe(TEXT);
    expect(put?.headers).toMatchObject({ 'if-none-match': '*', 'content-type': 'text/calendar; charset=utf-8' });
    expect(put?.headers['if-match']).toBeUndefined();
    expect(traffic.requests).toBe(1);
  });

  test.each([
    [200, {}, null],
    [201, { etag: '' }, null],
    [201, { etag: 'W/"weak"' }, 'W/"weak"'],
    [204, {}, null],
  ])('%i %o is written', async (status, headers, etag) => {
    const { client } = await home({ PUT: { status, headers: headers as Record<string, string> } });
    expect(await client.createResource(HREF, TEXT)).toEqual({ kind: 'written', etag });
  });

  test('412 means that something is there', async () => {
    const { client, asked } = await home({ PUT: { status: 412 } });
    expect(await client.createResource(HREF, TEXT)).toEqual({ kind: 'refused-as-existing' });
    expect(asked).toHaveLength(1);
  });

  test.each([
    [
      403,
      '<C:no-uid-conflict><D:href>/1/calendars/home/b%2ec.ics</D:href></C:no-uid-conflict>',
      '/1/calendars/home/b.c.ics',
    ],
    [409, '<C:no-uid-conflict><D:href>http://other.example/x/b@c.ics</D:href></C:no-uid-conflict>', '/x/b%40c.ics'],
    [409, '<C:no-uid-conflict/>', null],
    [403, '<D:no-uid-conflict><D:href>http://[</D:href></D:no-uid-conflict>', null],
    [412, '<C:no-uid-conflict/>', null],
  ])('%i %s means that its UID is taken', async (status, inner, href) => {
    const { client } = await home({ PUT: { status, body: davError(inner) } });
    expect(await client.createResource(HREF, TEXT)).toEqual({ kind: 'uid-taken', href });
  });

  test('an answer wrapped into a multistatus counts as what it wraps', async () => {
    const conflict = `<response><href>${HREF}</href><status>HTTP/1.1 412 No</status><error><C:no-uid-conflict/></error></response>`;
    for (const [entries, expected] of [
      [statusEntry(HREF, 201), { kind: 'written', etag: null }],
      [statusEntry(HREF, 412), { kind: 'refused-as-existing' }],
      [conflict, { kind: 'uid-taken', href: null }],
    ] as const) {
      const { client } = await knownHome((response) => sendMultistatus(response, entries));
      expect(await client.createResource(HREF, TEXT)).toEqual(expected);
    }
  });

  test('a redirect is followed with the same method, body and condition', async () => {
    let first = true;
    const { client, server } = await knownHome((response, request) => {
      if (first) response.writeHead(301, { location: '/elsewhere/a.ics' }).end();
      else response.writeHead(request.method === 'PUT' && request.body === TEXT ? 201 : 400).end();
      first = false;
    });
    expect(await client.createResource(HREF, TEXT)).toEqual({ kind: 'written', etag: null });
    expect(server.received.at(-1)).toMatchObject({ path: '/elsewhere/a.ics', headers: { 'if-none-match': '*' } });
  });

  test('the password does not follow a redirect to another host', async () => {
    const { client } = await home({ PUT: { status: 307, headers: { location: 'https://evil.example/a.ics' } } });
    await expect(client.createResource(HREF, TEXT)).rejects.toMatchObject({
      code: 'bad-answer',
      message: says('where your password is not sent'),
    });
  });
});

describe('an event that is changed or deleted', () => {
  test('an update carries the ETag as the server sent it', async () => {
    const { client, asked } = await home({ PUT: { status: 204, headers: { etag: '"2"' } } });
    expect(await client.updateResource(HREF, TEXT, '"C=1@U=a"')).toEqual({ kind: 'written', etag: '"2"' });
    expect(asked[0]?.headers['if-match']).toBe('"C=1@U=a"');
    expect(asked[0]?.headers['if-none-match']).toBeUndefined();
  });

  test('a deletion carries the ETag as the server sent it', async () => {
    const { client, asked } = await home({ DELETE: { status: 204 } });
    expect(await client.deleteResource(HREF, '"1"')).toEqual({ kind: 'deleted' });
    expect(named(asked)).toEqual([`DELETE ${HREF}`]);
    expect(asked[0]?.headers['if-match']).toBe('"1"');
  });

  test('412 means that it was changed in between', async () => {
    const body = davError(`${SABRE}<s:header xmlns:s="http://sabredav.org/ns">If-Match</s:header>`);
    const { client } = await home({ PUT: { status: 412, body }, DELETE: { status: 412 } });
    expect(await client.updateResource(HREF, TEXT, '"1"')).toEqual({ kind: 'changed' });
    expect(await client.deleteResource(HREF, '"1"')).toEqual({ kind: 'changed' });
  });

  test.each([404, 410])('%i means that it is gone, while its calendar stands', async (status) => {
    const { client } = await home({ PUT: { status }, DELETE: { status }, GET: { status } });
    expect(await client.updateResource(HREF, TEXT, '"1"')).toEqual({ kind: 'gone' });
    expect(await client.deleteResource(HREF, '"1"')).toEqual({ kind: 'gone' });
    expect(await client.readResource(HREF)).toBeNull();
  });

  test('an event of a calendar that is gone is not taken for one that a person deleted', async () => {
    const { client, asked } = await home({ PUT: { status: 404 }, GET: { status: 404 } }, null);
    await expect(client.updateResource(HREF, TEXT, '"1"')).rejects.toMatchObject({ code: 'calendar-gone' });
    await expect(client.readResource(HREF)).rejects.toMatchObject({ code: 'calendar-gone' });
    expect(named(asked)).toEqual([`PUT ${HREF}`, `PROPFIND ${CALENDAR}`, `GET ${HREF}`, `PROPFIND ${CALENDAR}`]);
  });

  test.each([
    ['W/"1"', 'W/"1"', null],
    ['W/"1"', '"1"', '"1"'],
    ['1', '1', null],
    ['"ä"', '"ä"', null],
    [null, '"7"', '"7"'],
    [null, undefined, null],
  ])('with the ETag %s it is read first; the server names %s, and the condition is %s', async (known, etag, sent) => {
    const headers = etag === undefined ? {} : { etag };
    const { client, asked } = await home({
      GET: { status: 200, headers, body: TEXT },
      PUT: { status: 204 },
      DELETE: { status: 204 },
    });
    expect((await client.updateResource(HREF, TEXT, known)).kind).toBe('written');
    expect((await client.deleteResource(HREF, known)).kind).toBe('deleted');
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET', 'DELETE']);
    expect([asked[1], asked[3]].map((request) => request?.headers['if-match'] ?? null)).toEqual([sent, sent]);
  });

  test('with a weak ETag, what was changed or is gone is not written over', async () => {
    const changed = await home({ GET: { status: 200, headers: { etag: 'W/"2"' }, body: TEXT } });
    expect(await changed.client.updateResource(HREF, TEXT, 'W/"1"')).toEqual({ kind: 'changed' });
    expect(await changed.client.deleteResource(HREF, 'W/"1"')).toEqual({ kind: 'changed' });
    const gone = await home({ GET: { status: 404 } });
    expect(await gone.client.updateResource(HREF, TEXT, null)).toEqual({ kind: 'gone' });
    expect(await gone.client.deleteResource(HREF, null)).toEqual({ kind: 'gone' });
  });

  test('reading asks for no compression, which would change the ETag', async () => {
    const { client, asked } = await home({ GET: { status: 200, headers: { etag: '"1"' }, body: TEXT } });
    expect(await client.readResource(HREF)).toEqual({ href: HREF, etag: '"1"', text: TEXT });
    expect(asked[0]?.headers['accept-encoding']).toBe('identity');
  });

  test('the address of a whole calendar is never written to, nor deleted', async () => {
    const { client, asked } = await home({ DELETE: { status: 204 }, PUT: { status: 201 } });
    for (const href of [CALENDAR, `${CALENDAR}x/..`, '', '/']) {
      await expect(client.deleteResource(href, null)).rejects.toMatchObject({ code: 'internal' });
      await expect(client.createResource(href, TEXT)).rejects.toMatchObject({ code: 'internal' });
    }
    expect(asked).toEqual([]);
  });
});

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
