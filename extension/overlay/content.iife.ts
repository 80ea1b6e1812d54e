import type { WorkerMessage } from '../background/messages.ts';
import { onNavigation } from '../crm/navigation.ts';
import { listenForHints } from '../crm/page-hints.ts';
import { reportBookings } from '../crm/report-bookings.ts';
import { crmPage } from '../crm/routes.ts';
import { createBookingToasts } from './booking-toasts.ts';
import { createLayer } from './layer.ts';
import { noteLengths, nothingTold, type OpenPage, openPage } from './open-page.ts';
import { createSigns } from './signs.ts';
import { createToasts } from './toasts.ts';
import { createWorkerLink } from './worker-link.ts';

const ORPHANED = 'Slotbridge was updated. Reload this page to see your blocked times again.';
const ORPHAN_HINT_MS = 15_000;

function start(): void {
  const life = new AbortController();
  const layer = createLayer();
  const told = nothingTold();
  let open: OpenPage | null = null;
  let view: AbortController | null = null;
  let address = '';

  /** The extension is gone from under this page: the marks go too, and one hint says why. */
  function orphaned(): void {
    const hadMarks = layer.host.isConnected;
    life.abort();
    view?.abort();
    if (!hadMarks) return layer.remove();
    const last = new AbortController();
    createSigns(layer, () => undefined, last.signal).banner({ words: ORPHANED, remedy: null }, false);
    setTimeout(() => layer.remove(), ORPHAN_HINT_MS);
  }

  function hear(message: WorkerMessage): void {
    tellOfBookings(message);
    open?.hear(message);
  }

  const link = createWorkerLink({ onMessage: hear, onOrphaned: orphaned }, life.signal);
  const tellOfBookings = createBookingToasts(createToasts(layer, link.open, life.signal));
  const report = reportBookings({ page: () => crmPage(location.href), timeZone: () => told.locationZone }, life.signal);

  function follow(): void {
    if (life.signal.aborted) return;
    const page = crmPage(location.href);
    const next = JSON.stringify(page);
    if (next === address) return;
    address = next;
    view?.abort();
    open = null;
    if (!page) return;
    view = new AbortController();
    open = openPage(page, { layer, link, told }, view.signal);
  }

  listenForHints(
    {
      onHint: (hint) => {
        noteLengths(told, hint);
        link.hint(hint);
      },
      onOffered: (given) => {
        told.offered = given;
        open?.lookAgain();
      },
      onTimeZone: (zone) => {
        told.locationZone = zone;
      },
      onBookingCall: (call) => {
        open?.noteCall(call);
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
