import type { ServerResponse } from 'node:http';
import { expect } from 'vitest';
import { type CalDavClientOptions, createCalDavClient } from '../../../bridge/caldav/client.ts';
import type { CalDavClient, RemoteAccount, Traffic } from '../../../bridge/domain/remote.ts';
import { type LiteralServer, literalServer, type Received, sendMultistatus } from './literal-server.ts';

const PRINCIPAL = entry('/', '<current-user-principal><href>/1/principal/</href></current-user-principal>');
const HOME_SET = entry(
  '/principal/',
  `<C:calendar-home-set><href>/1/calendars</href></C:calendar-home-set>
  <C:calendar-user-address-set><href>/1/principal/</href><href>mailto:Ann@Example.com</href>
  <href preferred="1">MAILTO:ann%2Bwork@example.com</href></C:calendar-user-address-set>`,
);

export interface KnownHome {
  readonly client: CalDavClient;
  readonly account: RemoteAccount;
  readonly traffic: Traffic;
  readonly server: LiteralServer;
}

/** A client that has found its home already, at a server that answers everything else as told. */
export async function knownHome(
  respond: (response: ServerResponse, request: Received) => void,
  options: Partial<CalDavClientOptions> = {},
): Promise<KnownHome> {
  const server = await literalServer((request, response) => {
    if (request.body.includes('current-user-principal')) return sendMultistatus(response, PRINCIPAL);
    if (request.body.includes('calendar-home-set')) return sendMultistatus(response, HOME_SET);
    respond(response, request);
  });
  const traffic = { requests: 0, bytesReceived: 0 };
  const client = createCalDavClient({ serverUrl: server.url, username: 'ann', password: 'pw', traffic, ...options });
  return { client, account: await client.discover(), traffic, server };
}

/** One response of a multistatus: properties that were found, and properties that were not. */
export function entry(href: string, found: string, missing = ''): string {
  const lost = missing === '' ? '' : propstat(missing, '404 Not Found');
  return `<response><href>${href}</href>${propstat(found, '200 OK')}${lost}</response>`;
}

/** One response with a status for the whole. */
export function statusEntry(href: string, status: number): string {
  return `<response><href>${href}</href><status>HTTP/1.1 ${status} Some words</status></response>`;
}

function propstat(properties: string, status: string): string {
  return `<propstat><prop>${properties}</prop><status>HTTP/1.1 ${status}</status></propstat>`;
}

export const says = (text: string) => expect.stringContaining(text);
