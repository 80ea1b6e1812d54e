import { startDeadline } from '../caldav/deadline.ts';
import type { AnswerHeaders, Exchange, WireAnswer } from '../caldav/exchange.ts';
import { ENCODINGS, readBody } from '../caldav/read-body.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { failedOnTheWay, tookTooLong, unreachable } from './connection-failure.ts';

const TIMEOUT_MS = 30_000;
/** A year of a full calendar has some ten thousand appointments of less than a kilobyte each. */
const MOST_BYTES = 20 * 1_048_576;

const CALENDARS_VERSION = '2021-04-15';
const OTHER_VERSION = '2021-07-28';

export interface Question {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its query. */
  readonly path: string;
  /** Goes as JSON. */
  readonly body?: object;
}

/** An answer of any status that was received whole. */
export interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** Undefined where the body is no JSON. */
  readonly json: unknown;
}

export interface AskOptions {
  readonly address: URL;
  readonly token: string;
  readonly exchange: Exchange;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends one request to HighLevel's API and follows nothing.
 *
 * @throws BridgeError `crm-unreachable`, with a sentence that holds nothing of the request; `invalid-token` for one that
 * cannot be sent at all.
 */
export async function ask(options: AskOptions, question: Question): Promise<Answer> {
  const { address, signal, timeoutMs = TIMEOUT_MS } = options;
  // What is no word of plain letters was no token ever, and would be refused with a message that may quote it.
  if (!/^[\x21-\x7e]+$/.test(options.token)) throw new BridgeError('invalid-token');
  const deadline = startDeadline(timeoutMs, signal);
  try {
    return await received(await options.exchange(new URL(question.path, address), wire(options, question, deadline)));
  } catch (error) {
    if (error instanceof BridgeError) throw error;
    if (deadline.expired()) throw tookTooLong(address.host, timeoutMs);
    if (deadline.signal.aborted) throw unreachable('The question to HighLevel was stopped before it was answered.');
    throw failedOnTheWay(error, address.host);
  } finally {
    deadline.release();
  }
}

function wire({ token }: AskOptions, { method, path, body }: Question, { signal }: { signal: AbortSignal }) {
  const headers = {
    accept: 'application/json',
    'accept-encoding': ENCODINGS,
    'user-agent': 'Slotbridge',
    version: path.startsWith('/calendars/') ? CALENDARS_VERSION : OTHER_VERSION,
    authorization: `Bearer ${token}`,
  };
  if (body === undefined) return { method, headers, signal };
  const text = JSON.stringify(body);
  // Node tells the length of no DELETE by itself, and what follows it would be read as the next request.
  const content = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
  return { method, headers: { ...headers, ...content }, body: text, signal };
}

async function received(answer: WireAnswer): Promise<Answer> {
  const { status, headers } = answer;
  return { status, headers, json: asJson(await text(answer)) };
}

/** Reading speaks of calendar servers; here it is HighLevel whose answer is too long or strangely packed. */
async function text(answer: WireAnswer): Promise<string> {
  try {
    return await readBody(answer, MOST_BYTES, { requests: 0, bytesReceived: 0 });
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    throw unreachable('HighLevel’s answer is longer than we take, or packed in a way that nobody asked for.');
  }
}

function asJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
