import type { LookupAddress } from 'node:dns';
import { afterEach, beforeEach, expect } from 'vitest';
import { type FeedRequest, type FetchOptions, fetchFeed } from '../../../bridge/feeds/fetch-feed.ts';
import { type FeedServer, feedText, startFeedServer } from '../../sandbox/feed-server.ts';

export const TEXT = feedText([['a', '20261202T100000Z', '20261202T110000Z']]);
export const HERE: LookupAddress = { address: '127.0.0.1', family: 4 };

/** For each test a publisher, reached under the name of a host that the person allowed: `feed.test`. */
export function withPublisher() {
  let server: FeedServer;
  beforeEach(async () => {
    server = await startFeedServer();
    server.publish('/a.ics', { text: TEXT, etag: '"1"', lastModified: 'Sun, 01 Nov 2026 00:00:00 GMT' });
  });
  afterEach(() => server.stop());
  const fetchHere = (path: string, more: Partial<FeedRequest> = {}, options: FetchOptions = {}) =>
    fetchFeed(
      {
        url: `http://feed.test:${server.port}${path}`,
        allowHost: true,
        validators: null,
        traffic: { requests: 0, bytesReceived: 0 },
        ...more,
      },
      { resolve: async () => [HERE], ...options },
    );
  const textOf = async (path: string, options: FetchOptions = {}) => {
    const answer = await fetchHere(path, {}, options);
    return answer.kind === 'text' ? answer.pieces.join('') : answer.kind;
  };
  const redirect = (path: string, location: string, status = 302) =>
    server.answer(path, (_request, response) => void response.writeHead(status, { Location: location }).end());
  return {
    get server() {
      return server;
    },
    fetchHere,
    textOf,
    redirect,
  };
}

export function refusal(code: string, message: RegExp) {
  return { code, message: expect.stringMatching(message) };
}
