import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';
import { bookingCalendars } from '../state/booking-calendars.ts';
import { type KnownConnection, knownConnections } from '../state/known-connections.ts';
import { sightings } from '../state/sightings.ts';
import type { Directory } from './directory.ts';
import type { Trouble, View } from './messages.ts';
import { missedMeanwhile } from './missed.ts';
import { type OpenPage, rangeOf, tell } from './open-pages.ts';
import { pictureOf } from './picture.ts';
import { asShown } from './titles.ts';
import { type Known, type Ownership, type StaffUser, whoseTime } from './whose-time.ts';

export interface Showing {
  readonly bridge: () => Promise<BridgeClient>;
  readonly directory: Directory;
  readonly staffUserOf: (tabId: number) => StaffUser | null;
  readonly watch: (connectionId: string, visible: boolean) => void;
  /** A page may be gone by the time that its question is answered. */
  readonly isOpen: (page: OpenPage) => boolean;
}

const REMEDIES: Partial<Record<BridgeFailure['code'], Trouble['remedy']>> = {
  'not-paired': 'welcome',
  'not-our-bridge': 'welcome',
  unauthorized: 'welcome',
};

/** A failure as a page shows it. */
export function troubleOf(failure: BridgeFailure): Trouble {
  return { words: failure.message, remedy: REMEDIES[failure.code] ?? null };
}

/** All that tells whose time something in a page is. */
export async function knownIn(
  page: OpenPage,
  connections: readonly KnownConnection[],
  showing: Pick<Showing, 'staffUserOf'>,
): Promise<Known> {
  return {
    connections,
    calendars: (await bookingCalendars.read()) ?? [],
    staffUser: showing.staffUserOf(page.tabId),
    seenUsers: (await sightings.read()) ?? [],
  };
}

async function owner(page: OpenPage, view: View, connections: readonly KnownConnection[], showing: Showing) {
  return whoseTime(view, await knownIn(page, connections, showing));
}

async function showPicture(page: OpenPage, view: View, ownership: Ownership, showing: Showing): Promise<void> {
  const { id } = ownership.connection;
  const client = await showing.bridge();
  const range = { from: new Date(view.from).toISOString(), to: new Date(view.to).toISOString() };
  const answer = await client.blockedSlots(id, range, page.etag ?? undefined);
  if (page.view !== view) return;
  if (!answer.changed) {
    tell(page, { type: 'checked', checkedAt: answer.checkedAt === null ? null : Date.parse(answer.checkedAt) });
    return;
  }
  const [connection, calendars, events] = await Promise.all([
    showing.directory.all().then((list) => list.find((one) => one.id === id)),
    showing.directory.calendarsOf(id),
    view.kind === 'staff-grid' ? client.events(id, range).then((found) => found.events) : [],
  ]);
  if (!connection) return;
  const shown = await asShown(connection, view, await knownIn(page, [], showing));
  const missed = await missedMeanwhile(connection, client, Date.now());
  if (page.view !== view) return;
  const { refOf } = page.events;
  const told = { blocked: answer.body, events, range: rangeOf(view), refOf, ...(missed ? { missed } : {}) };
  const picture = pictureOf({ ownership, connection: shown, calendars, ...told });
  // What is missed grows without a change of what is blocked.
  page.etag = missed ? null : answer.etag;
  tell(page, { type: 'picture', picture });
}

async function showNow(page: OpenPage, view: View, showing: Showing): Promise<void> {
  const ownership =
    (await owner(page, view, await showing.directory.all(), showing)) ??
    (await owner(page, view, await showing.directory.renewed(), showing));
  if (page.view !== view) return;
  page.connectionId = ownership?.connection.id ?? null;
  if (!ownership) return tell(page, { type: 'not-here' });
  showing.watch(ownership.connection.id, page.visible);
  await showPicture(page, view, ownership, showing);
}

/** Where the bridge gives no answer, the last known connections still tell whether the page is one of ours. */
async function showTrouble(page: OpenPage, view: View, failure: BridgeFailure, showing: Showing): Promise<void> {
  const ownership = await owner(page, view, (await knownConnections.read()) ?? [], showing);
  if (page.view !== view) return;
  page.connectionId = ownership?.connection.id ?? null;
  page.etag = null;
  tell(page, ownership ? { type: 'trouble', trouble: troubleOf(failure) } : { type: 'not-here' });
}

/** Finds out whose time a page shows, and tells it what is known of that time. */
export async function showPage(page: OpenPage, showing: Showing): Promise<void> {
  const view = page.view;
  if (!view) return;
  try {
    await showNow(page, view, showing);
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error;
    await showTrouble(page, view, error, showing);
  }
}
