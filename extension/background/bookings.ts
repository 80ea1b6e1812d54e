import browser, { type Runtime } from 'webextension-polyfill';
import type { Written } from '../../shared/contract/appointments.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';
import type { Origin, QueuedBooking } from '../state/booking-queue.ts';
import { bookingTroubles, withoutTrouble, withTrouble } from '../state/booking-troubles.ts';
import { inTurn } from '../state/in-turn.ts';
import { keyOf } from '../state/told-bookings.ts';
import { say } from '../words/say.ts';
import { asUpdate, newsOf, ownNews, writtenIn } from './booking-news.ts';
import { type Delivery, deliverBookings } from './deliver-bookings.ts';
import { changeDesk } from './desk-storage.ts';
import { createBookingHearing } from './hear-bookings.ts';
import { type BookingNews, type BookingOutcome, SeenRequest } from './messages.ts';
import { createNewsUnderWay } from './news-under-way.ts';
import { doRequest } from './seen-requests.ts';
import { type Showing, troubleOf } from './show-page.ts';

export const DELIVER_ALARM = 'deliver-bookings';
/** How long a page that made a booking is told what becomes of it. */
const REMEMBERED_MS = 15 * 60_000;

type Failed = Extract<BookingOutcome, { state: 'failed' }>;

const FULL: Failed = {
  state: 'failed',
  words: say('bookingQueueFull'),
  remedy: null,
};

export interface BookingParts {
  readonly showing: Showing;
  readonly now: () => number;
  /** Tells the pages that show the connection, and the one with that origin as the one whose own doing it is. */
  tell(connectionId: string, news: Omit<BookingNews, 'madeHere'>, origin: Origin | null): void;
  tellMissed(origin: Origin | null): void;
}

/** The page whose own doing a booking was, when, and whether the booking had an event then. */
interface Source {
  readonly origin: Origin;
  readonly at: number;
  readonly isUpdate: boolean;
}

/** Bookings on their way from the CRM's pages to the bridge, and the news of them on its way back. */
export function createBookings({ showing, now, tell, tellMissed }: BookingParts) {
  const hearing = createBookingHearing(showing, now);
  const origins = new Map<string, Source>();
  const waiting = new Set<string>();
  const underWay = createNewsUnderWay();

  function sourceOf(key: string): Source | null {
    const found = origins.get(key);
    return found && found.at > now() - REMEMBERED_MS ? found : null;
  }

  async function calendarsOf(connectionId: string) {
    try {
      return await showing.directory.calendarsOf(connectionId);
    } catch (error) {
      if (!(error instanceof BridgeFailure)) throw error;
      return [];
    }
  }

  /** What the bridge says by itself of a booking. */
  async function hearWritten(connectionId: string, value: unknown): Promise<void> {
    const written = writtenIn(value);
    if (!written || underWay.holds(keyOf(connectionId, written.appointmentId), written)) return;
    await tellWritten(connectionId, written);
  }

  /** In the order in which it came, however long the calendars' names take. */
  function tellWritten(connectionId: string, written: Written): Promise<void> {
    return inTurn('tell-written', async () => {
      const { madeHere: _page, ...news } = newsOf(written, await calendarsOf(connectionId), false);
      const source = sourceOf(keyOf(connectionId, written.appointmentId));
      tell(connectionId, source?.isUpdate ? asUpdate(news) : news, source?.origin ?? null);
    });
  }

  async function noteTrouble(booking: QueuedBooking, words: string | null): Promise<void> {
    const { connectionId, appointmentId, appointment } = booking;
    const { title, start } = appointment ?? {};
    const about = { connectionId, appointmentId, title: title ?? null, start: start ? Date.parse(start) : null };
    await inTurn('bookingTroubles', async () => {
      const list = (await bookingTroubles.read()) ?? [];
      const isNoted = list.some((one) => one.connectionId === connectionId && one.appointmentId === appointmentId);
      if (words !== null) await bookingTroubles.write(withTrouble(list, { ...about, words, at: now() }));
      else if (isNoted) await bookingTroubles.write(withoutTrouble(list, booking));
    });
  }

  function failed(booking: QueuedBooking, outcome: Failed): void {
    void noteTrouble(booking, outcome.words);
    tell(booking.connectionId, ownNews(booking, outcome), booking.origin);
  }

  function onSending({ connectionId, appointmentId, origin }: QueuedBooking): void {
    const key = keyOf(connectionId, appointmentId);
    underWay.begin(key);
    if (origin) origins.set(key, { origin, at: now(), isUpdate: false });
  }

  function onDelivery(booking: QueuedBooking, delivery: Delivery): void {
    const { connectionId, appointmentId, appointment, origin } = booking;
    const key = keyOf(connectionId, appointmentId);
    const answer = delivery.kind === 'kept' ? delivery.written : null;
    if (origin) origins.set(key, { origin, at: now(), isUpdate: answer?.eventUid !== undefined });
    const news = underWay.end(key, answer);
    if (answer) {
      waiting.delete(key);
      void noteTrouble(booking, null);
    }
    // A deletion that no page of ours asked for is news of its own only where the bridge says so.
    const isTold = answer === null || news !== answer || appointment !== null || origin !== null;
    if (news && isTold) void tellWritten(connectionId, news);
    if (delivery.kind === 'failed') failed(booking, { state: 'failed', ...troubleOf(delivery.failure) });
  }

  /** Each page that made a booking hears once that it waits. */
  async function tellWaiting(): Promise<void> {
    const { queue } = await changeDesk((desk) => desk);
    for (const booking of queue) {
      const key = `${keyOf(booking.connectionId, booking.appointmentId)} ${booking.version}`;
      if (!booking.origin || waiting.has(key)) continue;
      waiting.add(key);
      tell(booking.connectionId, ownNews(booking, { state: 'waiting-for-bridge' }), booking.origin);
    }
  }

  async function deliver(): Promise<void> {
    const isLeft = await deliverBookings({ bridge: showing.bridge, now, onSending, onDelivery });
    if (!isLeft) return void (await browser.alarms.clear(DELIVER_ALARM));
    await browser.alarms.create(DELIVER_ALARM, { periodInMinutes: 0.5 });
    await tellWaiting();
  }

  async function fromPage(raw: unknown, sender: Runtime.MessageSender): Promise<'kept'> {
    const heard = await hearing.hear(raw, sender);
    if (heard?.isMissed) tellMissed(heard.origin);
    for (const booking of heard?.desk.refused ?? []) failed(booking, FULL);
    if (heard && heard.desk.queue.length > 0) {
      // The alarm stands before the answer: a worker that ends now is woken by it.
      await browser.alarms.create(DELIVER_ALARM, { periodInMinutes: 0.5 });
      void deliver();
    }
    return 'kept';
  }

  async function fromExtension(request: SeenRequest): Promise<number> {
    const added = await doRequest(request, now());
    if (added > 0) void deliver();
    return added;
  }

  return {
    deliver,
    hearWritten,
    forget: hearing.forget,
    /** The answer to a one-off message, or nothing where it is none of ours. */
    answer(raw: unknown, sender: Runtime.MessageSender): Promise<unknown> | undefined {
      if (sender.id !== browser.runtime.id) return undefined;
      const isOwnPage = sender.url?.startsWith(browser.runtime.getURL('')) ?? false;
      const request = isOwnPage ? SeenRequest.safeParse(raw).data : undefined;
      if (request) return fromExtension(request);
      const isBookings = (raw as { type?: unknown } | null)?.type === 'bookings' && sender.tab !== undefined;
      return isBookings ? fromPage(raw, sender) : undefined;
    },
  };
}
