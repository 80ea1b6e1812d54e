import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { knownConnections } from '../state/known-connections.ts';

const FRESH_MS = 10_000;
/** News is asked for once within this time, however many pages miss a connection. */
const RENEW_MS = 500;

/** The bridge's connections and their calendars, kept for a short while so that news does not ask for them each time. */
export function createDirectory(bridge: () => Promise<BridgeClient>, now: () => number = Date.now) {
  let connections: { readonly at: number; readonly list: Promise<Connection[]> } | null = null;
  const calendars = new Map<string, Promise<Calendar[]>>();

  async function load(): Promise<Connection[]> {
    const list = await (await bridge()).connections();
    await knownConnections.write(
      list.map(({ id, locationId, userId, timeZone, linkedCalendarId }) => {
        return { id, locationId, userId, timeZone, linkedCalendarId };
      }),
    );
    return list;
  }

  function forget(): void {
    connections = null;
    calendars.clear();
  }

  function all(): Promise<Connection[]> {
    if (connections && connections.at > now() - FRESH_MS) return connections.list;
    const mine = { at: now(), list: load() };
    connections = mine;
    mine.list.catch(() => connections === mine && forget());
    return mine.list;
  }

  /** As `all`, but not what was known before: somebody misses a connection that may just have been made. */
  function renewed(): Promise<Connection[]> {
    if (connections && connections.at <= now() - RENEW_MS) forget();
    return all();
  }

  function calendarsOf(id: string): Promise<Calendar[]> {
    const known = calendars.get(id);
    if (known) return known;
    const asked = bridge().then((client) => client.calendars(id));
    calendars.set(id, asked);
    asked.catch(() => calendars.delete(id));
    return asked;
  }

  return { all, renewed, calendarsOf, forget };
}

export type Directory = ReturnType<typeof createDirectory>;
