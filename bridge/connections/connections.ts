import type {
  Calendar,
  ConfigurationRequest,
  Connection,
  ConnectionPatch,
  ConnectRequest,
} from '../../shared/contract/connection.ts';
import type { SyncTrigger } from '../../shared/contract/sync.ts';
import { configurationFrom } from '../domain/configuration.ts';
import type { CalDavClient, Traffic } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { LedgerFile } from '../outbox/ledger-file.ts';
import { selectableCalendars } from './calendars.ts';
import { assertMayConnect, newConnection, verifiedAccount } from './connect.ts';
import type { ConnectionsParts } from './connections-parts.ts';
import { LiveConnection } from './live-connection.ts';
import { assertCalendarsKnown, mergeSettings } from './settings.ts';
import { type ConnectionsFile, type StoredConnection, secretName } from './stored-connection.ts';

/** Every connection of this bridge: what is kept of it on disk and what lives of it in memory. */
export class Connections {
  readonly #parts: ConnectionsParts;
  readonly #live = new Map<string, LiveConnection>();
  /** What changes a connection's password or whether it exists goes one after the other. */
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(parts: ConnectionsParts) {
    this.#parts = parts;
  }

  /** Brings back what was kept. */
  async open(): Promise<void> {
    for (const record of this.#parts.file.data.connections) {
      const live = this.#bring(record.id, await this.#parts.openLedger(record));
      await live.open();
      // It may have stopped between the choice of another calendar and what follows from that.
      await live.outbox.relink().catch(this.#parts.onFault);
      this.#parts.announce(record.id, 'added');
    }
  }

  all(): LiveConnection[] {
    return [...this.#live.values()];
  }

  list(filter: { locationId?: string | undefined; userId?: string | undefined }): Connection[] {
    return this.all()
      .map((live) => live.describe())
      .filter(({ locationId }) => filter.locationId === undefined || locationId === filter.locationId)
      .filter(({ userId }) => filter.userId === undefined || userId === filter.userId);
  }

  /** Throws `not-found`. */
  get(id: string): LiveConnection {
    const live = this.#live.get(id);
    if (!live)
      throw new BridgeError('not-found', { detail: 'There is no such connection. It may have been disconnected.' });
    return live;
  }

  /** Discovers and verifies the account; nothing is kept of a failed attempt. */
  async connect(request: ConnectRequest): Promise<Connection> {
    const serverUrl = request.serverUrl ?? this.#parts.defaultServerUrl;
    const existing = () => this.#parts.file.data.connections;
    assertMayConnect(request, serverUrl, existing());
    const { openClient } = this.#parts;
    const verified = await verifiedAccount(openClient, serverUrl, request.appleId, request.appPassword);
    return this.#inTurn(async () => {
      // Another request may have been faster while the server was asked.
      assertMayConnect(request, serverUrl, existing());
      return this.#keep(newConnection(request, serverUrl, verified, this.#parts.clock.now()), request.appPassword);
    });
  }

