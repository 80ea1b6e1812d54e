import type { LinkedEvent } from '../../domain/linked-event.ts';
import { FIELDS, fieldsOf, TYPES } from './fields.ts';
import { markLines, noteLine, noteOf } from './marks.ts';
import { folded, propertyLine } from './property-line.ts';
import { timeLines, utcTime, wholeSeconds } from './written-times.ts';
import { writtenZone } from './written-zone.ts';

/** What an event says of its own writing. */
export interface Stamp {
  /** Epoch milliseconds. */
  readonly now: number;
  /** SEQUENCE (RFC 5545 3.8.7.4); of an event that stands already, the least that it may get. */
  readonly sequence: number;
}

/**
 * An appointment's event as a whole calendar object resource (RFC 5545 3.4, RFC 4791 4.1). Times are local times of the
 * event's zone with its VTIMEZONE; in UTC where the zone's rules are in doubt or a local time occurs twice. Texts are
 * cleaned and shortened. There is never a METHOD, an ORGANIZER or an ATTENDEE: servers send invitations for them.
 */
export function writeEvent(event: LinkedEvent, stamp: Stamp): string {
  const times = wholeSeconds(event);
  const zone = writtenZone(event.timeZone, [times.start, times.end]);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Slotbridge//Slotbridge//EN',
    'CALSCALE:GREGORIAN',
    ...(zone?.definition ?? []),
    'BEGIN:VEVENT',
    propertyLine('UID', 'text', event.uid),
    ...Object.values(timeLines(times, zone)),
    ...fieldLines(event),
    'TRANSP:OPAQUE',
    `SEQUENCE:${stamp.sequence}`,
    ...['DTSTAMP', 'CREATED', 'LAST-MODIFIED'].map((name) => `${name}:${utcTime(stamp.now)}`),
    ...markLines(event.appointmentId, times, event.saidAt).values(),
    noteLine(noteOf(fieldsOf(event))),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.flatMap(folded).join('\r\n')}\r\n`;
}

function fieldLines(event: LinkedEvent): string[] {
  const fields = fieldsOf(event);
  return FIELDS.flatMap((name) => {
    const value = fields[name];
    return value === null ? [] : [propertyLine(name, TYPES[name], value)];
  });
}
