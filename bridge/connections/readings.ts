import type { Readings } from '../../shared/contract/readings.ts';
import type { Clock } from '../domain/clock.ts';
import type { FetchedResource } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { ReadTimes } from '../icalendar/second-reader.ts';
import type { Connections } from './connections.ts';
import { fetchFromFeed } from './feeds.ts';
import { instant } from './instant.ts';
import type { LiveConnection } from './live-connection.ts';
import type { StoredCalendar } from './stored-connection.ts';

const BEFORE_MS = 30 * 24 * 3600 * 1000;
const AFTER_MS = 365 * 24 * 3600 * 1000;

/**
 * Fetches the resources of one UID afresh and reads each with both readers, over the last month and the next year.
 * Throws `not-found` when the calendar has no such event, `unknown-calendar`, and what the server refuses with.
 */
export async function readingsOf(
  connections: Connections,
  live: LiveConnection,
  asked: { calendarId: string; uid: string },
  clock: Clock,
): Promise<Readings> {
  const calendar = live.record.calendars.find(({ id }) => id === asked.calendarId);
  if (!calendar) throw new BridgeError('unknown-calendar');
  const hrefs = hrefsOf(live, asked);
  if (hrefs.length === 0) {
    throw new BridgeError('not-found', {
      detail: 'This calendar holds no event with that uid, as far as it was read.',
    });
  }
  const resources = await fetchAgain(connections, live, calendar, hrefs);
  // The second reader is large, and hardly anybody ever asks for it.
  const { readTwice } = await import('../icalendar/second-reader.ts');
  const now = clock.now();
  const window = { start: now - BEFORE_MS, end: now + AFTER_MS };
  return {
    from: instant(window.start),
    to: instant(window.end),
    readings: resources.map(({ href, text }) => {
      const { first, second, agree, differences } = readTwice(text, window, live.record.timeZone);
      return {
        resource: href,
        icalJs: first.map(shown),
        nodeIcal: second.map(shown),
        agree,
        differences: [...differences],
      };
    }),
  };
}

async function fetchAgain(
  connections: Connections,
  live: LiveConnection,
  calendar: StoredCalendar,
  hrefs: readonly string[],
): Promise<readonly FetchedResource[]> {
  if (calendar.kind === 'subscription') return fetchFromFeed(calendar, hrefs);
  const client = await connections.clientFor(live);
  return (await client.fetchResources(calendar.href, hrefs)).resources;
}

function hrefsOf(live: LiveConnection, { calendarId, uid }: { calendarId: string; uid: string }): string[] {
  const found: string[] = [];
  for (const { href, resource } of live.cachedCalendar(calendarId)?.all() ?? []) {
    if (resource?.series.some((series) => series.uid === uid)) found.push(href);
  }
  return found;
}

function shown({ start, end, allDay }: ReadTimes) {
  return { start: instant(start), end: instant(end), allDay };
}
