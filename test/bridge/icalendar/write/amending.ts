import type { LinkedEvent } from '../../../../bridge/domain/linked-event.ts';
import { amendEvent } from '../../../../bridge/icalendar/write/amend-event.ts';
import { writeEvent } from '../../../../bridge/icalendar/write/write-event.ts';
import { APPOINTMENT, appointment, STAMP, unfoldedLines } from './linked-events.ts';

const HOUR = 3_600_000;
export const LATER = { now: STAMP.now + HOUR, sequence: 0 };
/** What was written of the appointment. */
export const TEXT = writeEvent(APPOINTMENT, STAMP);
export const MOVED = appointment({ start: APPOINTMENT.start + HOUR, end: APPOINTMENT.end + HOUR });

/** The text with some of its lines in another form. */
export function edited(text: string, ...edits: readonly [line: RegExp, instead: string][]): string {
  const unfolded = unfoldedLines(text).join('\r\n');
  return edits.reduce((so, [line, instead]) => {
    if (!line.test(so)) throw new Error(`no line is like ${line}`);
    return so.replace(line, () => instead);
  }, unfolded);
}

/** The text after the appointment became another, an hour later. */
export function amended(text: string, after: LinkedEvent, before: LinkedEvent | null = APPOINTMENT): string {
  return amendEvent(text, { before, after }, LATER);
}
