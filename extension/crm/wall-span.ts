import type { Interval } from '../../shared/intervals.ts';
import { offsetAt, wallTime } from './wall-time.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** The first instant, of whole minutes, at which another clock runs than at the start; at the end one does. */
function changeWithin({ start, end }: Interval, zone: string): number {
  let [before, after] = [start, end];
  while (after - before > MINUTE_MS) {
    const middle = Math.floor((before + after) / 2 / MINUTE_MS) * MINUTE_MS;
    const at = middle > before ? middle : before + MINUTE_MS;
    if (offsetAt(at, zone) === offsetAt(start, zone)) before = at;
    else after = at;
  }
  return Math.floor(after / MINUTE_MS) * MINUTE_MS;
}

/**
 * Minutes by the clock's face, within its day, of a piece of that day: a calendar draws by the face, also when clocks
 * change. What goes on while clocks are put back is drawn over all that the face shows meanwhile, first and second
 * time. An end is taken by the clock that runs until then, so that it stands before the gap when clocks go forward.
 */
export function wallSpan(piece: Interval, day: Interval, zone: string): { from: number; until: number } {
  const { year, month, day: date } = wallTime(day.start, zone);
  const minutes = (at: number, offset: number) => {
    const sinceMidnight = (at + offset - Date.UTC(year, month - 1, date)) / MINUTE_MS;
    return Math.min(Math.max(sinceMidnight, 0), DAY_MINUTES);
  };
  const [first, last] = [offsetAt(piece.start, zone), offsetAt(piece.end - 1, zone)];
  const from = minutes(piece.start, first);
  const until = piece.end >= day.end ? DAY_MINUTES : minutes(piece.end, last);
  if (last >= first) return { from, until };
  const change = changeWithin({ start: piece.start, end: piece.end - 1 }, zone);
  return { from: Math.min(from, minutes(change, last)), until: Math.max(until, minutes(change, first)) };
}
