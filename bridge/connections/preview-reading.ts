import type { Interval } from '../../shared/intervals.ts';
import type { CalendarClient, FetchedResource } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { fetchFeed } from '../feeds/fetch-feed.ts';
import { splitFeed } from '../feeds/split-feed.ts';
import type { CachedResource } from '../sync/calendar-cache.ts';
import { readResources } from '../sync/read-resources.ts';
import type { LiveConnection } from './live-connection.ts';
import type { StoredCalendar } from './stored-connection.ts';

/** Reading a calendar that nobody chose yet, to tell what it would block. Nothing of it is written to disk. */
export interface PreviewReading {
  readonly calendar: StoredCalendar;
  readonly range: Interval;
  readonly client: () => Promise<CalendarClient>;
  readonly now: number;
}

interface Kept {
  readonly range: Interval;
  readonly read: Promise<readonly CachedResource[]>;
}

const DAY_MS = 24 * 3600 * 1000;

/** Servers place whole days and travel before an event otherwise than we do. */
const EDGE_MS = 2 * DAY_MS;

/** Ticking calendars one by one asks again and again, each time for a range that is a little later. */
const KEPT_MS = 60_000;
const SLACK_MS = DAY_MS;

const GIVEN_UP_MS = 30_000;

const kept = new WeakMap<LiveConnection, Map<string, Kept>>();

/**
 * What the calendar holds around the range. Asked again within a minute it is not read again, also while the first
 * reading is under way. Rejects with the client's or the feed's `BridgeError`.
 */
export function readForPreview(live: LiveConnection, reading: PreviewReading): Promise<readonly CachedResource[]> {
  const { calendar, range } = reading;
  const ofLive = kept.get(live) ?? new Map<string, Kept>();
  kept.set(live, ofLive);
  const before = ofLive.get(calendar.id);
  if (before && before.range.start <= range.start && range.end <= before.range.end) return before.read;
  const known = wider(range, SLACK_MS);
  const fresh: Kept = { range: known, read: readIn({ ...reading, range: wider(known, EDGE_MS) }) };
  ofLive.set(calendar.id, fresh);
  const forget = () => {
    if (ofLive.get(calendar.id) === fresh) ofLive.delete(calendar.id);
  };
  // A failure is not kept: the next question tries anew.
  fresh.read.then(() => setTimeout(forget, KEPT_MS).unref(), forget);
  return fresh.read;
}

function wider({ start, end }: Interval, by: number): Interval {
  return { start: start - by, end: end + by };
}

async function readIn(reading: PreviewReading): Promise<readonly CachedResource[]> {
  const signal = AbortSignal.timeout(GIVEN_UP_MS);
  const fetched = await (reading.calendar.kind === 'subscription'
    ? ofFeed(reading, signal)
    : ofAccount(reading, signal));
  return readResources(fetched, { previous: () => undefined, now: reading.now });
}

async function ofFeed({ calendar }: PreviewReading, signal: AbortSignal): Promise<readonly FetchedResource[]> {
  if (calendar.source === null) throw new BridgeError('feed-unreachable');
  const traffic = { requests: 0, bytesReceived: 0 };
  const allowHost = calendar.feed?.allowHost ?? false;
  const answer = await fetchFeed({ url: calendar.source, allowHost, validators: null, traffic, signal });
  return answer.kind === 'text' ? [...(await splitFeed(answer.pieces)).resources.values()] : [];
}

async function ofAccount({ calendar, range, client }: PreviewReading, signal: AbortSignal) {
  const server = await client();
  const { href } = calendar;
  const listed = await server.listWindow(href, range, signal).catch((error: unknown) => {
    // A server that cannot tell which events lie in a time lists all of them.
    if (error instanceof BridgeError && error.code === 'bad-answer') return server.listResources(href, signal);
    throw error;
  });
  const hrefs = listed.map((resource) => resource.href);
  return (await server.fetchResources(href, hrefs, signal)).resources;
}
