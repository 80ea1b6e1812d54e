import type { BookingsMessage } from '../background/messages.ts';
import type { RawBookingCall } from './page-hints.ts';
import type { CrmPage } from './routes.ts';

/** Waits before each further attempt: a worker that was just ended comes back within the first. */
const AGAIN_AFTER_MS = [250, 1000, 3000, 10_000];

export interface Reporting {
  readonly page: () => CrmPage | null;
  /** The calendar that the page's own calls told last, for a page that offers several. */
  readonly calendar: () => string | null;
  /** The sub-account's, where the app told it. */
  readonly timeZone: () => string | null;
}

function pageOf(page: CrmPage, told: string | null): BookingsMessage['page'] | null {
  if (page.kind !== 'widget') return { kind: 'staff', locationId: page.locationId };
  const calendar = page.calendar ?? told;
  return calendar === null ? null : { kind: 'widget', calendar };
}

/**
 * Hands what the page's calls told of appointments to the worker, which answers once it keeps it; until then it is
 * said again. Not by the port: a port may close with the message still in it.
 */
export function reportBookings(
  { page, calendar, timeZone }: Reporting,
  signal: AbortSignal,
): (call: RawBookingCall) => void {
  function say(message: object, attempt: number): void {
    if (signal.aborted || chrome.runtime?.id === undefined) return;
    const again = () => {
      const wait = AGAIN_AFTER_MS[attempt];
      if (wait !== undefined) setTimeout(say, wait, message, attempt + 1);
    };
    chrome.runtime.sendMessage(message).then((answer) => answer !== 'kept' && again(), again);
  }
  return (call) => {
    const shown = page();
    const at = shown && pageOf(shown, calendar());
    if (at) say({ type: 'bookings', page: at, timeZone: timeZone(), call }, 0);
  };
}
