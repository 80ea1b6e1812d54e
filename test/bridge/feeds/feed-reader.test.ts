import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FeedReader } from '../../../bridge/feeds/feed-reader.ts';
import { fetchFeed } from '../../../bridge/feeds/fetch-feed.ts';
import { CalendarCache } from '../../../bridge/sync/calendar-cache.ts';
import type { SyncTrigger } from '../../../shared/contract/sync.ts';
import { type FeedServer, feedText, startFeedServer } from '../../sandbox/feed-server.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const A = ['a', '20261202T100000Z', '20261202T110000Z'];
const B = ['b', '20261203T100000Z', '20261203T110000Z'];
const C = ['c', '20261204T100000Z', '20261204T110000Z'];

let server: FeedServer;
let cache: CalendarCache;
let reader: FeedReader;
let now: number;
let url: string;

beforeEach(async () => {
  server = await startFeedServer();
  server.publish('/f', { text: feedText([A, B]), etag: '"1"' });
  url = `${server.url}/f`;
  now = Date.parse('2026-11-22T09:00:00Z');
  cache = await CalendarCache.open(await temporaryFolder(), () => undefined);
  reader = new FeedReader({ now: () => now }, fetchFeed);
});
afterEach(async () => {
  await cache.destroy();
  await server.stop();
});

const read = async (trigger: SyncTrigger = 'poll', seenMissing: Iterable<string> = []) => {
  const reading = await reader.read(
    { url, allowHost: true },
    {
      calendarId: 'cal_feed',
      trigger,
      traffic: { requests: 0, bytesReceived: 0 },
      cache,
      signal: new AbortController().signal,
      seenMissing: new Set(seenMissing),
      onProgress: () => undefined,
      onTotal: () => undefined,
    },
  );
  await reading.finish();
  return reading;
};
const asked = () => server.requests.length;
const failing = (headers: Record<string, string> = {}) =>
  server.answer('/f', (_request, response) => void response.writeHead(503, headers).end());
const uids = () => [...cache.all()].flatMap(({ resource }) => resource?.series.map(({ uid }) => uid) ?? []).sort();

describe('a feed', () => {
  it('is read whole at first, and known as of when it was asked for', async () => {
    expect(await read()).toMatchObject({ mode: 'first', added: 2 });
    expect(uids()).toEqual(['a', 'b']);
    expect(cache.head).toMatchObject({ complete: true });
    expect(cache.checkedAt).toBe(now);
  });

  it('is fetched once a minute by polling, and in between its last good check stands', async () => {
    const first = now;
    await read();
    now = first + MINUTE - 1;
    expect(await read()).toMatchObject({ mode: 'unchanged', held: [] });
    expect(asked()).toBe(1);
    expect(cache.checkedAt).toBe(first);
    now = first + MINUTE;
    expect(await read()).toMatchObject({ mode: 'unchanged' });
    expect(asked()).toBe(2);
    expect(cache.checkedAt).toBe(now);
  });

  it.each<SyncTrigger>(['request', 'configuration', 'check'])('is fetched at once by a %s', async (trigger) => {
    await read();
    now += SECOND;
    await read(trigger);
    expect(asked()).toBe(2);
    expect(cache.checkedAt).toBe(now);
  });

  it('is fetched again after the clock was set back', async () => {
    await read();
    now -= MINUTE;
    await read();
    expect(asked()).toBe(2);
  });

  it('is fetched again when its address changed', async () => {
    await read();
    server.publish('/g', { text: feedText([A, B, C]), etag: '"1"' });
    url = `${server.url}/g`;
    expect(await read()).toMatchObject({ added: 1 });
    expect(server.requests[1]?.headers['if-none-match']).toBeUndefined();
  });

  it('is fetched again when its copy was dropped, because it was not chosen for a while', async () => {
    await read();
    await cache.destroy();
    cache = await CalendarCache.open(await temporaryFolder(), () => undefined);
    now += SECOND;
    expect(await read()).toMatchObject({ mode: 'first', added: 2 });
  });

  it('without marks is compared, and the same text writes nothing', async () => {
    server.publish('/f', { text: feedText([A, B]) });
    await read();
    const kept = [...cache.all()];
    now += MINUTE;
    expect(await read()).toMatchObject({ mode: 'unchanged', added: 0, updated: 0, removed: 0 });
    expect([...cache.all()]).toEqual(kept);
    now += MINUTE;
    server.publish('/f', { text: feedText([A, [...B, 'STATUS:CANCELLED']]) });
    expect(await read()).toMatchObject({ mode: 'full', added: 0, updated: 1, removed: 0 });
  });

  it('is fetched whole five minutes after the first time and then once a day, whatever its marks say', async () => {
    const statusAfter = async (minutes: number) => {
      now += minutes * MINUTE;
      await read();
      return server.requests.at(-1)?.status;
    };
    await read();
    expect(await statusAfter(4)).toBe(304);
    expect(await statusAfter(1)).toBe(200);
    expect(await statusAfter(1439)).toBe(304);
    expect(await statusAfter(1)).toBe(200);
  });
});

