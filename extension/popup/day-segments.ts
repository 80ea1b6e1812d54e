import type { BlockedSlot, SlotKind } from '../../shared/contract/blocked-slots.ts';
import { clip, type Interval } from '../../shared/intervals.ts';

export interface Segment extends Interval {
  readonly kind: SlotKind;
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
    return [{ ...part, kind: slot.kind, left, width: ((part.end - part.start) / length) * 100 }];
  });
}

/** Where now stands in the window, in per cent; null outside of it. */
export function nowIn(window: Interval, now: number): number | null {
  if (now < window.start || now >= window.end) return null;
  return ((now - window.start) / (window.end - window.start)) * 100;
}
