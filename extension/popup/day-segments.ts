import type { BlockedSlot, BlockedSlots, SlotKind, Unknown } from '../../shared/contract/blocked-slots.ts';
import { clip, type Interval, subtract } from '../../shared/intervals.ts';

/** A part of a day's window, placed from left to right. */
export interface Stretch extends Interval {
  /** Per cent of the window's width. */
  readonly left: number;
  readonly width: number;
}

export interface Segment extends Stretch {
  readonly kind: SlotKind;
  /** The calendar whose colour the left bar has. */
  readonly calendarId: string | null;
}

export const intervalOf = ({ start, end }: { start: string; end: string }): Interval => ({
  start: Date.parse(start),
  end: Date.parse(end),
});

function placed(window: Interval, { start, end }: Interval): Stretch {
  const length = window.end - window.start;
  return {
    start,
    end,
    left: ((start - window.start) / length) * 100,
    width: ((end - start) / length) * 100,
  };
}

/** The blocked parts of a day's window. */
export function segmentsIn(window: Interval, slots: readonly BlockedSlot[]): Segment[] {
  return slots.flatMap((slot) => {
    const part = clip(intervalOf(slot), window);
    if (part === null) return [];
    return [{ ...placed(window, part), kind: slot.kind, calendarId: slot.sources[0]?.calendarId ?? null }];
  });
}

/**
 * The parts of a day's window that are neither blocked nor free, because an event that could not be read may stand
 * there. One without both ends may stand anywhere: then nothing but what is blocked is known.
 */
export function unknownIn(window: Interval, { slots, unknown }: Pick<BlockedSlots, 'slots' | 'unknown'>): Stretch[] {
  const mayBe = unknown.flatMap(({ from, to }) => {
    const part = from === undefined || to === undefined ? window : clip(intervalOf({ start: from, end: to }), window);
    return part ?? [];
  });
  return subtract(mayBe, slots.map(intervalOf)).map((part) => placed(window, part));
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
