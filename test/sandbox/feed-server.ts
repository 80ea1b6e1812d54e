import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

interface FeedRequestSeen {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly status: number;
}

export interface PublishedFeed {
  readonly text: string;
  readonly etag?: string;
  readonly lastModified?: string;
}

/** Somebody else's web server, with calendars to subscribe to, on a free port of this computer. */
export interface FeedServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  /** What was asked so far, in order. Emptied by setting its length. */
  readonly requests: FeedRequestSeen[];
  /** Hands out a calendar at the path; a question for a change is answered by 304 where the marks are the same. */
  publish(path: string, feed: PublishedFeed): void;
  /** Answers at the path in any other way. */
  answer(path: string, listener: RequestListener): void;
  stop(): Promise<void>;
}

export async function startFeedServer(): Promise<FeedServer> {
  const requests: FeedRequestSeen[] = [];
  const answers = new Map<string, RequestListener>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const answer = answers.get(path) ?? notThere;
    response.once('close', () => requests.push({ path, headers: request.headers, status: response.statusCode }));
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    publish: (path, feed) => void answers.set(path, published(feed)),
    answer: (path, listener) => void answers.set(path, listener),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const notThere: RequestListener = (_request, response) => void response.writeHead(404).end();

function published({ text, etag, lastModified }: PublishedFeed): RequestListener {
  return ({ headers }, response) => {
    const marks = {
      ...(etag === undefined ? {} : { ETag: etag }),
      ...(lastModified === undefined ? {} : { 'Last-Modified': lastModified }),
    };
    const known =
      headers['if-none-match'] === undefined
        ? lastModified !== undefined && headers['if-modified-since'] === lastModified
        : headers['if-none-match'] === etag;
    if (known) response.writeHead(304, marks).end();
    else response.writeHead(200, { 'Content-Type': 'text/calendar; charset=utf-8', ...marks }).end(text);
  };
}

/** A whole feed of events in UTC, each `[uid, start, end, …further lines]` with times like `20261202T100000Z`. */
export function feedText(events: readonly (readonly string[])[], more: readonly string[] = []): string {
  const lines = events.flatMap(([uid, start, end, ...rest]) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20261101T000000Z',
    `DTSTART:${start}`,
    `DTEND:${end}`,
    `SUMMARY:${uid} title`,
    ...rest,
    'END:VEVENT',
  ]);
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Publisher//EN', ...more];
  return [...head, ...lines, 'END:VCALENDAR', ''].join('\r\n');
}
