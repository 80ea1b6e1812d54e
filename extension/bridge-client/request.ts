import { Problem } from '../../shared/contract/problem.ts';
import { failureOf, ownFailure } from './failure.ts';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, starting with `/v1/`. */
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string;
  readonly ifNoneMatch?: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** Connecting and syncing talk to iCloud through the bridge and may take long. */
const DEFAULT_TIMEOUT_MS = 10_000;

function headersOf(call: Call): Headers {
  const headers = new Headers({ Accept: 'application/json' });
  if (call.body !== undefined) headers.set('Content-Type', 'application/json');
  if (call.token !== undefined) headers.set('Authorization', `Bearer ${call.token}`);
  if (call.ifNoneMatch !== undefined) headers.set('If-None-Match', call.ifNoneMatch);
  return headers;
}

function signalOf(call: Call): AbortSignal {
  const timeout = AbortSignal.timeout(call.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  return call.signal ? AbortSignal.any([timeout, call.signal]) : timeout;
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw ownFailure('bad-answer', error);
  }
}

async function refusal(response: Response): Promise<Error> {
  const problem = Problem.safeParse(await jsonOf(response));
  return problem.success ? failureOf(problem.data) : ownFailure('bad-answer', problem.error);
}

/**
 * One call to the bridge on 127.0.0.1; the response is a success or 304. A redirect is never followed.
 * @throws BridgeFailure; the caller's own abort is passed on as it is.
 */
export async function request(fetcher: typeof fetch, port: number, call: Call): Promise<Response> {
  let response: Response;
  try {
    response = await fetcher(`http://127.0.0.1:${port}${call.path}`, {
      method: call.method,
      headers: headersOf(call),
      signal: signalOf(call),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
  } catch (error) {
    if (call.signal?.aborted) throw error;
    throw ownFailure('bridge-unreachable', error);
  }
  if (response.ok || response.status === 304) return response;
  throw await refusal(response);
}

/** The body, parsed by its schema. @throws BridgeFailure `bad-answer` */
export async function parsed<T>(response: Response, schema: { parse(value: unknown): T }): Promise<T> {
  const body = await jsonOf(response);
  try {
    return schema.parse(body);
  } catch (error) {
    throw ownFailure('bad-answer', error);
  }
}
