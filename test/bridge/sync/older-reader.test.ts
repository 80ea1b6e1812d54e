import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { READER, readResource } from '../../../bridge/icalendar/read.ts';
import { CalendarCache } from '../../../bridge/sync/calendar-cache.ts';
import { event } from '../rest/connected.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const open = (folder: string) => CalendarCache.open(folder, (file) => expect.unreachable(file));

async function keptCopy(): Promise<string> {
  const folder = await temporaryFolder();
  const cache = await open(folder);
  const reading = readResource(event('dentist', '20261202T100000Z', '20261202T110000Z'));
  if (reading.kind !== 'events') throw new Error('The event cannot be read.');
  const dentist = { href: '/a.ics', etag: '"1"', resource: reading.resource, problem: null, readAt: 1 };
  await cache.apply({ put: [dentist] }, { complete: true, syncToken: 'token', checkedAt: 1 });
  await cache.close();
  return folder;
}

it('what this reader made of a calendar is there again after a restart', async () => {
  const cache = await open(await keptCopy());
  expect(cache).toMatchObject({ size: 1, checkedAt: 1, head: { complete: true, syncToken: 'token' } });
  await cache.close();
});

it('what an older reader made of it is dropped, so that the calendar is read anew', async () => {
  const folder = await keptCopy();
  const file = path.join(folder, 'head.json');
  const head = await readFile(file, 'utf8');
  expect(JSON.parse(head)).toMatchObject({ reader: READER });
  await writeFile(file, head.replace(`"reader":${READER}`, `"reader":${READER - 1}`));
  const cache = await open(folder);
  expect(cache).toMatchObject({ size: 0, checkedAt: null, head: { complete: false, syncToken: null } });
  await cache.close();
  expect(JSON.parse(await readFile(file, 'utf8')).reader).toBeDefined();
});
