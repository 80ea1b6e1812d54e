import type { BlockedSlot, SlotKind } from '../../shared/contract/blocked-slots.ts';
import type { Calendar } from '../../shared/contract/connection.ts';
import type { Interval } from '../../shared/intervals.ts';
import { intervalOf } from './day-segments.ts';
import { KINDS } from './words.ts';

export interface Block extends Interval {
  readonly kind: SlotKind;
  /** "Busy", "Maybe", "Travel"; the event's own title only where the person wants titles. */
  readonly label: string;
  /** The calendars it comes from, each once. */
  readonly calendars: readonly Pick<Calendar, 'name' | 'color'>[];
}

interface From {
  readonly slots: readonly BlockedSlot[];
  readonly calendars: readonly Calendar[];
  readonly showTitles: boolean;
}

/** The next `count` blocked slots that are not over yet. */
export function nextBlocks({ slots, calendars, showTitles }: From, now: number, count = 5): Block[] {
  return slots
    .filter((slot) => Date.parse(slot.end) > now)
    .slice(0, count)
    .map((slot) => ({
      ...intervalOf(slot),
      kind: slot.kind,
      label: (showTitles && titlesOf(slot)) || KINDS[slot.kind],
      calendars: calendars.filter(({ id }) => slot.sources.some((source) => source.calendarId === id)),
    }));
}

function titlesOf(slot: BlockedSlot): string {
  return [...new Set(slot.sources.map(({ title }) => title?.trim()).filter(Boolean))].join(', ');
}
