import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { clockTime, dayInWords } from '../ui/day-and-time.ts';
import { say, sayCount } from '../words/say.ts';

/**
 * What was missed since the password stopped working, a sentence each; null where it works. The bookings are asked for
 * only then.
 */
export async function missedMeanwhile(
  connection: Connection,
  client: Pick<BridgeClient, 'appointments'>,
  now: number,
): Promise<readonly string[] | null> {
  if (connection.status !== 'needs-password') return null;
  const waiting = (await client.appointments(connection.id)).filter(({ state }) => state === 'queued').length;
  return missedInWords({ ...connection, waiting, now });
}

interface Missed extends Pick<Connection, 'lastSyncedAt' | 'timeZone'> {
  readonly waiting: number;
  readonly now: number;
}

/** "Your iCloud events were last read today at 14:05. 2 bookings wait to be added to iCloud." */
export function missedInWords({ lastSyncedAt, timeZone, waiting, now }: Missed): string[] {
  return [unread(lastSyncedAt, timeZone, now), ...(waiting === 0 ? [] : [sayCount('missedBookings', waiting)])];
}

function unread(lastSyncedAt: string | null, timeZone: string, now: number): string {
  if (lastSyncedAt === null) return say('missedNeverRead');
  const at = Date.parse(lastSyncedAt);
  return say('missedLastRead', dayInWords(at, now, timeZone), clockTime(at, timeZone));
}
