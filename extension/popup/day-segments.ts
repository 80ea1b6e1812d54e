import type { BlockedSlot, SlotKind, Unknown } from '../../shared/contract/blocked-slots.ts';
import { clip, type Interval } from '../../shared/intervals.ts';

export interface Segment extends Interval {
  readonly kind: SlotKind;
  /** The calendar whose colour the left bar has. */
  readonly calendarId: string | null;
  /** Per cent of the window's width. */
  readonly left: number;
  readonly width: number;
}

export const intervalOf = ({ start, end }: { start: string; end: string }): Interval => ({
  start: Date.parse(start),
  end: Date.parse(end),
});

/** The blocked parts of a day's window, placed from left to right. */
export function segmentsIn(window: Interval, slots: readonly BlockedSlot[]): Segment[] {
  const length = window.end - window.start;
  return slots.flatMap((slot) => {
    const part = clip(intervalOf(slot), window);
    if (part === null) return [];
    const left = ((part.start - window.start) / length) * 100;
    const calendarId = slot.sources[0]?.calendarId ?? null;
    return [{ ...part, kind: slot.kind, calendarId, left, width: ((part.end - part.start) / length) * 100 }];
  });
}

/** Whether an event that could not be read may stand in the window. */
export function touchedByUnknown(window: Interval, unknown: readonly Unknown[]): boolean {
  return unknown.some(
    ({ from, to }) =>
      from === undefined || to === undefined || clip(intervalOf({ start: from, end: to }), window) !== null,
  );
}

/** Where now stands in the window, in per cent; null outside of it. */
export function nowIn(window: Interval, now: number): number | null {
  if (now < window.start || now >= window.end) return null;
  return ((now - window.start) / (window.end - window.start)) * 100;
}
