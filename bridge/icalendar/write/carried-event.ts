import type { LinkedEvent } from '../../domain/linked-event.ts';
import { amendEvent } from './amend-event.ts';
import { isBlock, readBlocks, textLines, UnreadableEvent } from './blocks.ts';
import type { Change } from './change.ts';
import { linesNamed, setLine, valueIn } from './properties.ts';
import { propertyLine } from './property-line.ts';
import { type Stamp, writeEvent } from './write-event.ts';

/**
 * The text of an event that takes the place of another one of ours, such as in another calendar: with what the person
 * added to that one, under the new name. Written afresh where nothing can be taken over.
 */
export function carriedEvent(old: string, oldUid: string, change: Change, stamp: Stamp): string {
  try {
    return amendEvent(renamed(old, oldUid, change.after), change, stamp);
  } catch (error) {
    if (!(error instanceof UnreadableEvent)) throw error;
    return writeEvent(change.after, stamp);
  }
}

function renamed(text: string, oldUid: string, { uid, appointmentId }: LinkedEvent): string {
  const calendar = readBlocks(text);
  for (const block of calendar.parts.filter(isBlock)) {
    if (block.name !== 'VEVENT' || valueIn(block, 'UID') !== oldUid) continue;
    setLine(block, 'UID', propertyLine('UID', 'text', uid));
    if (linesNamed(block, MARK).length > 0) setLine(block, MARK, propertyLine(MARK, 'unknown', appointmentId));
  }
  return `${textLines(calendar).join('\r\n')}\r\n`;
}

const MARK = 'X-SLOTBRIDGE-APPOINTMENT';
