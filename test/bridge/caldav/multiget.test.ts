import { describe, expect, test } from 'vitest';
import { createCalDavClient } from '../../../bridge/caldav/client.ts';
import { type Exchange, exchange } from '../../../bridge/caldav/exchange.ts';
import { event } from './events.ts';
import { entry, knownHome, statusEntry } from './known-home.ts';
import { sendMultistatus } from './literal-server.ts';

describe('events', () => {
  const text = event('1', '20260105T100000Z', '20260105T110000Z', 'A & B < C');
  const cdata = `<![CDATA[${text}]]>`;
  const everyEntry = (body: string) =>
    hrefsIn(body)
      .map((href) => entry(href, data(cdata)))
      .join('');
  const data = (written: string) => `<C:calendar-data>${written}</C:calendar-data>`;
  const hrefsIn = (body: string) => [...body.matchAll(/<d:href>(.*?)<\/d:href>/g)].map((found) => found[1] ?? '');

  test.each([
    [
      'escaped, with line ends as references',
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;'),
    ],
    ['in CDATA', cdata],
  ])('come with their text as it is: %s', async (_, written) => {
    const { client } = await knownHome((response) =>
      sendMultistatus(response, entry('/1/calendars/x/a@b', `<getetag>"1"</getetag>${data(written)}`)),
    );
    expect(await client.fetchResources('/1/calendars/x/', ['/1/calendars/x/a%40b'])).toEqual({
      resources: [{ href: '/1/calendars/x/a%40b', etag: '"1"', text }],
      gone: [],
    });
  });

  test.each([
    ['404 for the whole', '<status>HTTP/1.1 404 Not Found</status>'],
    ['410 for the whole', '<status>HTTP/1.1 410 Gone</status>'],
    [
      '404 for every property',
      `<propstat><prop><getetag/>${data('')}</prop><status>HTTP/1.1 404 Not Found</status></propstat>`,
    ],
  ])('that answer %s are gone', async (_, inner) => {
    const { client } = await knownHome((response) =>
      sendMultistatus(response, `<response><href>/1/calendars/x/a</href>${inner}</response>`),
    );
    expect(await client.fetchResources('/1/calendars/x/', ['/1/calendars/x/a'])).toEqual({
      resources: [],
      gone: ['/1/calendars/x/a'],
    });
  });

  test.each([
    ['no word on one of them', ''],
    ['a fault of the server for one of them', statusEntry('/1/calendars/x/b', 500)],
  ])('are not given at all after %s', async (_, inner) => {
    const { client } = await knownHome((response) =>
      sendMultistatus(response, `${entry('/1/calendars/x/a', data(cdata))}${inner}`),
    );
    const hrefs = ['/1/calendars/x/a', '/1/calendars/x/b'];
    await expect(client.fetchResources('/1/calendars/x/', hrefs)).rejects.toMatchObject({ code: 'bad-answer' });
  });

  test.each([
    ['in the order of the question', [0, 1, 2]],
    ['in another order', [2, 1, 0]],
    ['one of them twice, which leaves out another', [0, 1, 1]],
  ])('are known by their names: %s', async (_, order) => {
    const hrefs = [0, 1, 2].map((n) => `/1/calendars/x/${n}`);
    const { client } = await knownHome((response) =>
      sendMultistatus(response, order.map((n) => entry(`/1/calendars/x/${n}`, data(`text ${n}`))).join('')),
    );
    const asking = client.fetchResources('/1/calendars/x/', hrefs);
    if (new Set(order).size < 3) return expect(asking).rejects.toMatchObject({ code: 'bad-answer' });
    const resources = hrefs.map((href, n) => ({ href, etag: null, text: `text ${n}` }));
    expect(await asking).toEqual({ resources, gone: [] });
  });

  test('whose text the answer left out are read one by one', async () => {
    const { client } = await knownHome((response, { method, path }) => {
      if (method === 'GET' && path.endsWith('/gone')) response.writeHead(404).end();
      else if (method === 'GET') response.writeHead(200, { etag: '"2"' }).end(text);
      else {
        const unread = entry('/1/calendars/x/unread', '<getetag>"1"</getetag>', '<C:calendar-data/>');
        const empty = ['empty', 'gone'].map((name) => entry(`/1/calendars/x/${name}`, `<getetag/>${data('')}`));
        sendMultistatus(response, [unread, ...empty].join(''));
      }
    });
    const hrefs = ['unread', 'empty', 'gone'].map((name) => `/1/calendars/x/${name}`);
    expect(await client.fetchResources('/1/calendars/x/', hrefs)).toEqual({
      resources: hrefs.slice(0, 2).map((href) => ({ href, etag: '"2"', text })),
      gone: hrefs.slice(2),
    });
  });

  test('are not asked for any more once a part has failed', async () => {
    const { client, server } = await knownHome((response, { body }) => {
      if (body.includes('/x/0<')) response.writeHead(500).end();
      else
        sendMultistatus(
          response,
          hrefsIn(body)
            .map((href) => entry(href, data(cdata)))
            .join(''),
        );
    });
    const hrefs = Array.from({ length: 1_000 }, (_, index) => `/1/calendars/x/${index}`);
    await expect(client.fetchResources('/1/calendars/x/', hrefs)).rejects.toMatchObject({ code: 'server-unreachable' });
    expect(server.received.length - 2).toBeLessThan(12);
  });

  test('are asked for two hundred at a time, six requests side by side, each once', async () => {
    let open = 0;
    let most = 0;
    const { client, server } = await knownHome((response, { body }) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        sendMultistatus(response, everyEntry(body));
      }, 30);
    });
    const hrefs = Array.from({ length: 1630 }, (_, index) => `/1/calendars/x/${index}`);
    const { resources } = await client.fetchResources('/1/calendars/x/', [...hrefs, hrefs[0] ?? '']);
    expect(resources.map(({ href }) => href)).toEqual(hrefs);
    const lengths = server.received.slice(2).map(({ body }) => hrefsIn(body).length);
    expect(lengths.sort((a, b) => b - a)).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 30]);
    expect(most).toBe(6);
  });

  test('are asked for fifty at a time at iCloud, which leaves texts out of longer answers', async () => {
    const { server } = await knownHome((response, { body }) =>
      sendMultistatus(
        response,
        body.includes('multiget') ? everyEntry(body) : entry('/1/', '<displayname>x</displayname>'),
      ),
    );
    const atHome: Exchange = (url, request) =>
      exchange(new URL(url.href.replace('https://caldav.icloud.com', server.url)), request);
    const traffic = { requests: 0, bytesReceived: 0 };
    const who = { username: 'ann', password: 'pw', traffic };
    const client = createCalDavClient({ serverUrl: 'https://caldav.icloud.com', ...who, exchange: atHome });
    await client.listCalendars({ homeUrl: 'https://caldav.icloud.com/1/', principalUrl: '', ownerAddresses: [] });
    const hrefs = Array.from({ length: 120 }, (_, index) => `/1/calendars/x/${index}`);
    await client.fetchResources('/1/calendars/x/', hrefs);
    const lengths = server.received.slice(3).map(({ body }) => hrefsIn(body).length);
    expect(lengths.sort((a, b) => b - a)).toEqual([50, 50, 20]);
  });

  test('are asked for fifty at a time once the server finds more too many', async () => {
    const { client, server } = await knownHome((response, { body }) => {
      if (hrefsIn(body).length <= 50) return sendMultistatus(response, everyEntry(body));
      const why = '<error xmlns="DAV:"><number-of-matches-within-limits/></error>';
      response.writeHead(403, { 'content-type': 'application/xml' }).end(why);
    });
    const hrefs = Array.from({ length: 1600 }, (_, index) => `/1/calendars/x/${index}`);
    const { resources } = await client.fetchResources('/1/calendars/x/', hrefs);
    expect(resources.map(({ href }) => href)).toEqual(hrefs);
    // Six were under way before the first refusal came back; nothing else is asked in vain.
    expect(server.received.length - 2).toBeLessThanOrEqual(6 + 1600 / 50);
    await client.fetchResources('/1/calendars/x/', hrefs.slice(0, 100));
    expect(server.received.slice(-2).map(({ body }) => hrefsIn(body).length)).toEqual([50, 50]);
  });

  test('that wait their turn are not asked for once the server wants patience', async () => {
    const { client, server } = await knownHome((response) => {
      setTimeout(() => response.writeHead(429, { 'retry-after': '60' }).end(), 30);
    });
    const hrefs = Array.from({ length: 200 * 20 }, (_, index) => `/1/calendars/x/${index}`);
    const asked = ['/1/calendars/x/', '/1/calendars/y/', '/1/calendars/z/'].map((calendar) =>
      client.fetchResources(calendar, hrefs).catch((error: unknown) => error),
    );
    for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ code: 'throttled' });
    expect(server.received.slice(2)).toHaveLength(6);
  });

  test('whose answer is too long are asked for in halves', async () => {
    const { client } = await knownHome(
      (response, { body }) =>
        sendMultistatus(
          response,
          hrefsIn(body)
            .map((href) => entry(href, data(cdata)))
            .join(''),
        ),
      { maxBytes: 2_000 },
    );
    const hrefs = Array.from({ length: 8 }, (_, index) => `/1/calendars/x/${index}`);
    expect((await client.fetchResources('/1/calendars/x/', hrefs)).resources.map(({ href }) => href)).toEqual(hrefs);
  });

  test('none asked for is no request', async () => {
    const { client, traffic } = await knownHome((response) => void response.end());
    const before = traffic.requests;
    expect(await client.fetchResources('/1/calendars/x/', [])).toEqual({ resources: [], gone: [] });
    expect(traffic.requests).toBe(before);
  });
});
