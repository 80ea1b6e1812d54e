import { callKind } from './booking-calls.ts';
import type { RawBookingCall } from './page-hints.ts';
import type { CrmPage } from './routes.ts';
import { find } from './selectors.ts';

/** The longest that the CRM may take to save. */
const SAVING_MS = 20_000;
/** The page may close its dialog before its call is read. */
const HEARD_WITHIN_MS = 2_000;
const LOOK_EVERY_MS = 250;

/** The button under a click, or around it. */
const isOn = (event: Event, button: HTMLElement | null) =>
  button !== null && event.target instanceof Node && button.contains(event.target);

interface Saving {
  readonly since: number;
  /** Null on a booking page, whose confirmation tells that it is saved. */
  readonly dialog: HTMLElement | null;
  closedAt: number | null;
}

/**
 * Notices a booking that was saved in the page although none of its calls was one that we know: the dialog was closed by
 * its Save button, or the booking page shows its confirmation. Gives what is to be told of each call that was seen.
 */
export function watchSavedBookings(
  page: CrmPage,
  onUnrecognised: () => void,
  signal: AbortSignal,
): (call: Pick<RawBookingCall, 'method' | 'path'>) => void {
  let saving: Saving | null = null;
  let heardAt = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  function stop(): void {
    clearInterval(timer);
    saving = null;
  }

  const isSaved = ({ dialog }: Saving) => (dialog ? !dialog.isConnected : find('booked') !== null);

  function look(): void {
    const now = Date.now();
    if (!saving || heardAt >= saving.since || now > saving.since + SAVING_MS) return stop();
    if (saving.closedAt === null && isSaved(saving)) saving.closedAt = now;
    if (saving.closedAt === null || now < saving.closedAt + HEARD_WITHIN_MS) return;
    stop();
    onUnrecognised();
  }

  function begin(dialog: HTMLElement | null): void {
    stop();
    saving = { since: Date.now(), dialog, closedAt: null };
    timer = setInterval(look, LOOK_EVERY_MS);
  }

  /** A click on anything else in the dialog, before it closed, means that it did not save. */
  function clicked(event: Event): void {
    if (page.kind === 'widget') {
      if (isOn(event, find('bookButton'))) begin(null);
      return;
    }
    const dialog = find('dialog');
    if (!dialog) return;
    if (isOn(event, find('dialogSave', dialog)) || isOn(event, find('dialogDelete', dialog))) begin(dialog);
    else if (saving?.closedAt === null) stop();
  }

  const pressed = (event: KeyboardEvent) => event.key === 'Escape' && saving?.closedAt === null && stop();

  document.addEventListener('click', clicked, { signal, capture: true, passive: true });
  document.addEventListener('keydown', pressed, { signal, capture: true, passive: true });
  signal.addEventListener('abort', stop);
  return ({ method, path }) => {
    const does = callKind(method, path)?.does;
    if (does && does !== 'list') heardAt = Date.now();
  };
}
