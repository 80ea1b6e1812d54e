import type { z } from 'zod';
import type { ProblemCode } from '../../shared/contract/problem-code.ts';

export interface RouteInput<Query, Body> {
  /** The `{names}` of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  /** `If-None-Match`, or undefined. */
  readonly ifNoneMatch: string | undefined;
}

export interface RouteAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** The body, where it is written as JSON already. */
  readonly json?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call of the REST interface: schema in, call, schema out. The same table serves Express and the OpenAPI description. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{names}`, as OpenAPI writes it. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answers: readonly { readonly status: number; readonly is: string; readonly schema?: z.ZodType }[];
  readonly problems: readonly ProblemCode[];
  handle(input: RouteInput<never, never>): Promise<RouteAnswer> | RouteAnswer;
}

type Described<Query, Body> = Omit<Route, 'handle' | 'query' | 'body'> & {
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  handle(input: RouteInput<Query, Body>): Promise<RouteAnswer> | RouteAnswer;
};

/** Ties the handler's types to the schemas beside it. */
export function route<Query = undefined, Body = undefined>(described: Described<Query, Body>): Route {
  return described;
}

/** A path parameter; the router has matched it, so it is there. */
export function param(input: { readonly params: Readonly<Record<string, string>> }, name: string): string {
  return input.params[name] ?? '';
}
