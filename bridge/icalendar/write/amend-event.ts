import type { LinkedEvent } from '../../domain/linked-event.ts';
import { amendFields } from './amend-fields.ts';
import { amendTimes } from './amend-times.ts';
import { type Block, isBlock, readBlocks, textLines, UnreadableEvent } from './blocks.ts';
import type { Change } from './change.ts';
import { linesNamed, setLine, valueIn } from './properties.ts';
import type { Stamp } from './write-event.ts';
import { utcTime } from './written-times.ts';

/**
 * The event's text with what the appointment changed, and nothing else: all other lines stay to the letter, whoever wrote
 * them. Text without a difference comes back as it was.
 *
 * A field (SUMMARY, LOCATION, DESCRIPTION, URL, STATUS; DTSTART and DTEND together) is written only if the appointment
 * changed it, so what the person changed by hand holds until then. It counts as unchanged when the value wanted is the
 * one last written, by the note in the event itself or by `before`; with neither, the appointment's value is taken.
 * - DESCRIPTION: the person's own lines stay beside a new block of ours.
 * - LOCATION: a new one takes GEO and X-APPLE-STRUCTURED-LOCATION of the old place away.
 * - DTSTART, DTEND: a new time takes DURATION away, and brings its VTIMEZONE where the text has none. A series that the
 *   person made moves along if its rule is plain and it has no exceptions; otherwise it becomes one event again.
 * - TRANSP is the person's from the first writing on. SEQUENCE grows by one, DTSTAMP and LAST-MODIFIED are `stamp.now`.
 *
 * Throws UnreadableEvent when the text is no calendar with the appointment's event.
 */
export function amendEvent(text: string, change: Change, stamp: Stamp): string {
  const calendar = readBlocks(text);
  const event = ownEvent(calendar, change.after);
  const unchanged = textLines(calendar).join('\n');
  amendTimes(calendar, event, change);
  amendFields(event, change);
  if (textLines(calendar).join('\n') === unchanged) return text;
  setLine(calendar, 'METHOD', null);
  setLine(event, 'SEQUENCE', `SEQUENCE:${nextSequence(event, stamp)}`);
  for (const name of ['DTSTAMP', 'LAST-MODIFIED']) setLine(event, name, `${name}:${utcTime(stamp.now)}`);
  return `${textLines(calendar).join('\r\n')}\r\n`;
}

/** The event itself and none of its overrides: by its mark, else by its UID. */
function ownEvent(calendar: Block, { appointmentId, uid }: LinkedEvent): Block {
  const events = calendar.parts
    .filter(isBlock)
    .filter((block) => block.name === 'VEVENT' && linesNamed(block, 'RECURRENCE-ID').length === 0);
  const own =
    events.find((event) => valueIn(event, 'X-SLOTBRIDGE-APPOINTMENT') === appointmentId) ??
    events.find((event) => valueIn(event, 'UID') === uid);
  if (!own) throw new UnreadableEvent("it does not hold the appointment's event");
  return own;
}

function nextSequence(event: Block, { sequence }: Stamp): number {
  const current = Number(valueIn(event, 'SEQUENCE') ?? -1);
  return Math.max(sequence, Number.isSafeInteger(current) ? current + 1 : 1);
}
