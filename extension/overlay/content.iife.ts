import type { WorkerMessage } from '../background/messages.ts';
import type { OfferedStarts } from '../crm/booking-slots.ts';
import { onNavigation } from '../crm/navigation.ts';
import { listenForHints } from '../crm/page-hints.ts';
import { crmPage } from '../crm/routes.ts';
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

  /** The extension is gone from under this page: the marks go too, and one hint says why. */
  function orphaned(): void {
    const hadMarks = view !== null;
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
    const feature = page && FEATURES.find((one) => one.runsOn(page));
    if (!page || !feature) return;
    view = new AbortController();
    take = showView(feature, page, { layer, link, hints: () => ({ offered, locationZone }) }, view.signal);
  }

  listenForHints(
    {
      onHint: link.hint,
      onOffered: (given) => {
        offered = given;
      },
      onTimeZone: (zone) => {
        locationZone = zone;
      },
    },
    life.signal,
  );
  onNavigation(follow, life.signal);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', follow, { signal: life.signal });
  else follow();
}

start();
