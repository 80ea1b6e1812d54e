import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import { parse as parseQuery } from 'node:querystring';
import type { ClientRegistry } from '../access/client-registry.ts';
import { checkHost, checkOrigin, type GuardOptions } from '../access/guards.ts';
import { clientOf } from '../access/middleware.ts';
import type { Route, RouteAnswer } from '../routes/route.ts';

interface Ways {
  readonly guard: GuardOptions;
  readonly clients: ClientRegistry;
  /** What every answer carries. */
  readonly headers: OutgoingHttpHeaders;
  /** Answers everything. */
  readonly longWay: RequestListener;
}

/**
 * Answers one GET past Express, whose way takes longer than the answer that every open page asks for all the time. Guards,
 * token and schema are those of the long way; whatever does not pass them, or is not answered plainly, takes the long
 * way, which says so.
 */
export function withShortWay(route: Route, ways: Ways): RequestListener {
  const path = new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[\\w-]+)')}$`);
  return async (request, response) => {
    const { url = '' } = request;
    const queryAt = url.includes('?') ? url.indexOf('?') : url.length;
    const params = request.method === 'GET' ? path.exec(url.slice(0, queryAt))?.groups : undefined;
    const answer = params ? await answerTo(request, params, url.slice(queryAt + 1), route, ways) : null;
    if (answer) send(response, answer, ways.headers);
    else ways.longWay(request, response);
  };
}

async function answerTo(
  request: IncomingMessage,
  params: Record<string, string>,
  search: string,
  route: Route,
  { guard, clients }: Ways,
): Promise<RouteAnswer | null> {
  if (hasBody(request) || checkHost(request, guard) || checkOrigin(request, guard)) return null;
  try {
    if (!(await clientOf(request, clients))) return null;
    const query = route.query?.safeParse({ ...parseQuery(search) });
    if (!query?.success) return null;
    const input = { params, query: query.data as never, body: undefined as never };
    return await route.handle({ ...input, ifNoneMatch: request.headers['if-none-match'] });
  } catch {
    // The long way meets the same error, and has the words for it.
    return null;
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function send(response: ServerResponse, { status, json, headers }: RouteAnswer, always: OutgoingHttpHeaders): void {
  const body = json && { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': json.byteLength };
  response.writeHead(status, { ...always, ...body, ...headers }).end(json);
}
