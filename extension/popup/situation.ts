import type { BlockedSlots } from '../../shared/contract/blocked-slots.ts';
import type { Connection } from '../../shared/contract/connection.ts';

/** How a connection stands, the most pressing first. Free is known in the last three alone, and only where complete. */
export type Situation =
  | 'bridge-unreachable'
  | 'needs-password'
  | 'not-configured'
  | 'paused'
  | 'throttled'
  | 'unreachable'
  | 'not-known'
  | 'checking'
  | 'partly-known'
  | 'good';

interface Seen {
  readonly bridgeAnswers: boolean;
  readonly connection: Pick<Connection, 'status' | 'configured'>;
  readonly blocked: Pick<BlockedSlots, 'complete' | 'unknown'> | null;
  readonly checking: boolean;
}

export function situationOf({ bridgeAnswers, connection, blocked, checking }: Seen): Situation {
  if (!bridgeAnswers) return 'bridge-unreachable';
  if (connection.status === 'needs-password') return 'needs-password';
  if (!connection.configured) return 'not-configured';
  if (connection.status === 'paused' || connection.status === 'throttled') return connection.status;
  if (checking || blocked === null) return 'checking';
  if (connection.status === 'unreachable') return 'unreachable';
  if (!blocked.complete) return connection.status === 'syncing' ? 'checking' : 'not-known';
  return blocked.unknown.length > 0 ? 'partly-known' : 'good';
}

/** Whether a time without a mark may be called free. Nothing unknown is ever free. */
export function freeIsKnown(situation: Situation, blocked: Pick<BlockedSlots, 'complete'> | null): boolean {
  return ['good', 'partly-known', 'checking'].includes(situation) && blocked?.complete === true;
}
