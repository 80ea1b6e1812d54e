import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createCalDavClient } from '../../../bridge/caldav/client.ts';
import { entry, knownHome, says } from './known-home.ts';
import { literalServer, sendMultistatus } from './literal-server.ts';

describe('discovery', () => {
  test('reads the owner’s addresses, preferred first, and gives the home a slash', async () => {
    const { account, server } = await knownHome((response) => void response.end());
    expect(account).toEqual({
      principalUrl: `${server.url}/1/principal/`,
      homeUrl: `${server.url}/1/calendars/`,
      ownerAddresses: ['ann+work@example.com', '/1/principal/', 'ann@example.com'],
    });
    expect(server.received.map(({ method, headers }) => `${method} ${headers.depth}`)).toEqual([
      'PROPFIND 0',
      'PROPFIND 0',
    ]);
    expect(server.received[0]?.headers['accept-encoding']).toContain('gzip');
  });

  test('sends user name and password in UTF-8', async () => {
    const { server } = await knownHome((response) => void response.end(), { username: 'änn', password: 'пароль☂' });
    const sent = server.received[0]?.headers.authorization?.slice('Basic '.length) ?? '';
    expect(Buffer.from(sent, 'base64').toString('utf8')).toBe('änn:пароль☂');
  });

  const elsewhere: [string, (response: ServerResponse) => void, object][] = [
    [
      'a web site',
      (r) => void r.writeHead(200, { 'content-type': 'text/html' }).end('<html><p>Hi</html>'),
      { code: 'not-caldav' },
    ],
    [
      'a web site that forbids',
      (r) => void r.writeHead(403, { 'content-type': 'text/html' }).end('<html>'),
      { code: 'not-caldav' },
    ],
    [
      'a web site that does not know PROPFIND',
      (r) => void r.writeHead(405).end(),
      { code: 'not-caldav', message: says('405') },
    ],
    ['nothing', (r) => void r.writeHead(404).end(), { code: 'not-caldav' }],
    ['another XML', (r) => void r.writeHead(207).end('<rss/>'), { code: 'not-caldav', message: says('another kind') }],
    [
      'WebDAV without accounts',
      (r) => sendMultistatus(r, entry('/', '<getetag/>')),
      { code: 'not-caldav', message: says('names no account') },
    ],
    [
      'a server that did not look at the password',
      (r) => sendMultistatus(r, entry('/', '<current-user-principal><unauthenticated/></current-user-principal>')),
      { code: 'invalid-credentials' },
    ],
    [
      'a redirect out of reach',
      (r) => void r.writeHead(301, { location: 'https://www.example.com/' }).end(),
      { code: 'not-caldav', message: says('https://www.example.com') },
    ],
  ];
  test.each(elsewhere)('at %s fails with the right error', async (_, respond, expected) => {
    const server = await literalServer((_request, response) => respond(response));
    const traffic = { requests: 0, bytesReceived: 0 };
    const client = createCalDavClient({ serverUrl: server.url, username: 'ann', password: 'pw', traffic });
    await expect(client.discover()).rejects.toMatchObject(expected);
  });
});
