import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { BridgeError } from '../errors/bridge-error.ts';
import type { Client } from './client-file.ts';
import type { ClientRegistry } from './client-registry.ts';
import { checkHost, checkOrigin, type GuardOptions } from './guards.ts';

/** Largest body taken, in bytes. */
const LARGEST_BODY = 64 * 1024;

/** Throws `wrong-host`. The first of all middleware. */
export function hostGuard(options: GuardOptions): RequestHandler {
  return (request, _response, next) => next(checkHost(request, options) ?? undefined);
}

/** Throws `wrong-origin`. Before anything that has an effect. */
export function originGuard(options: GuardOptions): RequestHandler {
  return (request, _response, next) => next(checkOrigin(request, options) ?? undefined);
}

/** Throws `unauthorized`; else the client is in `response.locals.client`. */
export function bearerAuth(clients: ClientRegistry): RequestHandler {
  return async (request, response, next) => {
    const client = await clientOf(request, clients);
    if (!client) throw new BridgeError('unauthorized');
    response.locals.client = client;
    next();
  };
}

/** Whose token the request carries; null for none or nobody's. */
export async function clientOf({ headers }: IncomingMessage, clients: ClientRegistry): Promise<Client | null> {
  const [, token] = /^Bearer ([\w-]{1,200})$/i.exec(headers.authorization ?? '') ?? [];
  return token ? clients.find(token) : null;
}

/**
 * Bodies are JSON of at most 64 KiB and say so, else `not-json` or `too-large`; which shape they have is for the route's
 * schema. No body at all is an empty object. A page can post a form or text/plain without asking first: not here.
 */
export function jsonBody(): (RequestHandler | ErrorRequestHandler)[] {
  const read = express.json({
    limit: LARGEST_BODY,
    inflate: false,
    strict: false,
    type: isJson,
    verify: refuseOtherText,
  });
  return [refuseOtherTypes, read, emptyObject, inOurWords];
}

const refuseOtherTypes: RequestHandler = (request, _response, next) => {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
  next(hasBody && !isJson(request) ? new BridgeError('not-json') : undefined);
};

function isJson({ headers }: { headers: { 'content-type'?: string | undefined } }): boolean {
  return /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
}

/** Letters that are none would be replaced without a word, in a password for example. JSON is UTF-8 (RFC 8259 8.1). */
function refuseOtherText(_request: unknown, _response: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw new Error('not UTF-8');
}

const emptyObject: RequestHandler = (request, _response, next) => {
  request.body ??= {};
  next();
};

const inOurWords: ErrorRequestHandler = (error, _request, _response, next) => {
  if (error instanceof BridgeError || !isRefusedBody(error)) return next(error);
  // The reader's own message quotes the body, which may hold a password: it goes no further.
  next(new BridgeError(error.type === 'entity.too.large' ? 'too-large' : 'not-json'));
};

function isRefusedBody(error: unknown): error is { type: string } {
  return typeof error === 'object' && error !== null && 'type' in error && typeof error.type === 'string';
}
