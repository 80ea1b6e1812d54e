import { isOwnName } from '../domain/event-names.ts';
import type { Occurrence, WrittenMark } from '../domain/occurrence.ts';
import type { LiveConnection } from './live-connection.ts';

/** By mark, since working a name out costs a digest and the same events are asked for again and again. */
const judged = new WeakMap<WrittenMark, boolean>();

/**
 * The mark of an event that was written for an appointment of this connection's user, by this bridge or another; null for
 * every other event. The UID must be the one that follows from sub-account, user and appointment: a mark that somebody
 * copied, or that another user's event carries, makes nothing free. Where a server drops the marks, our own list knows.
 */
export function ownMarkOf(live: LiveConnection, { uid, written }: Occurrence): WrittenMark | null {
  if (written === null) return live.outbox.markOf(uid);
  const known = judged.get(written);
  const { locationId, userId } = live.record;
  const own = known ?? isOwnName(uid, { locationId, userId, appointmentId: written.appointmentId });
  if (known === undefined) judged.set(written, own);
  return own ? written : null;
}
