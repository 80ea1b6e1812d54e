import type { IncomingMessage } from 'node:http';
import type { Account } from '../account/account.ts';
import type { ActiveFaults } from '../faults/switches.ts';

export type HostName = 'front' | 'partition';

/** A request as it came, before anybody signed in. */
export interface Request {
  readonly method: string;
  /** Percent-decoded, without the query. */
  readonly path: string;
  readonly host: HostName;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A request of a signed-in account, with what the handlers need to answer it. */
export interface Exchange extends Request {
  readonly account: Account;
  readonly faults: ActiveFaults;
  readonly partitionUrl: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** `body` is sent as XML unless `type` says otherwise. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
  readonly type?: string;
}

/** Apple's limit of 20 MB an event. */
const LARGEST_BODY = 20 * 1024 * 1024;

/** The whole body as text, or null when it is larger than the limit (the rest is read and dropped). */
export async function readBody(message: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  }
  return size <= LARGEST_BODY ? Buffer.concat(chunks).toString() : null;
}

/** The decoded path of a request target, or null when its percent-encoding is broken. */
export function decodedPath(target: string): string | null {
  const path = target.split(/[?#]/)[0] ?? '';
  try {
    return decodeURIComponent(path.replace(/%2f/gi, '%252f'));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
