import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { FetchedResource } from '../../../bridge/domain/remote.ts';
import { feedClient } from '../../../bridge/feeds/feed-client.ts';
import { CalendarCache } from '../../../bridge/sync/calendar-cache.ts';
import { fetchInto } from '../../../bridge/sync/fetch-resources.ts';
import { event } from '../rest/connected.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const SHARD = 200;

function events(count: number): FetchedResource[] {
  return Array.from({ length: count }, (_, n) => ({
    href: `/c/${n}.ics`,
    etag: `"${n}"`,
    text: event(`event-${n}`, '20261202T100000Z', '20261202T110000Z'),
  }));
}

const open = (folder: string) => CalendarCache.open(folder, (file) => expect.unreachable(file));

/** Reads into the copy and gives the shards that were on disk meanwhile: each file as often as it was written. */
async function reading(cache: CalendarCache, folder: string, wanted: readonly FetchedResource[]): Promise<Set<string>> {
  const written = new Set<string>();
  const looks: Promise<void>[] = [];
  await fetchInto(
    {
      client: feedClient(new Map(wanted.map((resource) => [resource.href, resource]))),
      calendarHref: '/c/',
      cache,
      clock: { now: () => 1 },
      signal: new AbortController().signal,
      onProgress: () => void looks.push(look(folder, written)),
    },
    wanted,
  );
  await Promise.all(looks);
  await look(folder, written);
  return written;
}

/** A file that is written anew is another one with the same name. */
async function look(folder: string, written: Set<string>): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^resources-\d+\.json$/.test(name)) written.add(`${name} ${(await stat(path.join(folder, name))).ino}`);
  }
}

/** The folder as a crash in this moment would leave it. */
async function crashed(folder: string): Promise<string> {
  const copy = path.join(await temporaryFolder(), 'copy');
  await cp(folder, copy, { recursive: true });
  return copy;
}

it('the shard that the coming weeks left half empty is written once more, and each of the others once', async () => {
  const folder = await temporaryFolder();
  const cache = await open(folder);
  const all = events(1500);
  const weeks = await reading(cache, folder, all.slice(0, 250));
  const rest = await reading(cache, folder, all.slice(250));
  expect(weeks.size).toBe(2);
  expect(new Set([...weeks, ...rest]).size).toBe(Math.ceil(1500 / SHARD) + 1);
  await cache.close();
});

it('a crash during a first reading costs what was read since the head was written, and never looks complete', async () => {
  const folder = await temporaryFolder();
  const cache = await open(folder);
  const all = events(2600);
  await reading(cache, folder, all.slice(0, 600));
  const early = await open(await crashed(folder));
  expect(early).toMatchObject({ size: 0, head: { complete: false } });
  await reading(cache, folder, all.slice(600));
  const late = await open(await crashed(folder));
  expect(late.head.complete).toBe(false);
  expect(late.size).toBeGreaterThanOrEqual(2000);
  for (const copy of [cache, early, late]) await copy.close();
});

it('what a crash left behind is read to its end, each resource once', async () => {
  const folder = await temporaryFolder();
  const cache = await open(folder);
  const all = events(2600);
  await reading(cache, folder, all);
  const left = await crashed(folder);
  await cache.close();
  const again = await open(left);
  await reading(
    again,
    left,
    all.filter(({ href }) => !again.get(href)),
  );
  await again.apply({}, { complete: true, syncToken: 'token' });
  const whole = await open(await crashed(left));
  expect(whole).toMatchObject({ size: 2600, head: { complete: true, syncToken: 'token', resources: 2600 } });
  expect(new Set([...whole.all()].map(({ href }) => href)).size).toBe(2600);
  for (const copy of [again, whole]) await copy.close();
});

it('a bridge that is stopped during a first reading goes on where it was', async () => {
  const folder = await temporaryFolder();
  const cache = await open(folder);
  await reading(cache, folder, events(300));
  await cache.close();
  const again = await open(folder);
  expect(again).toMatchObject({ size: 300, head: { complete: false } });
  await again.close();
});

it('what could not be written is written before the head says that it is there', async () => {
  const folder = await temporaryFolder();
  const cache = await open(folder);
  const read = async (text: string) => {
    const meeting = { href: '/c/meeting.ics', etag: text, text };
    await reading(cache, folder, [meeting]);
  };
  await read(event('meeting', '20261202T100000Z', '20261202T110000Z'));
  await cache.apply({}, { complete: true, ctag: '1', syncToken: 'before' });
  const shard = path.join(folder, 'resources-0.json');
  await rm(shard);
  await mkdir(path.join(shard, 'in the way'), { recursive: true });
  const moved = event('meeting', '20261202T150000Z', '20261202T160000Z');
  await expect(read(moved)).rejects.toThrow('resources-0.json');
  await expect(cache.apply({}, { ctag: '2', syncToken: 'after' })).rejects.toThrow('resources-0.json');
  expect(cache.head).toMatchObject({ ctag: '1', syncToken: 'before' });
  await rm(shard, { recursive: true });
  await cache.apply({}, { ctag: '2', syncToken: 'after' });
  await cache.close();
  const later = await open(folder);
  expect(later.head).toMatchObject({ complete: true, syncToken: 'after' });
  expect(later.get('/c/meeting.ics')?.etag).toBe(moved);
  await later.close();
});

it('a bridge that is stopped while changes are being written notes them with their files', async () => {
  const folder = await temporaryFolder();
  const cache = await open(folder);
  await reading(cache, folder, events(100));
  await cache.apply({}, { complete: true, syncToken: 'before' });
  const put = events(700).map(({ href, etag }) => ({ href, etag, resource: null, problem: null, readAt: 1 }));
  const applying = cache.apply({ put }, { syncToken: 'after' });
  await cache.close();
  const later = await open(await crashed(folder));
  expect(later).toMatchObject({ size: 700, head: { complete: true, syncToken: 'after', resources: 700 } });
  await applying;
  await later.close();
});

it('what could not be written is written when the bridge stops, or its head stays as it was', async () => {
  const folder = await temporaryFolder();
  const cache = await open(folder);
  const put = events(1).map(({ href, etag }) => ({ href, etag, resource: null, problem: null, readAt: 1 }));
  await mkdir(path.join(folder, 'resources-0.json', 'in the way'), { recursive: true });
  await expect(cache.apply({ put }, { complete: true, syncToken: 'after' })).rejects.toThrow('resources-0.json');
  const still = await open(await crashed(folder));
  expect(still).toMatchObject({ size: 0, head: { complete: false, resources: 0 } });
  await rm(path.join(folder, 'resources-0.json'), { recursive: true });
  await cache.close();
  const later = await open(folder);
  expect(later).toMatchObject({ size: 1, head: { complete: false, resources: 1 } });
  for (const copy of [still, later]) await copy.close();
});

it('what a crash left of events that no head knows of is gone from the disk, and nothing else', async () => {
  const folder = await temporaryFolder();
  const cache = await open(folder);
  const all = events(250);
  await reading(cache, folder, all);
  await cache.apply({}, { complete: true });
  const copy = await crashed(folder);
  const others = [
    'resources-2.json',
    'resources-10.json',
    'resources-2.json.7-c0ffee.tmp',
    'resources-2.json.damaged-x',
  ];
  for (const name of others) await writeFile(path.join(copy, name), '{}');
  const reopened = await open(copy);
  expect(reopened.size).toBe(250);
  expect((await readdir(copy)).toSorted()).toEqual([
    'head.json',
    'resources-0.json',
    'resources-1.json',
    'resources-2.json.damaged-x',
  ]);
  for (const each of [cache, reopened]) await each.close();
});
