import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import type { ServerMessage } from '../../shared/contract/live.ts';
import type { SyncReport } from '../../shared/contract/sync.ts';
import type { BenchBridge } from './bridge.ts';

/** One connected account, watched over the live socket. */
export interface WatchedConnection {
  readonly id: string;
  readonly path: string;
  /** Chooses every calendar as a conflict calendar; resolves when all of them were read. */
  readAll(): Promise<void>;
  sync(): Promise<SyncReport>;
  next(wanted: (message: ServerMessage) => boolean): Promise<ServerMessage>;
  /** A page looks at it, or is merely open. */
  watch(visible: boolean): void;
  close(): void;
}

const ACCOUNT = {
  locationId: 'loc1',
  userId: 'user1',
  appleId: 'ann@example.com',
  appPassword: 'abcd-efgh-ijkl-mnop',
  timeZone: 'America/New_York',
};

export async function connectAccount(bridge: BenchBridge): Promise<WatchedConnection> {
  const { id } = await bridge.call<Connection>('POST', '/v1/connections', ACCOUNT);
  const path = `/v1/connections/${id}`;
  const socket = new WebSocket(`${bridge.url.replace('http', 'ws')}/v1/live`);
  const listeners = new Set<(message: ServerMessage) => void>();
  socket.on('message', (data) => {
    for (const listener of listeners) listener(JSON.parse(String(data)) as ServerMessage);
  });
  await once(socket, 'open');
  const say = (message: object) => socket.send(JSON.stringify(message));
  const next: WatchedConnection['next'] = (wanted) =>
    new Promise((resolve) => {
      const listener = (message: ServerMessage) => {
        if (!wanted(message)) return;
        listeners.delete(listener);
        resolve(message);
      };
      listeners.add(listener);
    });
  const welcome = next(({ type }) => type === 'welcome');
  say({ type: 'hello', token: bridge.token });
  await welcome;
  say({ type: 'watch', connectionId: id, visible: false });
  const { calendars } = await bridge.call<{ calendars: Calendar[] }>('GET', `${path}/calendars`);
  return {
    id,
    path,
    next,
    watch: (visible) => say({ type: 'watch', connectionId: id, visible }),
    readAll: async () => {
      const read = next((message) => message.type === 'checked' && message.complete);
      const conflictCalendarIds = calendars.map((calendar) => calendar.id);
      await bridge.call('PUT', `${path}/configuration`, { linkedCalendarId: null, conflictCalendarIds });
      await read;
    },
    sync: () => bridge.call<SyncReport>('POST', `${path}/sync`),
    close: () => socket.close(),
  };
}
