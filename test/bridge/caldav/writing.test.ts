import { describe, expect, test } from 'vitest';
import { knownHome, says, statusEntry } from './known-home.ts';
import type { Received } from './literal-server.ts';
import { sendMultistatus } from './literal-server.ts';
import { CALENDAR, davError, HREF, home, SABRE, TEXT } from './writing-home.ts';

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
