import type { WorkerMessage } from '../background/messages.ts';
import { onNavigation } from '../crm/navigation.ts';
import { listenForHints } from '../crm/page-hints.ts';
import { reportBookings } from '../crm/report-bookings.ts';
import { type CrmPage, crmPage } from '../crm/routes.ts';
import { find } from '../crm/selectors.ts';
import { say } from '../words/say.ts';
import { createBringPart } from './bring-part.ts';
import { createLayer } from './layer.ts';
import type { OpenPage } from './open-page.ts';
import { arrivedParts, type Parts } from './parts.ts';
import { switchedOff } from './switched-off.ts';
import type { Toast } from './toasts.ts';
import { noteCall, noteHint, noteOffered, nothingTold } from './told.ts';
import { createWorkerLink } from './worker-link.ts';

const ORPHAN_HINT_MS = 15_000;

/** The page answers a click with a dialog, at once or once it has asked for what stands in it. */
const LOOK_AFTER_MS = [0, 200, 1000];

/** Runs on every page of the CRM and is small: it hears what the page tells, and brings the rest where it is needed. */
function start(): void {
  // What tells the worker that this script runs here.
  arrivedParts();
  const life = new AbortController();
  const layer = createLayer();
  const told = nothingTold();
  const bring = createBringPart(life.signal);
  let view = new AbortController();
  let page: CrmPage | null = null;
  let isEntered = false;
  let open: OpenPage | null = null;
  /** Worded while there are still words to be had, and by nothing that the reporting of bookings waits for. */
  let lastWords = '';
  let toasts: ReturnType<Parts['toasts']> | null = null;

  /** The extension is gone from under this page: the marks go too, and one hint says why. */
  function orphaned(): void {
    const left = layer.host.isConnected ? open : null;
    life.abort();
    view.abort();
    if (!left) return layer.remove();
    left.sayLast(lastWords);
    setTimeout(() => layer.remove(), ORPHAN_HINT_MS);
  }

  async function withToasts(use: (shown: ReturnType<Parts['toasts']>) => void): Promise<void> {
    const startToasts = await bring('toasts');
    toasts ??= startToasts(layer, link.open, life.signal);
    use(toasts);
  }

  function hear(message: WorkerMessage): void {
    if (message.type === 'booking' || message.type === 'missed-booking')
      void withToasts((shown) => shown.hear(message));
    else open?.hear(message);
  }

  const link = createWorkerLink({ onMessage: hear, onOrphaned: orphaned }, life.signal);
  const report = reportBookings(
    {
      page: () => crmPage(location.href, true),
      calendar: () => told.offered?.calendarId ?? null,
      timeZone: () => told.locationZone,
    },
    life.signal,
  );

  async function enter(shown: CrmPage, signal: AbortSignal): Promise<void> {
    const [openPage, off] = await Promise.all([
      bring(shown.kind === 'widget' ? 'booking-page' : 'staff-page'),
      switchedOff(),
    ]);
    if (signal.aborted) return;
    const toast = (one: Toast) => void withToasts(({ show }) => show(one));
    lastWords = say('overlayOrphaned');
    open = openPage(shown, { layer, link, bring, told, toast, off }, signal);
    open.lookAgain();
  }

  /** Of the staff app's other pages only the booking dialog is of interest, which opens over any of them. */
  const isWanted = (shown: CrmPage) => shown.kind !== 'staff' || find('dialog') !== null;

  function look(): void {
    if (life.signal.aborted || isEntered || !page || !isWanted(page)) return;
    isEntered = true;
    void enter(page, view.signal);
  }

  function follow(): void {
    const shown = crmPage(location.href, true);
    if (life.signal.aborted || JSON.stringify(shown) === JSON.stringify(page)) return;
    view.abort();
    view = new AbortController();
    page = shown;
    open = null;
    isEntered = false;
    look();
  }

  function later(): void {
    if (isEntered || !page) return;
    for (const wait of LOOK_AFTER_MS) setTimeout(look, wait);
  }

  listenForHints(
    {
      onHint: (hint) => {
        noteHint(told, hint);
        open?.lookAgain();
        link.hint(hint);
      },
      onOffered: (given) => {
        noteOffered(told, given);
        open?.lookAgain();
      },
      onTimeZone: (zone) => {
        told.locationZone = zone;
        open?.lookAgain();
      },
      onBookingCall: (call) => {
        noteCall(told, call);
        open?.noteCall(call);
        open?.lookAgain();
        report(call);
      },
    },
    life.signal,
  );
  for (const kind of ['click', 'change', 'keyup']) {
    document.addEventListener(kind, later, { signal: life.signal, capture: true, passive: true });
  }
  onNavigation(follow, life.signal);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', follow, { signal: life.signal });
  else follow();
}

start();
