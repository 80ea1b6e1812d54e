import { type RequestHandler, Router } from 'express';
import type { z } from 'zod';
import { BridgeError } from '../errors/bridge-error.ts';
import type { Route } from './route.ts';

/** The routes as an Express router. Query and body are parsed by their schemas; a body where none is taken is refused. */
export function mount(routes: readonly Route[]): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const route of routes) {
    router[route.method](expressPath(route.path), async (request, response) => {
      const answer = await route.handle({
        params: request.params as Record<string, string>,
        query: parse(route.query, request.query, 'query') as never,
        body: parse(route.body, request.body, '') as never,
        ifNoneMatch: request.get('if-none-match'),
      });
      response.status(answer.status).set(answer.headers ?? {});
      if (answer.json !== undefined) response.type('json').end(answer.json);
      else if (answer.body === undefined) response.end();
      else response.json(answer.body);
    });
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
    router.all(expressPath(path), refuseMethod(methods));
  }
  return router;
}

/** RFC 9110 15.5.6: the answer names what the address does take. HEAD comes with GET. */
export function refuseMethod(methods: readonly Route['method'][]): RequestHandler {
  const allowed = methods.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])).join(', ');
  return (_request, response) => {
    response.set('Allow', allowed);
    throw new BridgeError('method-not-allowed');
  };
}

function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

/** Throws `invalid` with every failing path. */
export function parse(schema: z.ZodType | undefined, value: unknown, prefix: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    path: [...(prefix === '' ? [] : [prefix]), ...issue.path.map(String), ...unrecognized(issue)].join('.'),
    message: issue.message,
  }));
  const where = [...new Set(errors.map(({ path }) => path || 'the body'))].join(', ');
  throw new BridgeError('invalid', { errors, detail: `Not as it must be: ${where}. See "errors" for each.` });
}

/** An unknown field is named by its own path, not by that of the object around it. */
function unrecognized(issue: z.core.$ZodIssue): string[] {
  return issue.code === 'unrecognized_keys' && issue.keys.length === 1 ? [...issue.keys] : [];
}