describe('a feed that fails', () => {
  it('goes on failing between two attempts, which come ever more rarely', async () => {
    await read();
    failing();
    const attempts: number[] = [];
    const began = now;
    for (; now <= began + 40 * MINUTE; now += 10 * SECOND) {
      const before = asked();
      if (now === began) continue;
      if (now - began < MINUTE) expect(await read()).toMatchObject({ mode: 'unchanged' });
      else await expect(read()).rejects.toMatchObject({ code: 'feed-unreachable' });
      if (asked() > before) attempts.push((now - began) / MINUTE);
    }
    // One minute after the good one, then after one, two, four, eight minutes, and ten at most.
    expect(attempts).toEqual([1, 2, 4, 8, 16, 26, 36]);
    expect(uids()).toEqual(['a', 'b']);
    expect(cache.checkedAt).toBe(began);
  });

  it('is asked at once when somebody waits, but never before the time its server asked for', async () => {
    failing();
    await expect(read()).rejects.toThrow();
    now += SECOND;
    await expect(read('request')).rejects.toThrow();
    expect(asked()).toBe(2);
    failing({ 'Retry-After': '600' });
    now += SECOND;
    await expect(read('request')).rejects.toThrow();
    expect(asked()).toBe(3);
    now += 600 * SECOND - 1;
    await expect(read('request')).rejects.toThrow();
    expect(asked()).toBe(3);
    now += 1;
    server.publish('/f', { text: feedText([A]) });
    expect(await read()).toMatchObject({ mode: 'first', added: 1 });
  });

  it('is good again after one good attempt', async () => {
    failing();
    await expect(read()).rejects.toThrow();
    server.publish('/f', { text: feedText([A]) });
    await read('request');
    now += SECOND;
    expect(await read()).toMatchObject({ mode: 'unchanged' });
  });

  it('does not know where it comes from', async () => {
    const sync = { calendarId: 'x', trigger: 'poll', traffic: { requests: 0, bytesReceived: 0 }, cache } as const;
    const progress = { signal: new AbortController().signal, seenMissing: new Set(''), onProgress() {}, onTotal() {} };
    const reading = reader.read({ url: null, allowHost: false }, { ...sync, ...progress });
    await expect(reading).rejects.toMatchObject({ message: expect.stringMatching(/without saying where/) });
  });
});

describe('a feed that suddenly lacks most', () => {
  it('stays held until the next fetch, and is believed when that lacks it too', async () => {
    server.publish('/f', { text: feedText([A, B, C]), etag: '"3"' });
    await read();
    server.publish('/f', { text: feedText([A]), etag: '"1"' });
    now += MINUTE;
    const { mode, held } = await read();
    expect(mode).toBe('held');
    expect(held).toHaveLength(2);
    now += 10 * SECOND;
    expect(await read('poll', held)).toMatchObject({ mode: 'held', held });
    expect(asked()).toBe(2);
    expect(uids()).toEqual(['a', 'b', 'c']);
    now += 50 * SECOND;
    expect(await read('poll', held)).toMatchObject({ mode: 'full', removed: 2, held: [] });
    expect(uids()).toEqual(['a']);
  });

  it('frees nothing when its second fetch is as long as before', async () => {
    server.publish('/f', { text: feedText([A, B, C]), etag: '"3"' });
    await read();
    server.publish('/f', { text: feedText([]), etag: '"0"' });
    now += MINUTE;
    const { held } = await read();
    server.publish('/f', { text: feedText([A, B, C]), etag: '"3"' });
    now += MINUTE;
    expect(await read('poll', held)).toMatchObject({ mode: 'unchanged', held: [] });
    expect(uids()).toEqual(['a', 'b', 'c']);
  });
});

describe('an attempt that we broke off ourselves', () => {
  it('says nothing about the feed', async () => {
    server.answer('/f', () => undefined);
    const progress = { seenMissing: new Set<string>(), onProgress: () => undefined, onTotal: () => undefined };
    const traffic = { requests: 0, bytesReceived: 0 };
    const signal = AbortSignal.timeout(50);
    const feed = { url, allowHost: true };
    const attempt = reader.read(feed, { calendarId: 'cal_feed', trigger: 'poll', traffic, cache, signal, ...progress });
    await expect(attempt).rejects.toMatchObject({ code: 'feed-unreachable' });
    server.publish('/f', { text: feedText([A]) });
    expect(await read()).toMatchObject({ mode: 'first' });
  });
});
