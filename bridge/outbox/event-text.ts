import type { LinkedEvent } from '../domain/linked-event.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { amendEvent } from '../icalendar/write/amend-event.ts';
import { UnreadableEvent } from '../icalendar/write/blocks.ts';
import { carriedEvent } from '../icalendar/write/carried-event.ts';
import type { Change } from '../icalendar/write/change.ts';
import { type OwnEvent, readOwnEvent } from '../icalendar/write/read-own-event.ts';
import { type Stamp, writeEvent } from '../icalendar/write/write-event.ts';

/** How an event becomes text and back. */
export interface EventText {
  write(event: LinkedEvent, stamp: Stamp): string;
  /** Changes only what the appointment changed; what stands as it should comes back as it was. Throws `bad-answer`. */
  amend(text: string, event: LinkedEvent, stamp: Stamp): string;
  /** The text of an event that takes the place of another of ours, with what the person added to that one. */
  carry(old: string, oldUid: string, change: Change, stamp: Stamp): string;
  /** The event with this UID, or else one with marks; null when there is none. */
  read(text: string, uid: string): OwnEvent | null;
}

/** `timeZone` is that of whole days and floating times, which only a person's hand makes. */
export function eventText(timeZone: () => string): EventText {
  return {
    write: writeEvent,
    amend: (text, event, stamp) => {
      try {
        return amendEvent(text, { before: null, after: event }, stamp);
      } catch (error) {
        if (!(error instanceof UnreadableEvent)) throw error;
        const detail = `The event in your calendar cannot be changed: ${error.message}. Delete it there, then try again.`;
        throw new BridgeError('bad-answer', { detail, cause: error });
      }
    },
    carry: carriedEvent,
    read: (text, uid) => readOwnEvent(text, timeZone(), uid),
  };
}
