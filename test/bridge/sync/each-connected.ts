import { afterEach, expect } from 'vitest';
import type { Calendar, Connection } from '../../../shared/contract/connection.ts';
import type { ConnectionHealth } from '../../../shared/contract/sync.ts';
import { type ConnectedSetting, connectedSetting, event } from '../rest/connected.ts';

/** A connected account for each test of a file, and what one asks about it. */
export function eachConnected() {
  let setting: ConnectedSetting;
  afterEach(() => setting.stop());
  const account = () => setting.icloud.account();
  const ask = async <T>(path: string) =>
    (await setting.bridge.call<T>('GET', `/v1/connections/${setting.id}${path}`)).body;
  /** An hour of 2 December 2026, UTC. */
  const put = (name: string, hour: number, calendar = 'home') =>
    account().put(calendar, name, event(name, `20261202T${hour}0000Z`, `20261202T${hour + 1}0000Z`));
  const hours = async () => (await setting.slots()).slots.map(({ start }) => start.slice(11, 13));
  const connect = async (chosen: readonly string[] = ['Home']) => {
    setting = await connectedSetting(chosen);
    return setting;
  };
  return {
    get setting() {
      return setting;
    },
    connect,
    account,
    put,
    hours,
    complete: async () => (await setting.slots()).complete,
    /** What the next look at the first calendar came to. */
    first: async () => (await setting.sync()).body.calendars[0],
    connection: () => ask<Connection>(''),
    health: async (name: string) =>
      (await ask<ConnectionHealth>('/health')).calendars.find(
        ({ calendarId }) => calendarId === setting.calendarId(name),
      ),
    offered: async () => (await ask<{ calendars: Calendar[] }>('/calendars')).calendars,
    readings: (name: string) =>
      setting.icloud.requests.filter(({ asked, path }) => asked === 'calendar-multiget' || path.includes(name)).length,
    /** Connected, with three events that were read. */
    threeEvents: async (chosen?: readonly string[]) => {
      await connect(chosen);
      put('a.ics', 10);
      put('b.ics', 12);
      put('c.ics', 14);
      await setting.sync();
      expect(await hours()).toEqual(['10', '12', '14']);
    },
  };
}
