import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { buildAccount } from './account/account.ts';
import { eventText } from './account/event-text.ts';
import { seeded } from './account/random.ts';
import { answerParent } from './processes/channel.ts';
import { answerTo } from './server/answers.ts';
import { ServedCalendar } from './server/calendar.ts';
import { Packed } from './server/packed.ts';

/** One request as it came in. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

const DAY_MS = 24 * 3600 * 1000;
const KEPT_HEADERS = ['content-type', 'depth', 'accept', 'accept-encoding', 'authorization'];
const packed = new Packed();
let calendars: ServedCalendar[] = [];
let latencyMs = 0;
let seen: SeenRequest[] = [];
let bytesSent = 0;
let changes = 0;

const server = createServer(async (request, response) => {
  const body = await bodyOf(request);
  const { method = 'GET', url = '/' } = request;
  seen.push({ method, path: url, headers: kept(request), body, at: Date.now() });
  if (latencyMs > 0) await wait(latencyMs);
  await send(request, response, answerTo(calendars, method, url, body));
});
server.listen(0, '127.0.0.1');

answerParent({
  serve: async ({ events, seed, now }: { events: number; seed: number; now: number }) => {
    calendars = buildAccount(events, seed, now).map((list, index) => new ServedCalendar(`/home/c${index}/`, list));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  latency: (ms: number) => {
    latencyMs = ms;
  },
  /** What was asked since the last time, and how many bytes of bodies went out. */
  takeLog: () => {
    const log = { seen, bytesSent };
    seen = [];
    bytesSent = 0;
    return log;
  },
  /** Adds an event of tomorrow to the first calendar. */
  change: () => {
    changes += 1;
    const day = Math.floor(Date.now() / DAY_MS + 1) * DAY_MS;
    const event = eventText(seeded(changes), `changed-${changes}@bench.example`, day);
    calendars[0]?.put({ href: `/home/c0/changed-${changes}.ics`, ...event });
  },
  forgetTokens: () => {
    for (const calendar of calendars) calendar.forgetTokens();
  },
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function kept({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(KEPT_HEADERS.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])));
}

async function send(request: IncomingMessage, response: ServerResponse, { status, body }: ReturnType<typeof answerTo>) {
  const small = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) ? await packed.pack(body) : null;
  const sent = small ?? body;
  bytesSent += sent.length;
  response.writeHead(status, {
    'content-type': 'application/xml; charset=utf-8',
    'content-length': sent.length,
    ...(small ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(sent);
}
