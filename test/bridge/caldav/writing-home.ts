import type { ServerResponse } from 'node:http';
import { entry, knownHome } from './known-home.ts';
import type { Received } from './literal-server.ts';
import { sendMultistatus } from './literal-server.ts';

export const CALENDAR = '/1/calendars/w%40rk/';

export const HREF = `${CALENDAR}a%20(b).ics`;

export const TEXT = 'BEGIN:VCALENDAR\r\nSUMMARY:Käse ☂\r\nEND:VCALENDAR\r\n';

export const SABRE = '<s:exception xmlns:s="http://sabredav.org/ns">Sabre</s:exception>';

export const ANY = '<resourcetype><collection/></resourcetype>';

export const WRITER = privileges('write-content');

export function privileges(name: string): string {
  return `${ANY}<current-user-privilege-set><privilege><${name}/></privilege></current-user-privilege-set>`;
}

export function davError(inner: string): string {
  return `<D:error xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">${inner}</D:error>`;
}

export interface Literal {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A home whose calendar says `standing` of itself (null: 404), and which answers the other methods as told. */
export async function home(answers: Record<string, Literal>, standing: string | null = WRITER) {
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
