import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { BlockedSlots } from '../../../shared/contract/blocked-slots.ts';
import type { Calendar, Connection } from '../../../shared/contract/connection.ts';
import type { SyncReports } from '../../../shared/contract/sync.ts';
import { startBridge, type TestBridge } from '../../sandbox/bridge.ts';
import { CONNECT } from '../rest/connected.ts';
import { type BigServer, startBigServer } from './big-server.ts';

const EVENTS = 10_000;
const DAY = 24 * 3600_000;

let server: BigServer;
let bridge: TestBridge;
beforeEach(async () => {
  server = await startBigServer({ calendars: 5, events: EVENTS });
  bridge = await startBridge({ caldavUrl: server.url });
});
afterEach(async () => {
  await bridge.discard();
  await server.stop();
});

/** All calendars chosen; the first reading has just begun. */
async function choose(): Promise<string> {
  const account = { ...CONNECT, appleId: server.user, appPassword: server.password };
  const { id } = (await bridge.call<Connection>('POST', '/v1/connections', account)).body;
  const here = `/v1/connections/${id}`;
  const { calendars } = (await bridge.call<{ calendars: Calendar[] }>('GET', `${here}/calendars`)).body;
  const conflictCalendarIds = calendars.map((calendar) => calendar.id);
  await bridge.call('PUT', `${here}/configuration`, { linkedCalendarId: null, conflictCalendarIds });
  return here;
}

async function slots(here: string, days: number): Promise<BlockedSlots> {
  const [from, to] = [Date.now() - DAY, Date.now() + days * DAY].map((at) => new Date(at).toISOString());
  return (await bridge.call<BlockedSlots>('GET', `${here}/blocked-slots?from=${from}&to=${to}`)).body;
}

async function progress(here: string): Promise<z.infer<typeof SyncReports>['progress']> {
  return (await bridge.call<z.infer<typeof SyncReports>>('GET', `${here}/sync`)).body.progress;
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the first reading of 10,000 events', { timeout: 120_000 }, () => {
  it('makes the coming weeks known long before the rest, and tells how far it is', async () => {
    const here = await choose();
    const began = process.cpuUsage();
    const details = new Set<string>();
    const read: number[] = [];
    let weeksKnown = false;
    for (let parts = await progress(here); parts.length > 0; parts = await progress(here)) {
      read.push(sum(parts.map((part) => part.read)));
      details.add((await bridge.call<Connection>('GET', here)).body.statusDetail);
      if (!weeksKnown && (await slots(here, 30)).complete) {
        weeksKnown = true;
        const { user, system } = process.cpuUsage(began);
        // What else the computer does meanwhile does not count.
        expect((user + system) / 1000).toBeLessThan(5000);
        expect(read.at(-1)).toBeLessThan(EVENTS / 2);
        expect((await slots(here, 300)).complete).toBe(false);
      }
      await pause(100);
    }
    expect(weeksKnown).toBe(true);
    expect(new Set(read).size).toBeGreaterThan(2);
    expect([...details].join('\n')).toMatch(/\d+ events so far/);
    expect(await slots(here, 300)).toMatchObject({ complete: true });
  });
});
