import type { PageHint } from '../background/messages.ts';
import type { OfferedStarts } from '../crm/booking-slots.ts';

/** What the page's world told so far. It outlives the single page of an app that changes its address. */
export interface Told {
  offered: OfferedStarts | null;
  /** The sub-account's zone, where the app told it. */
  locationZone: string | null;
  /** The length of each booking calendar's appointments in minutes. */
  readonly slotMinutes: Map<string, number>;
}

export const nothingTold = (): Told => ({ offered: null, locationZone: null, slotMinutes: new Map() });

export function noteLengths(told: Told, hint: PageHint): void {
  if (hint.kind !== 'calendars') return;
  for (const { calendarId, slotMinutes } of hint.calendars) {
    if (slotMinutes !== undefined) told.slotMinutes.set(calendarId, slotMinutes);
  }
}
