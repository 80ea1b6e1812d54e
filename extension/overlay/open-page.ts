import type { PageHint, WorkerMessage } from '../background/messages.ts';
import type { OfferedStarts } from '../crm/booking-slots.ts';
import type { RawBookingCall } from '../crm/page-hints.ts';
import { watchPicks } from '../crm/picks.ts';
import type { CrmPage } from '../crm/routes.ts';
import { watchSavedBookings } from '../crm/saved-bookings.ts';
import { bookingWidget } from './booking-widget.ts';
import type { Layer } from './layer.ts';
import { createPickCheck } from './pick-check.ts';
import { createPickNote } from './pick-note.ts';
import { showView } from './show-view.ts';
import { staffCalendar } from './staff-calendar.ts';
import type { Feature } from './view.ts';
import type { WorkerLink } from './worker-link.ts';

/** Everything the overlay marks, one feature a line. */
const FEATURES: readonly Feature[] = [bookingWidget, staffCalendar];

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

export interface Stage {
  readonly layer: Layer;
  readonly link: WorkerLink;
  readonly told: Told;
}

export interface OpenPage {
  hear(message: WorkerMessage): void;
  noteCall(call: RawBookingCall): void;
  /** The page was offered other times. */
  lookAgain(): void;
}

function sayUnrecognised(page: CrmPage, { link }: Stage): void {
  const now = { from: Date.now(), to: Date.now() };
  if (page.kind === 'widget') link.say({ type: 'unrecognised', view: { ...page, ...now } });
  else if (page.locationId) {
    link.say({ type: 'unrecognised', view: { kind: 'staff-grid', locationId: page.locationId, ...now } });
  }
}

/** All that goes on in one page of the CRM until the signal ends it: its marks, its picks, its bookings. */
export function openPage(page: CrmPage, stage: Stage, signal: AbortSignal): OpenPage {
  const { layer, link, told } = stage;
  const feature = FEATURES.find((one) => one.runsOn(page));
  const show = feature && showView(feature, page, { layer, link, hints: () => told }, signal);
  const check = createPickCheck(page, createPickNote(layer, signal), link.say);
  let ownMinutes: number | null = null;
  const around = () => ({
    ...told,
    slotMinutes: (id: string | undefined) => told.slotMinutes.get(id ?? '') ?? ownMinutes,
  });
  return {
    hear(message) {
      if (message.type === 'picture') ownMinutes = message.picture.slotMinutes;
      check.hear(message);
      show?.(message);
    },
    noteCall: watchSavedBookings(page, () => sayUnrecognised(page, stage), signal),
    lookAgain: watchPicks(page, around, check.onPick, signal),
  };
}
