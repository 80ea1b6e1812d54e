import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Account } from './account/account.ts';
import { disturbed, type Outcome } from './faults/disturb.ts';
import type { FaultSwitches } from './faults/switches.ts';
import { askedFor, conditionOf, type LoggedRequest } from './request-log.ts';
import { empty } from './requests/answer.ts';
import { dispatch } from './requests/dispatch.ts';
import { decodedPath, type HostName, type Request, readBody } from './requests/exchange.ts';
import { challenge, signedIn } from './requests/sign-in.ts';

/** What both hosts share. */
export interface World {
  readonly accounts: readonly Account[];
  readonly faults: FaultSwitches;
  readonly requests: LoggedRequest[];
  readonly now: () => number;
  readonly partitionUrl: () => string;
}

export function answering(world: World, host: HostName): RequestListener {
  return (message, response) => {
    answer(world, host, message, response).catch((error: unknown) => {
      // The peer went away while it was sending, or the stand-in itself is wrong: the latter must be seen.
      if (!message.destroyed || message.complete) console.error('The stand-in iCloud failed:', error);
      response.destroy();
    });
  };
}

async function answer(world: World, host: HostName, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(message);
  const path = decodedPath(message.url ?? '/');
  const method = message.method ?? 'GET';
  const logged = log(world, { method, path: path ?? '(unreadable)', host, headers: message.headers, body: body ?? '' });
  if (path === null || body === null) return send(response, empty(path === null ? 400 : 413), logged);
  const request: Request = { method, path, host, headers: message.headers, body };
  send(response, await outcome(world, request), logged);
}

function outcome(world: World, request: Request): Promise<Outcome> {
  const faults = world.faults.strike(request);
  return disturbed(faults, () => {
    const account = signedIn(world.accounts, request.headers.authorization);
    if (!account) return challenge();
    return dispatch({ ...request, account, faults, partitionUrl: world.partitionUrl(), now: world.now() });
  });
}

function log(world: World, { method, path, host, headers, body }: Request): LoggedRequest {
  const depth = headers.depth === undefined ? null : String(headers.depth);
  const asked = { ...askedFor(body), condition: conditionOf(headers) };
  const entry = { method, path, host, depth, ...asked, status: 0, bodyBytes: 0, at: world.now() };
  world.requests.push(entry);
  return entry;
}

function send(response: ServerResponse, result: Outcome, logged: LoggedRequest): void {
  if (result === 'hang') return;
  if (result === 'cut') {
    response.socket?.destroy();
    return;
  }
  const body = Buffer.from(result.body ?? '');
  logged.status = result.status;
  logged.bodyBytes = body.length;
  const type = result.body === undefined ? {} : { 'Content-Type': result.type ?? 'text/xml; charset=UTF-8' };
  response.writeHead(result.status, { ...type, 'Content-Length': body.length, ...result.headers });
  response.end(body);
}
