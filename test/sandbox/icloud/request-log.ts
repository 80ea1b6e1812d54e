import type { HostName, Request } from './requests/exchange.ts';

/** One request as it happened. Credentials are never part of it. */
export interface LoggedRequest {
  readonly method: string;
  /** Percent-decoded. */
  readonly path: string;
  readonly host: HostName;
  /** The Depth header, or null. */
  readonly depth: string | null;
  /** The name of the body's root element, such as `sync-collection`; null without a body. */
  readonly asked: string | null;
  /** How many hrefs the body names. */
  readonly hrefs: number;
  /** `If-Match: …` or `If-None-Match: …`; null when the request has no condition. */
  readonly condition: string | null;
  /** 0 when no answer was sent. */
  status: number;
  /** Bytes of the answer's body. */
  bodyBytes: number;
  /** Epoch milliseconds by the server's clock. */
  readonly at: number;
}

export function conditionOf(headers: Request['headers']): string | null {
  if (headers['if-match'] !== undefined) return `If-Match: ${headers['if-match']}`;
  return headers['if-none-match'] === undefined ? null : `If-None-Match: ${headers['if-none-match']}`;
}

/** The names alone: the body itself is not kept. */
export function askedFor(body: string): { asked: string | null; hrefs: number } {
  const root = /<(?![?!/])(?:[\w-]+:)?([\w-]+)/.exec(body)?.[1] ?? null;
  const hrefs = body.match(/<(?:[\w-]+:)?href[\s>]/g)?.length ?? 0;
  return { asked: root, hrefs };
}
