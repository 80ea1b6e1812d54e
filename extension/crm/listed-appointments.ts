import { callKind } from './booking-calls.ts';
import { momentOf } from './moment-text.ts';
import type { RawBookingCall } from './page-hints.ts';

interface Listed {
  readonly startTime?: unknown;
  readonly appointmentStatus?: unknown;
}

const GONE = ['cancelled', 'canceled', 'invalid'];

/** Starts (epoch milliseconds) of the appointments that stand, by the page's own latest list; none where it told none. */
export function listedStarts(calls: readonly RawBookingCall[]): ReadonlySet<number> {
  const lists = calls.filter(({ method, path }) => callKind(method, path)?.does === 'list');
  const latest = Math.max(...lists.map(({ at }) => at));
  // A page may ask for several people at once, and a long list comes in pieces.
  const events = lists.filter(({ at }) => at > latest - 2_000).flatMap((call) => call.events as (Listed | null)[]);
  const standing = events.filter((event) => !GONE.includes(String(event?.appointmentStatus)));
  return new Set(standing.flatMap((event) => momentOf(event?.startTime, null) ?? []));
}
