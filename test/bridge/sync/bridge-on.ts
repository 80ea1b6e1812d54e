import { cpSync } from 'node:fs';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { openMemory } from '../../../bridge/secrets/memory.ts';
import type { BlockedSlots } from '../../../shared/contract/blocked-slots.ts';
import type { Calendar, Connection } from '../../../shared/contract/connection.ts';
import { merge } from '../../../shared/intervals.ts';
import { startBridge, type TestBridge } from '../../sandbox/bridge.ts';
import { CONNECT } from '../rest/connected.ts';
import type { CalendarServer } from './calendar-server.ts';

export interface SyncAnswer {
  readonly error?: string;
  readonly requests: number;
  readonly calendars: { mode: string; added: number; updated: number; removed: number; error?: string }[];
}

/** A bridge that watches some calendars of a server, and that can be stopped, killed and started again. */
export interface Watching {
  readonly id: string;
  bridge(): TestBridge;
  calendarId(name: string): string;
  sync(): Promise<SyncAnswer>;
  /** From now on these calendars block, and no others; false while one of them counts as gone from the account. */
  choose(calendars: readonly string[]): Promise<boolean>;
  answer(range: string): Promise<BlockedSlots>;
  /** Path to ETag of what the copy of a calendar on disk says is there. */
  copyOnDisk(calendar: string): Promise<Map<string, string>>;
  restart(): Promise<void>;
  /** Goes on from what is on disk at this moment, as after a power cut. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

export async function watch(server: CalendarServer, calendars: readonly string[]): Promise<Watching> {
  const secrets = openMemory();
  let bridge = await startBridge({ caldavUrl: server.url, secrets });
  const account = { ...CONNECT, appleId: server.user, appPassword: server.password };
  const { id } = (await bridge.call<Connection>('POST', '/v1/connections', account)).body;
  const listing = (await bridge.call<{ calendars: Calendar[] }>('GET', `/v1/connections/${id}/calendars`)).body;
  const ids = new Map(listing.calendars.map((calendar) => [calendar.name, calendar.id]));
  const calendarId = (name: string) => ids.get(name) ?? `no ${name}`;
  const choose = async (chosen: readonly string[]) => {
    const configuration = { linkedCalendarId: null, conflictCalendarIds: chosen.map(calendarId) };
    const path = `/v1/connections/${id}/configuration`;
    const { status, body } = await bridge.call<{ code?: string }>('PUT', path, configuration);
    if (status !== 200) expect({ status, code: body.code }).toEqual({ status: 422, code: 'unknown-calendar' });
    return status === 200;
  };
  expect(await choose(calendars)).toBe(true);
  const start = async (home: string) => {
    bridge = await startBridge({ caldavUrl: server.url, secrets, home });
  };
  return {
    id,
    bridge: () => bridge,
    calendarId,
    choose,
    sync: async () => (await bridge.call<SyncAnswer>('POST', `/v1/connections/${id}/sync`)).body,
    answer: async (range) =>
      (await bridge.call<BlockedSlots>('GET', `/v1/connections/${id}/blocked-slots?${range}`)).body,
    copyOnDisk: (calendar) => copyIn(path.join(bridge.home, 'cache', id, calendarId(calendar))),
    restart: async () => {
      await bridge.stop();
      await start(bridge.home);
    },
    crash: async () => {
      const home = await mkdtemp(path.join(tmpdir(), 'slotbridge-crashed-'));
      cpSync(bridge.home, home, { recursive: true, filter: (from) => path.basename(from) !== 'lock' });
      await bridge.discard();
      await start(home);
    },
    stop: () => bridge.discard(),
  };
}

async function copyIn(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => /^resources-\d+\.json$/.test(name));
  const found = new Map<string, string>();
  for (const name of names) {
    const { resources } = JSON.parse(await readFile(path.join(folder, name), 'utf8'));
    for (const { href, etag, ghostSince } of resources) if (ghostSince === undefined) found.set(href, etag);
  }
  return found;
}

/** The blocked times of an answer in epoch milliseconds, touching ones joined. */
export function blockedTimes({ slots }: BlockedSlots) {
  return merge(slots.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) })));
}
