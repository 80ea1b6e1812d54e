import type { Calendar } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import type { BridgeFailure } from '../bridge-client/failure.ts';

/** Calendars that are added by their address. Both throw `BridgeFailure`, and then nothing has changed. */
export interface Subscriptions {
  add(url: string, allowHost: boolean): Promise<Calendar>;
  remove(calendar: Calendar): Promise<void>;
}

interface Subscribing {
  client: Pick<BridgeClient, 'addFeed' | 'removeFeed'>;
  connectionId: string;
  /** The list as it is from now on is made from the list as it was. */
  onList: (change: (calendars: readonly Calendar[]) => Calendar[]) => void;
  onTick: (calendarId: string, on: boolean) => void;
}

/** Adds and removes subscriptions at the bridge, and keeps the list and its ticks in step. */
export function subscriptionsOf({ client, connectionId, onList, onTick }: Subscribing): Subscriptions {
  return {
    async add(url, allowHost) {
      const calendar = await client.addFeed(connectionId, { url, ...(allowHost ? { allowHost } : {}) });
      onList((calendars) => [...without(calendars, calendar.id), calendar]);
      onTick(calendar.id, true);
      return calendar;
    },
    async remove({ id }) {
      await client.removeFeed(connectionId, id);
      onTick(id, false);
      onList((calendars) => without(calendars, id));
    },
  };
}

/** Whether the bridge would fetch it if the person allowed that host of their own network. */
export function needsPermission({ code, errors }: BridgeFailure): boolean {
  return code === 'feed-not-allowed' && errors.some(({ path }) => path === 'allowHost');
}

function without(calendars: readonly Calendar[], id: string): Calendar[] {
  return calendars.filter((calendar) => calendar.id !== id);
}
