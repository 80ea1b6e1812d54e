import type { Written } from '../../shared/contract/appointments.ts';
import type { Clock } from '../domain/clock.ts';
import type { KnownCalendar } from '../domain/outbox/next-task.ts';
import type { CalDavClient } from '../domain/remote.ts';
import type { BridgeError } from '../errors/bridge-error.ts';
import type { CalendarCopy } from './learn.ts';
import type { LedgerFile } from './ledger-file.ts';

/** What of the connection the outbox goes by. */
interface OutboxOwner {
  readonly locationId: string;
  readonly userId: string;
  readonly timeZone: string;
  readonly linkedCalendarId: string | null;
  readonly calendars: readonly KnownCalendar[];
}

export interface OutboxParts {
  readonly clock: Clock;
  readonly ledger: LedgerFile;
  readonly owner: () => OutboxOwner;
  /** The copies of the calendars that were read to their end. */
  readonly copies: () => readonly CalendarCopy[];
  /** Why nothing may be sent just now. */
  readonly obstacle: () => BridgeError | null;
  /** Null when no password is kept. */
  readonly openClient: () => Promise<CalDavClient | null>;
  readonly onPasswordRefused: () => Promise<void>;
  /** The person wants it tried now. */
  readonly onRetry: () => void;
  /** What is read from the account must wait too. */
  readonly onThrottled: (error: BridgeError, waitMs: number) => void;
  readonly onFault: (error: unknown) => void;
  readonly announce: (written: Written) => void;
}
