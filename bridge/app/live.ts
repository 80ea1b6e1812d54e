import type { IncomingMessage } from 'node:http';
import type { Written } from '../../shared/contract/appointments.ts';
import type { ServerMessage } from '../../shared/contract/live.ts';
import type { ClientRegistry } from '../access/client-registry.ts';
import { stateOf } from '../connections/availability.ts';
import type { Connections } from '../connections/connections.ts';
import type { News } from '../connections/connections-parts.ts';
import type { LiveConnection } from '../connections/live-connection.ts';
import type { Clock } from '../domain/clock.ts';
import type { BridgeError } from '../errors/bridge-error.ts';
import { LiveServer } from '../live/live-server.ts';
import { networkSignature } from '../sync/network.ts';
import { Poller } from '../sync/poller.ts';

interface LiveParts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly clients: ClientRegistry;
  readonly onFault: (error: unknown) => void;
  readonly checkUpgrade: (request: IncomingMessage) => BridgeError | null;
}

/** Completeness also fades with time: this often it is compared with what was last told. */
const LOOK_EVERY_MS = 5000;

/** Ties the poller, the connections and the live sockets: what one learns, the others hear. */
export function connectLive({ clock, random, clients, onFault, checkUpgrade }: LiveParts) {
  let connections: Connections | null = null;
  const told = new Map<string, string>();
  const poller = new Poller({ clock, random, network: networkSignature, onFault });
  const find = (id: string) => connections?.all().find((live) => live.record.id === id) ?? null;

  const server = new LiveServer({
    clients,
    checkUpgrade,
    greeting: (id) => {
      const live = find(id);
      return live ? [revisionMessage(id, live, clock), checkedMessage(id, live, clock)] : null;
    },
    onVisible: (id) => poller.now(id, 'visible'),
  });

  const tellRevision = (id: string, live: LiveConnection) => {
    const message = revisionMessage(id, live, clock);
    if (told.get(id) === message.revision) return;
    told.set(id, message.revision);
    server.tell(id, message);
  };

  const announce = (id: string, news: News): void => {
    if (news === 'removed') {
      told.delete(id);
      return poller.remove(id);
    }
    const live = find(id);
    if (!live) return;
    if (news === 'added') poller.add(polled(id, live, server));
    if (news === 'added' || news === 'connection') server.tellAll({ type: 'connection', connection: live.describe() });
    if (news === 'revision') tellRevision(id, live);
    if (news === 'checked') {
      tellRevision(id, live);
      server.tell(id, checkedMessage(id, live, clock));
    }
  };

  const looking = setInterval(() => {
    for (const live of connections?.all() ?? []) tellRevision(live.record.id, live);
  }, LOOK_EVERY_MS);
  looking.unref();

  return {
    server,
    announce,
    announceWritten: (connectionId: string, written: Written) =>
      server.tellAll({ type: 'appointment', connectionId, written }),
    serve: (served: Connections) => {
      connections = served;
    },
    stop: () => {
      clearInterval(looking);
      poller.stop();
      server.close();
    },
  };
}

function polled(id: string, live: LiveConnection, server: LiveServer) {
  return {
    id,
    wantsPolling: () => !live.record.paused && !live.record.passwordRefused,
    presence: () => server.presence(id),
    state: () => {
      const { failuresInARow, unsettledInARow, retryAfterMs, accountFailure } = live.runner.memory;
      const throttled = accountFailure?.code === 'throttled';
      return { failures: failuresInARow, unsettled: unsettledInARow, retryAfterMs, throttled };
    },
    interrupt: () => live.runner.interrupt(),
    run: (trigger: Parameters<typeof live.runner.run>[0]) => live.runner.run(trigger),
  };
}

function revisionMessage(connectionId: string, live: LiveConnection, clock: Clock) {
  return { type: 'blocked-slots', connectionId, revision: stateOf(live, clock.now()).revision } as const;
}

function checkedMessage(connectionId: string, live: LiveConnection, clock: Clock): ServerMessage {
  const { checkedAt, complete } = stateOf(live, clock.now());
  return { type: 'checked', connectionId, checkedAt, complete };
}
