import { Calendar } from '../../shared/contract/connection.ts';
import { FeedRequest } from '../../shared/contract/feeds.ts';
import type { Connections } from '../connections/connections.ts';
import { addFeed, removeFeed } from '../connections/feeds.ts';
import { fetchFeed } from '../feeds/fetch-feed.ts';
import { param, type Route, route } from './route.ts';

/** Calendars that somebody publishes at an address, beside those of the account. */
export function feedRoutes(connections: Connections): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/connections/{id}/feeds',
      summary: 'Add a calendar by its address; it is fetched to see that it is one',
      body: FeedRequest,
      answers: [{ status: 201, is: 'The calendar, not chosen yet', schema: Calendar }],
      problems: ['invalid', 'not-found', 'feed-not-allowed', 'not-a-calendar', 'feed-unreachable'],
      handle: async (input) => {
        const live = connections.get(param(input, 'id'));
        return { status: 201, body: await addFeed(live, input.body, fetchFeed) };
      },
    }),
    route({
      method: 'delete',
      path: '/v1/connections/{id}/feeds/{calendarId}',
      summary: 'Forget a calendar that was added by its address',
      answers: [{ status: 204, is: 'Forgotten; it no longer blocks' }],
      problems: ['not-found'],
      handle: async (input) => {
        await removeFeed(connections.get(param(input, 'id')), param(input, 'calendarId'));
        return { status: 204 };
      },
    }),
  ];
}
