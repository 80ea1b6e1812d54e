import { callKind } from './booking-calls.ts';
import { momentOf } from './moment-text.ts';
import type { RawBookingCall } from './page-hints.ts';
import { wallTime } from './wall-time.ts';

const MOST_PARENTS = 6;
const LONGEST_TEXT = 5_000;

/** Of these zones the one that is named in what stands above the calendar; null where none is, or several are. */
function namedAbove(root: Element, zones: readonly string[]): string | null {
  let at: Element | null = root;
  for (let step = 0; at && at !== at.ownerDocument.body && step < MOST_PARENTS; step++) {
    for (let above = at.previousElementSibling; above; above = above.previousElementSibling) {
      const text = above.textContent ?? '';
      const named = text.length > LONGEST_TEXT ? [] : zones.filter((zone) => text.includes(zone));
      if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null;
    }
    at = at.parentElement;
  }
  return null;
}

/** The first instant for which the page asked in its latest list of appointments. */
function askedFrom(calls: readonly RawBookingCall[]): number | null {
  const list = calls.findLast(({ method, path }) => callKind(method, path)?.does === 'list');
  return list ? momentOf((list.asked as { startTime?: unknown }).startTime, null) : null;
}

/**
 * Which of these zones a calendar shows of which neither a line for now nor an appointment tells: the one that it names
 * above itself, else the first. Null where it asked for days that begin at midnight in another one of them alone.
 */
export function zoneTold(root: Element, zones: readonly string[], calls: readonly RawBookingCall[]): string | null {
  const [first = null, ...others] = zones;
  const named = namedAbove(root, zones);
  const asked = askedFrom(calls);
  if (named !== null || first === null || asked === null) return named ?? first;
  const isMidnight = (zone: string) => wallTime(asked, zone).minutes === 0;
  return !isMidnight(first) && others.some(isMidnight) ? null : first;
}
