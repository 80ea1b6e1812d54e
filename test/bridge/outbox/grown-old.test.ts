import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Entry } from '../../../bridge/domain/outbox/entry.ts';
import { openMemory } from '../../../bridge/secrets/memory.ts';
import { booking, type Calendars, startBooked, startCalendars } from './booked.ts';

let calendars: Calendars;
beforeAll(async () => {
  calendars = await startCalendars();
});
afterAll(() => calendars.stop());

const LONG_AGO = Date.now() - 500 * 86_400_000;
const PAST = { start: '2024-01-10T15:00:00Z', end: '2024-01-10T16:00:00Z', notes: 'Bring all the papers. '.repeat(50) };

/** As if all that the stopped bridge noted had happened long ago. */
async function aged(home: string): Promise<void> {
  const folder = path.join(home, 'outbox');
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.json')) continue;
    const file = path.join(folder, name);
    const shard = JSON.parse(await readFile(file, 'utf8')) as { entries: Entry[] };
    const entries = shard.entries.map((entry) => ({ ...entry, wishedAt: LONG_AGO, updatedAt: LONG_AGO, leaving: [] }));
    await writeFile(file, JSON.stringify({ ...shard, entries }));
  }
}

async function onDisk(home: string): Promise<string> {
  const folder = path.join(home, 'outbox');
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json'));
  return (await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')))).join('');
}

it('the list of bookings loses what is long gone and long notes, and nothing that stands', async () => {
  const secrets = openMemory();
  const first = await startBooked(calendars, { secrets });
  await first.link('Home');
  const { home } = first.bridge;
  for (const id of ['stands', 'gone']) await first.put(booking(id, PAST));
  for (const id of ['stands', 'gone']) await first.until(id, 'written');
  await first.bridge.call('DELETE', `${first.path}/appointments/gone`);
  await first.until('gone', 'removed');
  await first.bridge.stop();
  await aged(home);
  const next = await startBooked(calendars, { home, secrets });
  try {
    await next.sync();
    await expect.poll(async () => (await next.list()).map(({ appointmentId }) => appointmentId)).toEqual(['stands']);
    expect(await onDisk(home)).not.toContain('gone');
    expect(await onDisk(home)).not.toContain('Bring all');
    const before = await calendars.events('home');
    await next.put(booking('stands', PAST));
    await next.until('stands', 'written');
    expect(await calendars.events('home')).toEqual(before);
    const { body } = await next.bridge.call('POST', `${next.path}/appointments/remove-all`, { dryRun: true });
    expect(body.events).toMatchObject([{ appointmentId: 'stands' }]);
  } finally {
    await next.bridge.discard();
  }
});
