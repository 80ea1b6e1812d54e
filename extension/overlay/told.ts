import type { PageHint } from '../background/messages.ts';
import type { OfferedStarts } from '../crm/booking-slots.ts';
import type { ShownZone } from '../crm/grid-zone.ts';
import type { RawBookingCall } from '../crm/page-hints.ts';

/** What the page's world told so far. It outlives the single page of an app that changes its address. */
export interface Told {
  offered: OfferedStarts | null;
  /** The same with all that the same calendar was offered before: a page may ask for a month that it shows later. */
  offeredSoFar: OfferedStarts | null;
  /** The sub-account's zone, where the app told it. */
  locationZone: string | null;
  /** The name of who is signed in, as lists of the app show it. */
  userName: string | null;
  userId: string | null;
  /** The length of each booking calendar's appointments in minutes. */
  readonly slotMinutes: Map<string, number>;
  /** The page's latest calls about appointments, the newest last. */
  calls: readonly RawBookingCall[];
  /** The zones that calendars were borne out to be shown in, by sub-account and its own zone. */
  readonly shownZones: Map<string, string>;
  /** By the same, the zones known at that time that the line for now spoke against, all of them. */
  readonly refutedZones: Map<string, string>;
}

const MOST_CALLS = 40;

export const nothingTold = (): Told => ({
  offered: null,
  offeredSoFar: null,
  locationZone: null,
  userName: null,
  userId: null,
  slotMinutes: new Map(),
  calls: [],
  shownZones: new Map(),
  refutedZones: new Map(),
});

/** More than a year of any calendar. */
const MOST_OFFERED = 20_000;

export function noteOffered(told: Told, given: OfferedStarts): void {
  const before = told.offeredSoFar;
  const isSame = before !== null && before.calendarId === given.calendarId && before.starts.size < MOST_OFFERED;
  told.offeredSoFar = isSame ? { ...given, starts: new Set([...before.starts, ...given.starts]) } : given;
  told.offered = given;
}

export function noteCall(told: Told, call: RawBookingCall): void {
  told.calls = [...told.calls, call].slice(-MOST_CALLS);
}

export function noteHint(told: Told, hint: PageHint): void {
  if (hint.kind === 'who') {
    told.userName = hint.userName ?? null;
    told.userId = hint.userId;
  }
  if (hint.kind !== 'calendars') return;
  for (const { calendarId, slotMinutes } of hint.calendars) {
    if (slotMinutes !== undefined) told.slotMinutes.set(calendarId, slotMinutes);
  }
}

const zoneKey = (locationId: string, { locationZone }: Told) => `${locationId} ${locationZone}`;

/** The zone that the calendars of that sub-account were last seen to be shown in; null where nothing bore one out. */
export const shownZone = (told: Told, locationId: string): string | null =>
  told.shownZones.get(zoneKey(locationId, told)) ?? null;

export function noteShownZone(told: Told, locationId: string, found: ShownZone | null): void {
  if (found?.isBorneOut) told.shownZones.set(zoneKey(locationId, told), found.zone);
}

/** The zones that a calendar may be shown in: the sub-account's, the person's own, that of times offered. */
export function zonesKnown({ locationZone, offered }: Told, persons: readonly (string | null)[]): (string | null)[] {
  return [locationZone, ...persons, offered?.timeZone ?? null];
}

/** Notes what a calendar with a line for now says of these zones; without a fitting one, what was borne out is over. */
export function noteLine(told: Told, locationId: string, zones: readonly (string | null)[], fits: boolean): void {
  const key = zoneKey(locationId, told);
  if (fits) return void told.refutedZones.delete(key);
  told.refutedZones.set(key, zones.join());
  told.shownZones.delete(key);
}

/** Whether the line for now spoke against all of these: then nothing is to be guessed where no line stands. */
export const wereRefuted = (told: Told, locationId: string, zones: readonly (string | null)[]): boolean =>
  told.refutedZones.get(zoneKey(locationId, told)) === zones.join();
