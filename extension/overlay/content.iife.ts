import type { WorkerMessage } from '../background/messages.ts';
import type { OfferedStarts } from '../crm/booking-slots.ts';
import { onNavigation } from '../crm/navigation.ts';
import { listenForHints, type RawBookingCall } from '../crm/page-hints.ts';
import { reportBookings } from '../crm/report-bookings.ts';
import { type CrmPage, crmPage } from '../crm/routes.ts';
import { watchSavedBookings } from '../crm/saved-bookings.ts';
import { createBookingToasts } from './booking-toasts.ts';
import { bookingWidget } from './booking-widget.ts';
import { createLayer } from './layer.ts';
import { showView } from './show-view.ts';
import { createSigns } from './signs.ts';
import { staffCalendar } from './staff-calendar.ts';
import { createToasts } from './toasts.ts';
import type { Feature } from './view.ts';
import { createWorkerLink } from './worker-link.ts';

/** Everything the overlay does, one feature a line. */
const FEATURES: readonly Feature[] = [bookingWidget, staffCalendar];

const ORPHANED = 'Slotbridge was updated. Reload this page to see your blocked times again.';
const ORPHAN_HINT_MS = 15_000;

function start(): void {
  const life = new AbortController();
  const layer = createLayer();
  let offered: OfferedStarts | null = null;
  let locationZone: string | null = null;
  let take: ((message: WorkerMessage) => void) | null = null;
  let view: AbortController | null = null;
  let address = '';
  let noteCall: (call: RawBookingCall) => void = () => undefined;

  /** The extension is gone from under this page: the marks go too, and one hint says why. */
  function orphaned(): void {
    const hadMarks = take !== null;
    life.abort();
    view?.abort();
    if (!hadMarks) return layer.remove();
    const last = new AbortController();
    createSigns(layer, () => undefined, last.signal).banner({ words: ORPHANED, remedy: null }, false);
    setTimeout(() => layer.remove(), ORPHAN_HINT_MS);
  }

  function hear(message: WorkerMessage): void {
    tellOfBookings(message);
    take?.(message);
  }

  const link = createWorkerLink({ onMessage: hear, onOrphaned: orphaned }, life.signal);
  const tellOfBookings = createBookingToasts(createToasts(layer, link.open, life.signal));

  function follow(): void {
    if (life.signal.aborted) return;
    const page = crmPage(location.href);
    const next = JSON.stringify(page);
    if (next === address) return;
    address = next;
    view?.abort();
    view = null;
    take = null;
    if (!page) return;
    view = new AbortController();
    noteCall = watchSavedBookings(page, () => sayUnrecognised(page), view.signal);
    const feature = FEATURES.find((one) => one.runsOn(page));
    if (feature) take = showView(feature, page, { layer, link, hints: () => ({ offered, locationZone }) }, view.signal);
  }

  function sayUnrecognised(page: CrmPage): void {
    const now = { from: Date.now(), to: Date.now() };
    if (page.kind === 'widget') link.say({ type: 'unrecognised', view: { ...page, ...now } });
    else if (page.locationId) {
      link.say({ type: 'unrecognised', view: { kind: 'staff-grid', locationId: page.locationId, ...now } });
    }
  }

  const report = reportBookings({ page: () => crmPage(location.href), timeZone: () => locationZone }, life.signal);

  listenForHints(
    {
      onHint: link.hint,
      onOffered: (given) => {
        offered = given;
      },
      onTimeZone: (zone) => {
        locationZone = zone;
      },
      onBookingCall: (call) => {
        noteCall(call);
        report(call);
      },
    },
    life.signal,
  );
  onNavigation(follow, life.signal);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', follow, { signal: life.signal });
  else follow();
}

start();
