import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createCalDavClient } from '../../../bridge/caldav/client.ts';
import type { Exchange } from '../../../bridge/caldav/exchange.ts';
import type { CalDavClient, RemoteAccount } from '../../../bridge/domain/remote.ts';
import { BridgeError } from '../../../bridge/errors/bridge-error.ts';
import { makeServerIdentity } from '../../sandbox/tls-certificate.ts';
import { literalServer, type Received, sendMultistatus } from './literal-server.ts';

const PASSWORD = 'canary-hush-🤫-pass';
const HEADER = Buffer.from(`ann:${PASSWORD}`, 'utf8').toString('base64');

/** Everything of an error that could reach a log: all properties, hidden ones too, down the chain of causes. */
function everythingIn(error: unknown): string {
  const chain: string[] = [];
  for (let at: unknown = error; at !== undefined; at = at instanceof Error ? at.cause : undefined) {
    const said = at instanceof Error ? [at.message, at.stack] : [];
    chain.push(...said.map(String), inspect(at, { depth: 20, showHidden: true }), JSON.stringify(at) ?? '');
  }
  return chain.join('\n');
}

function leaks(text: string): boolean {
  return text.includes(PASSWORD) || text.includes(HEADER) || text.includes('canary-hush');
}

function clientOf(
  serverUrl: string,
  more: { exchange?: Exchange; maxBytes?: number; timeoutMs?: number } = {},
): CalDavClient {
  const traffic = { requests: 0, bytesReceived: 0 };
  return createCalDavClient({ serverUrl, username: 'ann', password: PASSWORD, traffic, timeoutMs: 5000, ...more });
}

/** What every call of a client throws, discovery first. */
async function failures(client: CalDavClient, serverUrl: string): Promise<unknown[]> {
  const account: RemoteAccount = {
    principalUrl: serverUrl,
    homeUrl: new URL('/1/', serverUrl).href,
    ownerAddresses: [],
  };
  const calls = [
    () => client.discover(),
    () => client.listCalendars(account),
    () => client.changes('/1/x/', 'token'),
    () => client.listResources('/1/x/'),
    () => client.listWindow('/1/x/', { start: 0, end: 1_000 }),
    () => client.fetchResources('/1/x/', ['/1/x/a']),
    () => client.readResource('/1/x/a'),
    () => client.createResource('/1/x/a', PASSWORD),
    () => client.updateResource('/1/x/a', PASSWORD, '"1"'),
    () => client.deleteResource('/1/x/a', '"1"'),
  ];
  const outcomes = await Promise.all(
    calls.map((call) =>
      call().then(
        () => null,
        (error: unknown) => error,
      ),
    ),
  );
  return outcomes.filter((outcome) => outcome !== null);
}

function expectSilence(errors: readonly unknown[], atLeast: number): void {
  expect(errors.length).toBeGreaterThanOrEqual(atLeast);
  for (const error of errors) {
    expect(error).toBeInstanceOf(BridgeError);
    expect(leaks(everythingIn(error)), 'the error tells the password').toBe(false);
  }
}

/** The worst server: it repeats whatever it was sent. */
const echo = ({ headers }: Received) => `${headers.authorization} ${PASSWORD}`;

const stall = () => undefined;

const answers: [string, (response: ServerResponse, request: Received) => void, number][] = [
  [
    'a refused password',
    (r, q) => void r.writeHead(401, { 'www-authenticate': `Basic realm="${HEADER}"` }).end(echo(q)),
    10,
  ],
  ['throttling', (r, q) => void r.writeHead(503, { 'retry-after': '5' }).end(echo(q)), 10],
  ['a bare 403', (r, q) => void r.writeHead(403).end(echo(q)), 10],
  [
    'a precondition',
    (r, q) => void r.writeHead(403).end(`<error xmlns="DAV:"><need-privileges/>${echo(q)}</error>`),
    10,
  ],
  ['a missing calendar', (r, q) => void r.writeHead(404).end(echo(q)), 9],
  ['a fault of the server', (r, q) => void r.writeHead(500).end(echo(q)), 10],
  ['a web page', (r, q) => void r.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${echo(q)}`), 10],
  ['broken XML', (r, q) => void r.writeHead(207).end(`<multistatus xmlns="DAV:"><a>${echo(q)}</b>`), 10],
  ['an empty list', (r) => sendMultistatus(r, ''), 4],
  ['an answer that is too long', (r, q) => void r.writeHead(207).end(echo(q).repeat(5_000)), 10],
  [
    'a redirect to another host',
    (r) => void r.writeHead(302, { location: `https://ann:${HEADER}@example.net/${HEADER}` }).end(),
    10,
  ],
  ['a redirect to nowhere', (r) => void r.writeHead(302, { location: `http://[${HEADER}` }).end(), 10],
  ['redirects without end', (r, q) => void r.writeHead(302, { location: `/${q.headers.authorization}` }).end(), 10],
  ['a connection that is cut', (r) => void r.destroy(), 10],
  [
    'a body that is cut',
    (r, q) => void r.writeHead(207, { 'content-length': '9999' }).write(echo(q), () => r.destroy()),
    10,
  ],
  ['a stalled answer', stall, 10],
];

describe('no error tells the password', () => {
  test.each(answers)('after %s', async (_, respond, atLeast) => {
    const server = await literalServer((request, response) => respond(response, request));
    const client = clientOf(server.url, { maxBytes: 100_000, ...(respond === stall ? { timeoutMs: 1500 } : {}) });
    expectSilence(await failures(client, server.url), atLeast);
    expect(server.received[0]?.headers.authorization, 'the password was sent, so it could have been told').toContain(
      HEADER,
    );
  });

  test('when there is no server', async () => {
    const server = createTlsServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await once(server.close(), 'close');
    for (const url of [`http://127.0.0.1:${port}/`, 'https://calendars.invalid/']) {
      expectSilence(await failures(clientOf(url), url), 10);
    }
  });

  test('when the certificate is not in order', async () => {
    const tls = createTlsServer(makeServerIdentity(['localhost'], Date.now()), (_, response) => void response.end());
    await once(tls.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(async () => void (await once(tls.close(), 'close')));
    const url = `https://localhost:${(tls.address() as AddressInfo).port}/`;
    expectSilence(await failures(clientOf(url), url), 10);
  });

  test('when what sends it throws all that it was given', async () => {
    const talkative: Exchange = (_, init) =>
      Promise.reject(Object.assign(new Error(inspect(init)), { init, code: HEADER, cause: new Error(inspect(init)) }));
    expectSilence(await failures(clientOf('http://127.0.0.1:9/', { exchange: talkative }), 'http://127.0.0.1:9/'), 10);
  });

  test('when the address or the user name cannot be used', () => {
    const traffic = { requests: 0, bytesReceived: 0 };
    for (const options of [
      { serverUrl: `https://ann:${PASSWORD}@dav.example.org`, username: 'ann' },
      { serverUrl: `not an address ${PASSWORD}`, username: 'ann' },
      { serverUrl: `http://dav.example.org/${PASSWORD}`, username: 'ann' },
      { serverUrl: 'https://dav.example.org', username: `ann:${PASSWORD}` },
    ]) {
      const errors: unknown[] = [];
      try {
        createCalDavClient({ ...options, password: PASSWORD, traffic });
      } catch (error) {
        errors.push(error);
      }
      expectSilence(errors, 1);
    }
  });
});
