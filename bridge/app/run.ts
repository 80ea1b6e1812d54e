import { randomInt } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openClientRegistry } from '../access/client-registry.ts';
import { checkUpgrade, type GuardOptions } from '../access/guards.ts';
import { Pairing } from '../access/pairing.ts';
import { createCalDavClient } from '../caldav/client.ts';
import { Connections } from '../connections/connections.ts';
import { ConnectionsFile } from '../connections/stored-connection.ts';
import { CrmLinks } from '../crm/crm-links.ts';
import { patienceOf } from '../crm/patience.ts';
import { systemClock } from '../domain/clock.ts';
import { LedgerFile } from '../outbox/ledger-file.ts';
import { ownerFolder } from '../outbox/owner-folder.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { DataFolder } from '../store/data-folder.ts';
import { openDurableFile } from '../store/durable-file.ts';
import { CalendarCache } from '../sync/calendar-cache.ts';
import { createApp } from './create-app.ts';
import { connectLive } from './live.ts';
import { version } from './version.ts';

/** iCloud sometimes takes more than half a minute over an answer that is good after all. */
const LONGEST_REQUEST_MS = 90_000;

export interface BridgeParts {
  readonly folder: DataFolder;
  readonly secrets: SecretStore;
  /** 0 picks a free one. */
  readonly port: number;
  readonly caldavUrl: string;
  /** In place of HighLevel's own address; on this computer alone, for trying things out. */
  readonly crmUrl?: string | undefined;
  /** How many times as fast as in daily life the CRM's links wait; for trying things out. */
  readonly crmHaste?: number;
  /** One line for the person at the terminal. Never given a secret. */
  readonly log: (line: string) => void;
}

export interface RunningBridge {
  readonly port: number;
  readonly pairing: Pairing;
  readonly clients: Awaited<ReturnType<typeof openClientRegistry>>;
  stop(): Promise<void>;
}

/** Thrown when something else listens on the port. */
export class PortTaken extends Error {
  readonly port: number;
  constructor(port: number) {
    super(
      `Port ${port} is taken by another program. Stop that one, or choose another port with SLOTBRIDGE_PORT (0 picks a free one).`,
    );
    this.name = 'PortTaken';
    this.port = port;
  }
}

/** Starts everything on 127.0.0.1; the data folder is open and locked already, and stays the caller's to release. */
export async function runBridge(parts: BridgeParts): Promise<RunningBridge> {
  // Without `Host` the answer is ours too: the guard refuses it like any other that is not our own.
  const server = createServer({ requireHostHeader: false });
  const listeningPort = await listen(server, parts.port);
  try {
    return await serve(server, listeningPort, parts);
  } catch (error) {
    // An open port would keep the process alive, with nobody behind it.
    await closeServer(server);
    throw error;
  }
}

async function serve(
  server: Server,
  listeningPort: number,
  { folder, secrets, caldavUrl, crmUrl, crmHaste, log }: BridgeParts,
): Promise<RunningBridge> {
  const clock = systemClock;
  const onDamaged = (file: string, reason: string) => log(`A file was damaged and set aside as ${file}: ${reason}`);
  const onFault = (error: unknown) => log(`A fault of Slotbridge: ${nameOf(error)}`);
  const onLeftOut = (file: string, reason: string) => log(`${file} is left out: ${reason}.`);
  const guard: GuardOptions = { port: () => listeningPort, isPairedOrigin: (origin) => clients.isPairedOrigin(origin) };
  const clients = await openClientRegistry({ home: folder.path, clock, onLeftOut, onError: onFault });
  const pairing = new Pairing(clock, randomInt);
  const live = connectLive({
    clock,
    onFault,
    clients,
    random: Math.random,
    checkUpgrade: (request) => checkUpgrade(request, guard),
  });
  let crm: CrmLinks | null = null;
  const connections = new Connections({
    clock,
    secrets,
    defaultServerUrl: caldavUrl,
    file: await openDurableFile({
      path: folder.file('connections.json'),
      schema: ConnectionsFile,
      empty: () => ({ version: 1, connections: [] }),
      migrations: { current: 1, from: {} },
      onDamaged,
    }),
    openCache: (connectionId, calendarId) =>
      CalendarCache.open(folder.file('cache', connectionId, calendarId), onDamaged),
    removeCaches: (connectionId) => rm(folder.file('cache', connectionId), { recursive: true, force: true }),
    openLedger: (record) => LedgerFile.open(folder.file('outbox', ownerFolder(record)), onDamaged),
    openClient: (server) => createCalDavClient({ ...server, timeoutMs: LONGEST_REQUEST_MS }),
    onFault,
    beforeRemoval: async (connectionId, discard) => crm?.beforeRemoval(connectionId, discard),
    announce: (connectionId, news) => {
      live.announce(connectionId, news);
      crm?.changed(connectionId);
    },
    announceWritten: (connectionId, written) => {
      live.announceWritten(connectionId, written);
      crm?.changed(connectionId);
    },
  });
  const stop = async () => {
    live.stop();
    clients.close();
    await Promise.all([closeServer(server), crm?.close()]);
    await connections.close();
  };
  try {
    live.serve(connections);
    await connections.open();
    crm = await CrmLinks.open({
      clock,
      secrets,
      connections,
      folder,
      onDamaged,
      onFault,
      presence: (connectionId) => live.server.presence(connectionId),
      onLeftBehind: (location) =>
        log(
          `Blocks still stand in ${location}: delete those whose titles end in "· Slotbridge" in the CRM's calendar.`,
        ),
      patience: patienceOf(crmHaste),
      crmUrl,
    });
    clients.watch();
    live.server.attach(server);
    server.on('request', createApp({ version, clock, guard, clients, pairing, connections, crm, onFault }));
    folder.announce(listeningPort);
  } catch (error) {
    // The connections that were opened already read and write by themselves, in a folder that is about to be let go.
    await stop();
    throw error;
  }
  return { port: listeningPort, pairing, clients, stop };
}

/** The kind of a fault without its message, which may quote what it was given. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const where = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return `${error.name}${where ? ` ${where.trim()}` : ''}`;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error);
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve((server.address() as AddressInfo).port));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
