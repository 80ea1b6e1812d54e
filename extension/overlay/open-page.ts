import type { WorkerMessage } from '../background/messages.ts';
import type { RawBookingCall } from '../crm/page-hints.ts';
import { watchPicks } from '../crm/picks.ts';
import type { CrmPage } from '../crm/routes.ts';
import { watchSavedBookings } from '../crm/saved-bookings.ts';
import { bookingWidget } from './booking-widget.ts';
import { createIgnoring } from './ignoring.ts';
import { createLaterPickNote } from './later-pick-note.ts';
import type { Layer } from './layer.ts';
import type { BringPart } from './parts.ts';
import { createPickCheck } from './pick-check.ts';
import { showView } from './show-view.ts';
import { createSigns } from './signs.ts';
import { staffCalendar } from './staff-calendar.ts';
import type { Toast } from './toasts.ts';
import type { Told } from './told.ts';
import type { Feature } from './view.ts';
import type { WorkerLink } from './worker-link.ts';

/** Everything the overlay marks, one feature a line. */
const FEATURES: readonly Feature[] = [bookingWidget, staffCalendar];

export interface Stage {
  readonly layer: Layer;
  readonly link: WorkerLink;
  readonly bring: BringPart;
  readonly told: Told;
  readonly toast: (toast: Toast) => void;
}

export interface OpenPage {
  hear(message: WorkerMessage): void;
  noteCall(call: RawBookingCall): void;
  /** The page was offered other times. */
  lookAgain(): void;
  /** The last words on a page that is left: they outlive its signal. */
  sayLast(words: string): void;
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
  const { layer, link, bring, told } = stage;
  const ignoring = createIgnoring(link.say, stage.toast);
  const feature = FEATURES.find((one) => one.runsOn(page));
  const show =
    feature && showView(feature, page, { layer, link, bring, acts: ignoring.acts, hints: () => told }, signal);
  const check = createPickCheck(page, createLaterPickNote(layer, bring, signal), link.say);
  let ownMinutes: number | null = null;
  const around = () => ({
    ...told,
    slotMinutes: (id: string | undefined) => told.slotMinutes.get(id ?? '') ?? ownMinutes,
  });
  return {
    hear(message) {
      if (message.type === 'picture') ownMinutes = message.picture.slotMinutes;
      check.hear(message);
      ignoring.hear(message);
      show?.(message);
    },
    noteCall: watchSavedBookings(page, () => sayUnrecognised(page, stage), signal),
    lookAgain: watchPicks(page, around, check.onPick, signal),
    sayLast: (words) =>
      createSigns(layer, link.open, new AbortController().signal).banner({ words, remedy: null }, false),
  };
}
