import type { Calendar } from '../../shared/contract/connection.ts';
import type { FeedRequest } from '../../shared/contract/feeds.ts';
import { Name } from '../../shared/contract/values.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { FeedReader, FeedSync } from '../feeds/feed-reader.ts';
import { parseFeedUrl } from '../feeds/feed-url.ts';
import { type FetchFeed, fetchFeed } from '../feeds/fetch-feed.ts';
import { splitFeed } from '../feeds/split-feed.ts';
import type { WantedFeed } from '../sync/sync-account.ts';
import { calendarIdOf, selectableCalendars } from './calendars.ts';
import type { LiveConnection } from './live-connection.ts';
import type { StoredCalendar } from './stored-connection.ts';

/**
 * Fetches a feed, and when it is a calendar keeps its address among the connection's calendars. The same address added
 * again is the same calendar, with what is given anew.
 *
 * @throws BridgeError `feed-not-allowed`, `not-a-calendar`, `feed-unreachable`.
 */
export async function addFeed(live: LiveConnection, request: FeedRequest, fetch: FetchFeed): Promise<Calendar> {
  const url = parseFeedUrl(request.url);
  const allowHost = request.allowHost ?? false;
  const traffic = { requests: 0, bytesReceived: 0 };
  const answer = await fetch({ url: url.href, allowHost, validators: null, traffic });
  const published = answer.kind === 'text' ? (await splitFeed(answer.pieces)).name : null;
  const name = request.name ?? readableName(published) ?? url.hostname;
  const calendar = storedFeed(url, name, request.color ?? null, allowHost);
  await live.update((record) => {
    record.calendars = [...record.calendars.filter(({ id }) => id !== calendar.id), calendar];
  });
  return selectableCalendars([calendar])[0] as Calendar;
}

/** Forgets a feed that was added, and that it was chosen. Throws `not-found` for any other calendar. */
export async function removeFeed(live: LiveConnection, calendarId: string): Promise<void> {
  const isFeed = ({ id, feed }: StoredCalendar) => id === calendarId && feed !== undefined;
  if (!live.record.calendars.some(isFeed)) {
    throw new BridgeError('not-found', {
      detail: 'There is no such feed. A subscription of the account itself is removed in the account.',
    });
  }
  await live.update((record) => {
    record.calendars = record.calendars.filter((calendar) => !isFeed(calendar));
    record.conflictCalendarIds = record.conflictCalendarIds.filter((id) => id !== calendarId);
    delete record.settings.calendars[calendarId];
  });
}

/** How a run reads the calendar when it is a subscription; null when CalDAV hands out its events. */
export function wantedFeed(
  reader: FeedReader,
  { kind, source, feed }: StoredCalendar,
  sync: Omit<FeedSync, keyof Parameters<WantedFeed['read']>[0]>,
): WantedFeed | null {
  if (kind !== 'subscription') return null;
  const from = { url: source, allowHost: feed?.allowHost ?? false };
  return { inListing: feed === undefined, read: (progress) => reader.read(from, { ...sync, ...progress }) };
}

/** Single events of a subscription, fetched anew, for a closer look. */
export async function fetchFromFeed({ source, feed }: StoredCalendar, hrefs: readonly string[]) {
  const traffic = { requests: 0, bytesReceived: 0 };
  const allowHost = feed?.allowHost ?? false;
  const answer = await fetchFeed({ url: source ?? '', allowHost, validators: null, traffic });
  if (answer.kind === 'unchanged') return [];
  const { resources } = await splitFeed(answer.pieces);
  return hrefs.flatMap((href) => resources.get(href) ?? []);
}

function storedFeed(url: URL, name: string, color: string | null, allowHost: boolean): StoredCalendar {
  const href = `feed:${url.href}`;
  return {
    id: calendarIdOf(href),
    href,
    name,
    color,
    kind: 'subscription',
    access: 'reader',
    transparent: false,
    source: url.href,
    gone: false,
    feed: { allowHost },
  };
}

/** What the publisher calls it, when that can be shown. */
function readableName(published: string | null): string | null {
  const name = Name.safeParse(published);
  return name.success ? name.data : null;
}
