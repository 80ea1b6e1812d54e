import type { NextFunction, Request, Response } from 'express';
import type { Fault } from './faults.ts';

/** One request as it came, with its answer's status as far as it has gone: null while it runs and where it was cut. */
export interface LoggedRequest {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The token is not among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly bytes: { readonly received: number; readonly sent: number };
  readonly status: number | null;
  readonly fault: Fault | null;
  /** Whether a test asked, or a customer, and not what is tested. */
  readonly byTest: boolean;
}

/** The header by which tests' own requests are told apart. */
export const BY_TEST = 'x-asked-by-test';

/** To stand after the body was read. */
export function logInto(requests: LoggedRequest[], now: () => number) {
  return (request: Request, response: Response, next: NextFunction): void => {
    requests.push({
      at: now(),
      method: request.method,
      path: request.path,
      query: request.originalUrl.split('?')[1] ?? '',
      headers: shownHeaders(request),
      body: request.body,
      byTest: request.get(BY_TEST) !== undefined,
      get bytes() {
        const sent = Number(response.getHeader('content-length') ?? 0);
        return { received: Number(request.get('content-length') ?? 0), sent };
      },
      get status() {
        return response.headersSent ? response.statusCode : null;
      },
      get fault() {
        return (response.locals.fault as Fault | null) ?? null;
      },
    });
    next();
  };
}

function shownHeaders(request: Request): Record<string, string> {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
  return Object.fromEntries(
    headers.map(([name, value]) => [name, name === 'authorization' ? value.replace(/ .*/, ' …') : value]),
  );
}
