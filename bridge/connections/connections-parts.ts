import type { Written } from '../../shared/contract/appointments.ts';
import type { Clock } from '../domain/clock.ts';
import type { LedgerFile } from '../outbox/ledger-file.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { DurableFile } from '../store/durable-file.ts';
import type { CalendarCache } from '../sync/calendar-cache.ts';
import type { OpenClient } from './connect.ts';
import type { ConnectionsFile, StoredConnection } from './stored-connection.ts';

export interface ConnectionsParts {
  readonly clock: Clock;
  readonly file: DurableFile<ConnectionsFile>;
  readonly secrets: SecretStore;
  /** The server of a connection that names none. */
  readonly defaultServerUrl: string;
  readonly openCache: (connectionId: string, calendarId: string) => Promise<CalendarCache>;
  readonly removeCaches: (connectionId: string) => Promise<void>;
  /** What was written for this user of this sub-account with this account; it outlives the connection. */
  readonly openLedger: (record: StoredConnection) => Promise<LedgerFile>;
  readonly openClient: OpenClient;
  /** Takes out what would stay behind elsewhere. May throw; with `discard` it only forgets. */
  readonly beforeRemoval: (connectionId: string, discard: boolean) => Promise<void>;
  /** Told of faults that nobody waits for. */
  readonly onFault: (error: unknown) => void;
  readonly announce: (connectionId: string, news: News) => void;
  readonly announceWritten: (connectionId: string, written: Written) => void;
}

export type News = 'revision' | 'checked' | 'connection' | 'added' | 'removed';
