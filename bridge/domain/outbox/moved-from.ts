import type { Interval } from '../../../shared/intervals.ts';
import type { WrittenMark } from '../occurrence.ts';

/** Where the person moved an event to; null where it stands as it was written. */
export function movedFrom(own: (Interval & { readonly mark: WrittenMark | null }) | null): Interval | null {
  if (!own?.mark || (own.mark.start === own.start && own.mark.end === own.end)) return null;
  return { start: own.start, end: own.end };
}
