import type { Seen } from '../domain/outbox/decide.ts';
import type { Place } from '../domain/outbox/entry.ts';
import type { Circumstances } from '../domain/outbox/next-task.ts';
import type { FetchedResource } from '../domain/remote.ts';
import type { OwnEvent } from '../icalendar/write/read-own-event.ts';
import type { EventText } from './event-text.ts';

interface Reading {
  readonly text: EventText;
  readonly circumstances: () => Circumstances;
}

/** Whether what the server gave for a place is an event of ours. */
export function seenAt(found: FetchedResource | null, place: Place, { text, circumstances }: Reading): Seen {
  if (found === null) return 'absent';
  const own = text.read(found.text, place.uid);
  return own && isOwn(own, place, circumstances()) ? 'own' : 'foreign';
}

/** The UID follows from sub-account, user and appointment; the mark, where the server kept it, must agree. */
function isOwn({ uid, mark }: OwnEvent, place: Place, { nameOf }: Circumstances): boolean {
  if (uid !== place.uid || mark === null) return uid === place.uid;
  return nameOf(mark.appointmentId, place.nth).uid === uid;
}
