import { type BridgeClient, createBridgeClient } from '../../../extension/bridge-client/client.ts';
import type { ConnectionHealth, SyncReport } from '../../../shared/contract/sync.ts';
import { type BridgeState, bridgeFetch } from '../ui/in-memory-bridge.ts';

export type CalendarHealth = ConnectionHealth['calendars'][number];

/** How a calendar stands that was read a moment ago. */
export const readCalendar = (calendarId: string, more: Partial<CalendarHealth> = {}): CalendarHealth => ({
  calendarId,
  state: 'ok',
  checkedAt: new Date(Date.now() - 8_000).toISOString(),
  unreadable: [],
  ...more,
});

export interface Standing {
  calendars: CalendarHealth[];
  runs: SyncReport[];
}

/** The bridge in memory, which also tells how its calendars stand and what its last runs did. */
export function settingsFetch(state: BridgeState, standing: Standing): typeof fetch {
  const others = bridgeFetch(state);
  const health: Omit<ConnectionHealth, 'calendars'> = {
    freshness: { p50Ms: 900, p95Ms: 2_100, samples: 12 },
    requests: { lastHour: 240 },
    outbox: { queued: 1, failed: 2 },
  };
  return async (input, init = {}) => {
    const answer = await others(input, init);
    const { pathname } = new URL(String(input));
    if (answer.status === 400 && state.running && init.method === 'GET' && state.token !== null) {
      if (pathname.endsWith('/health')) return Response.json({ ...health, calendars: standing.calendars });
      if (pathname.endsWith('/sync')) return Response.json({ reports: standing.runs, progress: [] });
    }
    return answer;
  };
}

export function settingsClient(state: BridgeState, standing: Standing): BridgeClient {
  const paired = state.token === null ? {} : { clientId: 'c', token: state.token };
  return createBridgeClient({ port: state.port, ...paired, fetch: settingsFetch(state, standing) });
}