  /** Verifies the new password before it replaces the old one. */
  async replacePassword(id: string, password: string): Promise<Connection> {
    const { serverUrl, appleId } = this.get(id).record;
    const { account } = await verifiedAccount(this.#parts.openClient, serverUrl, appleId, password);
    return this.#inTurn(async () => {
      // It may have been disconnected while the server was asked; then nothing of the password is kept.
      const live = this.get(id);
      await this.#parts.secrets.set(secretName(id), password);
      live.runner.passwordReplaced();
      await live.update((record) => {
        record.passwordRefused = false;
        record.account = { ...account, ownerAddresses: [...account.ownerAddresses] };
      });
      live.outbox.changed();
      this.#runInBackground(live, 'request');
      return live.describe();
    });
  }

  async patch(id: string, patch: ConnectionPatch): Promise<Connection> {
    const live = this.get(id);
    const wasPaused = live.record.paused;
    assertCalendarsKnown(live.record, patch.settings ?? {});
    await live.update((record) => {
      if (patch.timeZone !== undefined) record.timeZone = patch.timeZone;
      if (patch.paused !== undefined) record.paused = patch.paused;
      if (patch.settings !== undefined) record.settings = mergeSettings(record.settings, patch.settings);
    });
    if (wasPaused && !live.record.paused) {
      live.outbox.changed();
      this.#runInBackground(live, 'request');
    }
    return live.describe();
  }

  /**
   * Password, copies and configuration go; what was written to calendars stays there, and so does the list of it.
   * Throws `pending-writes` while bookings wait, unless they are to be discarded.
   */
  disconnect(id: string, discard: boolean): Promise<void> {
    return this.#inTurn(() => this.#disconnect(id, discard));
  }

  async #disconnect(id: string, discard: boolean): Promise<void> {
    const live = this.get(id);
    const { queued, failed } = live.outbox.counts();
    if (queued + failed > 0) {
      if (!discard) throw new BridgeError('pending-writes');
      await live.outbox.discard();
    }
    // First what may be refused: then nothing has changed yet.
    await this.#parts.beforeRemoval(id, discard);
    await this.#parts.secrets.delete(secretName(id));
    this.#live.delete(id);
    this.#parts.announce(id, 'removed');
    await live.destroy();
    await this.#parts.file.update((data) => {
      data.connections = data.connections.filter((connection) => connection.id !== id);
    });
    await this.#parts.removeCaches(id);
  }

  async calendars(id: string, refresh: boolean): Promise<Calendar[]> {
    const live = this.get(id);
    if (refresh) await live.saveListing(await (await this.clientFor(live)).listCalendars(live.record.account));
    return selectableCalendars(live.record.calendars);
  }

  /** Throws `unknown-calendar`, `not-writable`, `not-selectable`; the chosen calendars are read at once. */
  async configure(id: string, request: ConfigurationRequest): Promise<Connection> {
    const live = this.get(id);
    const configuration = configurationFrom(request, selectableCalendars(live.record.calendars));
    await live.update((record) => {
      record.linkedCalendarId = configuration.linkedCalendarId;
      record.linkedIsConflict = configuration.linkedIsConflict;
      record.conflictCalendarIds = [...configuration.conflictCalendarIds];
      record.configured = true;
    });
    await live.outbox.relink();
    this.#runInBackground(live, 'configuration');
    return live.describe();
  }

  /** For a question beside the syncs. Throws `needs-password` or `throttled` while nothing may be sent. */
  async clientFor(live: LiveConnection): Promise<CalDavClient> {
    const obstacle = live.runner.obstacle();
    if (obstacle) throw obstacle;
    const client = await this.#clientOf(live.record.id, { requests: 0, bytesReceived: 0 });
    if (!client) throw new BridgeError('needs-password');
    return client;
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((live) => live.close()));
    await this.#parts.file.close();
  }

  async #keep(record: StoredConnection, password: string): Promise<Connection> {
    const ledger = await this.#parts.openLedger(record);
    await this.#parts.secrets.set(secretName(record.id), password);
    try {
      await this.#parts.file.update((data) => void data.connections.push(record));
    } catch (error) {
      await this.#parts.secrets.delete(secretName(record.id));
      throw error;
    }
    const live = this.#bring(record.id, ledger);
    this.#parts.announce(record.id, 'added');
    return live.describe();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(work, work);
    this.#lastTurn = turn;
    return turn;
  }

  #runInBackground(live: LiveConnection, trigger: SyncTrigger): void {
    live.runner.run(trigger).catch(this.#parts.onFault);
  }

  #bring(id: string, ledger: LedgerFile): LiveConnection {
    const live = new LiveConnection({
      clock: this.#parts.clock,
      record: () => this.#record(id),
      ledger,
      passwordKept: this.#parts.secrets.kept,
      save: (change) => this.#parts.file.update((data) => change(recordIn(data, id))),
      openCache: (calendarId) => this.#parts.openCache(id, calendarId),
      openClient: (traffic) => this.#clientOf(id, traffic),
      onFault: this.#parts.onFault,
      announce: (news) => this.#parts.announce(id, news),
      announceWritten: (written) => this.#parts.announceWritten(id, written),
    });
    this.#live.set(id, live);
    return live;
  }

  #record(id: string): StoredConnection {
    return recordIn(this.#parts.file.data, id);
  }

  async #clientOf(id: string, traffic: Traffic): Promise<CalDavClient | null> {
    const { serverUrl, appleId } = this.#record(id);
    const password = await this.#parts.secrets.get(secretName(id));
    return password === null ? null : this.#parts.openClient({ serverUrl, username: appleId, password, traffic });
  }
}

function recordIn(data: ConnectionsFile, id: string): StoredConnection {
  const record = data.connections.find((connection) => connection.id === id);
  if (!record) throw new BridgeError('not-found');
  return record;
}
