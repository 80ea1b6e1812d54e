import type { Runtime } from 'webextension-polyfill';
import { atMost } from '../crm/page-hints.ts';
import { crmPage } from '../crm/routes.ts';
import { seenIn } from '../crm/seen-bookings.ts';
import { bookingCalendars } from '../state/booking-calendars.ts';
import type { Origin } from '../state/booking-queue.ts';
import type { KnownConnection } from '../state/known-connections.ts';
import { recordZone, zoneOf } from '../state/location-zones.ts';
import { isOurSite } from '../state/sites.ts';
import { connectionsNowOrBefore } from './answer-page.ts';
import type { Desk } from './booking-desk.ts';
import { changeDesk } from './desk-storage.ts';
import { type Hearing, keepBooking } from './keep-booking.ts';
import { BookingsMessage } from './messages.ts';
import type { Showing } from './show-page.ts';
import { type BookingPlace, bookingPlace, inPlace } from './whose-booking.ts';

const MOST_PER_MINUTE = 240;
const LARGEST = 300_000;

/** What came of a message: how the desk stands after it, and whether a booking in it could not be read. */
export interface Heard {
  readonly desk: Desk;
  readonly isMissed: boolean;
  readonly origin: Origin | null;
}

const addressOf = ({ url }: Runtime.MessageSender) => (url && URL.canParse(url) ? url : null);

/** Our own content script in a page of the CRM, and of the kind that it says. */
function isFromPage({ page }: BookingsMessage, sender: Runtime.MessageSender): boolean {
  const address = addressOf(sender);
  const shown = address === null ? null : crmPage(address, true);
  return shown !== null && (shown.kind === 'widget') === (page.kind === 'widget');
}

/** A connection that was just made is looked for once more. */
async function connectionsOf(place: BookingPlace, showing: Showing): Promise<readonly KnownConnection[]> {
  const known = inPlace(await connectionsNowOrBefore(showing), place);
  return known.length > 0 ? known : inPlace(await connectionsNowOrBefore(showing, true), place);
}

function keepAll(desk: Desk, message: BookingsMessage, zone: string | null, hearing: Hearing) {
  let isMissed = false;
  const after = seenIn(message.call, zone).reduce((before, seen) => {
    const kept = keepBooking(before, seen, hearing);
    isMissed ||= kept.isMissed;
    return kept.desk;
  }, desk);
  return { after, isMissed };
}

/** Takes what pages tell of bookings. A hint from an untrusted place: its shape, size and rate are checked here as well. */
export function createBookingHearing(showing: Showing, now: () => number) {
  const rates = new Map<number, () => boolean>();

  function isAllowed(tabId: number, raw: unknown): boolean {
    const rate = rates.get(tabId) ?? atMost(MOST_PER_MINUTE, now);
    rates.set(tabId, rate);
    return rate() && (JSON.stringify(raw) ?? '').length <= LARGEST;
  }

  async function keep(message: BookingsMessage, sender: Runtime.MessageSender): Promise<Heard | null> {
    const tabId = sender.tab?.id ?? -1;
    const calendars = (await bookingCalendars.read()) ?? [];
    const place = bookingPlace(message.page, calendars, showing.staffUserOf(tabId)?.locationId ?? null);
    if (!place) return null;
    const { locationId } = place;
    if (message.page.kind === 'staff' && message.timeZone) await recordZone(locationId, message.timeZone);
    const zone = message.timeZone ?? (await zoneOf(locationId));
    const connections = await connectionsOf(place, showing);
    if (connections.length === 0) return null;
    const origin = { tabId, frameId: sender.frameId ?? 0 };
    const staffHost = message.page.kind === 'staff' ? new URL(addressOf(sender) ?? '').hostname : null;
    const hearing = { place, connections, staffHost, origin, now: now() };
    let isMissed = false;
    const desk = await changeDesk((before) => {
      const kept = keepAll(before, message, zone, hearing);
      isMissed = kept.isMissed;
      return kept.after;
    });
    return { desk, isMissed, origin };
  }

  return {
    /** Null for what is none of ours, or too much of it. Resolves once what was told is stored. */
    hear: async (raw: unknown, sender: Runtime.MessageSender): Promise<Heard | null> => {
      const { data } = BookingsMessage.safeParse(raw);
      const isOurs = data && isFromPage(data, sender) && isAllowed(sender.tab?.id ?? -1, raw);
      return isOurs && (await isOurSite(addressOf(sender) ?? '')) ? keep(data, sender) : null;
    },
    forget: (tabId: number) => rates.delete(tabId),
  };
}
