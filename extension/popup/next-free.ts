import type { BlockedSlots } from '../../shared/contract/blocked-slots.ts';
import { type Interval, subtract } from '../../shared/intervals.ts';
import { intervalOf } from './day-segments.ts';
import { dayWindow } from './day-window.ts';

const MINUTE = 60_000;
const SHORTEST_MS = 30 * MINUTE;
export const LOOK_AHEAD_DAYS = 14;

type Taken = Pick<BlockedSlots, 'slots' | 'unknown'>;

/**
 * The first half hour or more between 07:00 and 20:00 that neither a blocked slot nor an unreadable event touches,
 * from the next five minutes on; null when the next two weeks have none, or an event that can't be read may stand
 * anywhere.
 */
export function nextFree({ slots, unknown }: Taken, now: number, timeZone: string): Interval | null {
  if (unknown.some(({ from, to }) => from === undefined || to === undefined)) return null;
  const unreadable = unknown.map(({ from, to }) => intervalOf({ start: from ?? '', end: to ?? '' }));
  const taken = [...slots.map(intervalOf), ...unreadable];
  const soon = Math.ceil(now / (5 * MINUTE)) * 5 * MINUTE;
  for (let day = 0; day < LOOK_AHEAD_DAYS; day += 1) {
    const window = dayWindow(now, day, timeZone);
    const open = subtract([{ start: Math.max(window.start, soon), end: window.end }], taken);
    const first = open.find(({ start, end }) => end - start >= SHORTEST_MS);
    if (first) return first;
  }
  return null;
}
