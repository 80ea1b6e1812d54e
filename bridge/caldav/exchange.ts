import { type IncomingMessage, Agent as PlainAgent, request as requestHttp } from 'node:http';
import { request as requestHttps, Agent as SafeAgent } from 'node:https';

/** One request as it goes on the wire. Header names are in lower case. */
export interface WireRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the request and the body of its answer. */
  readonly signal: AbortSignal;
}

/** An answer whose body is still to come, as it was sent: compressed, if it is. */
export interface WireAnswer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: AnswerHeaders;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface AnswerHeaders {
  /** Null where there is none; several of one name are joined by commas. */
  get(name: string): string | null;
}

/** Sends one request and follows nothing. Rejects with what the network says. */
export type Exchange = (url: URL, request: WireRequest) => Promise<WireAnswer>;

/** Servers let go of idle connections after some seconds; the next question must not run into that. */
const IDLE_MS = 4000;
const KEPT = { keepAlive: true, timeout: IDLE_MS };
const agents = { 'http:': new PlainAgent(KEPT), 'https:': new SafeAgent(KEPT) };

/** These may be sent twice without harm (RFC 9110 9.2.2). */
const ASKING: ReadonlySet<string> = new Set(['GET', 'PROPFIND', 'REPORT']);

/**
 * Over connections that are kept for the next question. Node's fetch would do too, but it brings sixteen megabytes into
 * memory, and hands an answer over in many small pieces.
 */
export const exchange: Exchange = async (url, request) => {
  try {
    return await send(url, request);
  } catch (error) {
    if (error instanceof ClosedMeanwhile && ASKING.has(request.method)) return send(url, request);
    throw error;
  }
};

/** The server let go of a kept connection in the moment in which it was used again. */
class ClosedMeanwhile extends Error {
  readonly code = 'ECONNRESET';
}

function send(url: URL, { method, headers, body, signal }: WireRequest): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'https:'
        ? requestHttps(url, { agent: agents['https:'], method, headers, signal })
        : requestHttp(url, { agent: agents['http:'], method, headers, signal });
    request.once('response', (response) => resolve(answerIn(response)));
    request.on('error', (error: NodeJS.ErrnoException) => {
      const meanwhile = request.reusedSocket && error.code === 'ECONNRESET';
      reject(meanwhile ? new ClosedMeanwhile(error.message, { cause: error }) : error);
    });
    request.end(body);
  });
}

function answerIn(response: IncomingMessage): WireAnswer {
  const { statusCode: status = 0, headers } = response;
  const get = (name: string) => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
  };
  return { status, headers: { get }, body: response };
}
