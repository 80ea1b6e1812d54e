import type { Busy } from './busy-time.ts';
import type { CrmBlockSlot } from './highlevel.ts';
import { isMarked } from './own-blocks.ts';

const FEWEST = 2;

/**
 * Whether HighLevel's own iCloud connection seems to block the same events: several blocks that are not ours have the
 * very times of events, and most of these events have one.
 */
export function isDoubled(
  listed: readonly CrmBlockSlot[],
  ownIds: ReadonlySet<string>,
  busy: readonly Busy[],
): boolean {
  const foreign = listed.filter((slot) => !slot.deleted && !isMarked(slot) && !ownIds.has(slot.id));
  const times = new Set(foreign.map(({ start, end }) => `${start} ${end}`));
  const events = new Set(busy.map(({ start, end }) => `${start} ${end}`));
  const both = [...events].filter((event) => times.has(event)).length;
  return both >= FEWEST && both * 2 > events.size;
}
