import type { LinkedEvent } from '../domain/linked-event.ts';
import { amendEvent } from '../icalendar/write/amend-event.ts';

import { type OwnEvent, readOwnEvent } from '../icalendar/write/read-own-event.ts';
import { type Stamp, writeEvent } from '../icalendar/write/write-event.ts';

export type { OwnEvent } from '../icalendar/write/read-own-event.ts';

/** How an event becomes text and back. */
export interface EventText {
  write(event: LinkedEvent, stamp: Stamp): string;
  /** Changes only what the appointment changed; what stands as it should comes back as it was. */
  amend(text: string, event: LinkedEvent, stamp: Stamp): string;
  /** Null for what holds no event of an appointment. */
  read(text: string): OwnEvent | null;
}

/** `timeZone` is that of whole days and floating times, which only a person's hand makes. */
export function eventText(timeZone: () => string): EventText {
  return {
    write: writeEvent,
    amend: (text, event, stamp) => amendEvent(text, { before: null, after: event }, stamp),
    read: (text) => readOwnEvent(text, timeZone()),
  };
}
