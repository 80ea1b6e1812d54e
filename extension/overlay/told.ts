import type { PageHint } from '../background/messages.ts';
import type { OfferedStarts } from '../crm/booking-slots.ts';
import type { RawBookingCall } from '../crm/page-hints.ts';

/** What the page's world told so far. It outlives the single page of an app that changes its address. */
export interface Told {
  offered: OfferedStarts | null;
  /** The sub-account's zone, where the app told it. */
  locationZone: string | null;
  /** The name of who is signed in, as lists of the app show it. */
  userName: string | null;
  /** The length of each booking calendar's appointments in minutes. */
  readonly slotMinutes: Map<string, number>;
  /** The page's latest calls about appointments, the newest last. */
  calls: readonly RawBookingCall[];
}

const MOST_CALLS = 40;

export const nothingTold = (): Told => ({
  offered: null,
  locationZone: null,
  userName: null,
  slotMinutes: new Map(),
  calls: [],
});

export function noteCall(told: Told, call: RawBookingCall): void {
  told.calls = [...told.calls, call].slice(-MOST_CALLS);
}

export function noteHint(told: Told, hint: PageHint): void {
  if (hint.kind === 'who') told.userName = hint.userName ?? null;
  if (hint.kind !== 'calendars') return;
  for (const { calendarId, slotMinutes } of hint.calendars) {
    if (slotMinutes !== undefined) told.slotMinutes.set(calendarId, slotMinutes);
  }
}
