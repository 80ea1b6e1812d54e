import type { CalendarEvent, Ignored } from '../../shared/contract/blocked-slots.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';
import { say } from '../words/say.ts';
import type { EventPlace } from './event-refs.ts';
import type { IgnoreAnswer, IgnoreWish } from './messages.ts';
import { type OpenPage, tell } from './open-pages.ts';
import type { Showing } from './show-page.ts';

/** Of travel the event itself begins where the travel ends. */
const BEHIND_MS = 60_000;

export type IgnoringClient = Pick<BridgeClient, 'events' | 'ignore' | 'ignored' | 'stopIgnoring'>;

async function eventAt(connectionId: string, place: EventPlace, client: IgnoringClient): Promise<CalendarEvent | null> {
  const from = new Date(place.start).toISOString();
  const to = new Date(place.end + BEHIND_MS).toISOString();
  const { events } = await client.events(connectionId, { from, to });
  return events.find(({ id, calendarId }) => id === place.eventId && calendarId === place.calendarId) ?? null;
}

const isAbout = ({ calendarId, uid, start }: CalendarEvent, wish: Ignored) =>
  wish.calendarId === calendarId &&
  wish.uid === uid &&
  (wish.occurrence === undefined || Date.parse(wish.occurrence) === Date.parse(start));

async function stopIgnoringAll(connectionId: string, event: CalendarEvent, client: IgnoringClient): Promise<void> {
  const wishes = await client.ignored(connectionId);
  for (const wish of wishes) if (isAbout(event, wish)) await client.stopIgnoring(connectionId, wish.id);
}

/** Does what the person wished of one event. @throws BridgeFailure */
export async function heed(
  wish: IgnoreWish,
  { connectionId, place, client }: { connectionId: string; place: EventPlace | undefined; client: IgnoringClient },
): Promise<IgnoreAnswer> {
  const { ref } = wish;
  if (wish.type === 'stop-ignoring' && wish.ignoredId !== undefined) {
    await client.stopIgnoring(connectionId, wish.ignoredId);
    return { state: 'heeded', ref };
  }
  const event = place ? await eventAt(connectionId, place, client) : null;
  if (!event) return { state: 'failed', ref, words: say('ignoreEventGone') };
  if (wish.type === 'stop-ignoring') {
    await stopIgnoringAll(connectionId, event, client);
    return { state: 'heeded', ref };
  }
  const { calendarId, uid, start } = event;
  const { id } = await client.ignore(connectionId, { calendarId, uid, ...(wish.always ? {} : { occurrence: start }) });
  return { state: 'ignored', ref, ignoredId: id, always: wish.always };
}

/** The same for a page, which hears what became of it. A page whose person is not known is not heard. */
export async function answerWish(page: OpenPage, wish: IgnoreWish, { bridge, isOpen }: Showing): Promise<void> {
  const { connectionId } = page;
  if (connectionId === null) return;
  const failed = (failure: unknown): IgnoreAnswer => {
    if (!(failure instanceof BridgeFailure)) throw failure;
    return { state: 'failed', ref: wish.ref, words: failure.message };
  };
  const answer = await bridge()
    .then((client) => heed(wish, { connectionId, place: page.events.find(wish.ref), client }))
    .catch(failed);
  if (isOpen(page)) tell(page, { type: 'ignore-answer', answer });
}
