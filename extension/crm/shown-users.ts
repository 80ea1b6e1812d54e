import { callKind } from './booking-calls.ts';
import { momentOf } from './moment-text.ts';
import type { RawBookingCall } from './page-hints.ts';

const DAY_MS = 86_400_000;
/** Calls for several people follow one another at once; somebody who picks another person takes longer. */
const TOGETHER_MS = 1_000;
/** The page's world tells no longer text: of a longer one, not all people are known. */
const MOST_TOLD = 2_000;
/** An id of the CRM, and not a word such as "all". */
const ID = /^(?=.*[A-Z\d])[\w-]{6,}$/;

interface Asked {
  readonly userId?: unknown;
  readonly startTime?: unknown;
  readonly endTime?: unknown;
}

interface Listing {
  readonly at: number;
  readonly users: readonly string[];
  readonly isCut: boolean;
  readonly range: string;
  /** Null where the call did not tell. */
  readonly days: number | null;
  readonly events: readonly unknown[];
}

function listingOf({ method, path, at, asked, events }: RawBookingCall): Listing[] {
  // To read a single appointment tells nothing of the calendar behind it.
  if (callKind(method, path)?.does !== 'list' || path.includes('/appointments')) return [];
  const { userId, startTime, endTime } = asked as Asked;
  const text = typeof userId === 'string' ? userId : '';
  const users = text.split(',').filter((one) => ID.test(one));
  const [from, to] = [momentOf(startTime, null), momentOf(endTime, null)];
  const days = from === null || to === null ? null : (to - from) / DAY_MS;
  return [{ at, users, isCut: text.length >= MOST_TOLD, range: `${startTime} ${endTime}`, days, events }];
}

/** The latest list, and those before it that ask for one other person each, in the same breath. */
function latestOf(listings: readonly Listing[]): Listing[] {
  const newestFirst = listings.toSorted((a, b) => b.at - a.at);
  const taken: Listing[] = [];
  for (const one of newestFirst) {
    const later = taken.at(-1) ?? one;
    const isAgain = taken.some(({ at, users, range }) => {
      return at !== one.at && range === one.range && users[0] === one.users[0];
    });
    const isApart = one.users.length !== 1 || later.users.length !== 1 || later.at - one.at > TOGETHER_MS;
    if (taken.length > 0 && one.at !== later.at && (isAgain || isApart)) break;
    taken.push(one);
  }
  return taken;
}

/** `own`: the user's alone, or nothing tells otherwise; `shared`: with other people's; `others`: theirs alone. */
export type WhoseCalendar = 'own' | 'shared' | 'others';

function hasOthers(events: readonly unknown[], userId: string): boolean {
  const assigned = (events as ({ readonly assignedUserId?: unknown } | null)[]).map((event) => event?.assignedUserId);
  return assigned.some((one) => typeof one === 'string' && ID.test(one) && one !== userId);
}

/**
 * Whose appointments the staff calendar shows on so many days, by what the page itself asked for last: a call about a
 * much shorter time is something else's. Where it did not say for whom, other people's appointments in the answer tell
 * that it is shared; that there are none of the user's tells nothing.
 */
export function whoseCalendar(
  calls: readonly RawBookingCall[],
  { userId, days }: { userId: string | null; days: number },
): WhoseCalendar {
  const fitting = calls.flatMap(listingOf).filter((one) => one.days === null || 2 * one.days >= days);
  const latest = latestOf(fitting);
  const asked = latest.flatMap(({ users }) => users);
  if (userId === null) return 'own';
  if (latest.some(({ isCut }) => isCut)) return 'shared';
  if (asked.length > 0 && !asked.includes(userId)) return 'others';
  if (asked.length > 0) return asked.every((one) => one === userId) ? 'own' : 'shared';
  const events = latest.flatMap((one) => one.events);
  return hasOthers(events, userId) ? 'shared' : 'own';
}
