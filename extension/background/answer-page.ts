import { BridgeFailure } from '../bridge-client/failure.ts';
import { recordCaught } from '../state/caught-clashes.ts';
import { knownConnections } from '../state/known-connections.ts';
import { checkPick, unanswered } from './check-pick.ts';
import type { Check, View } from './messages.ts';
import { type OpenPage, tell } from './open-pages.ts';
import { knownIn, type Showing } from './show-page.ts';
import { asShown } from './titles.ts';
import { type Known, whosePick, whoseTime } from './whose-time.ts';

/** Where the bridge is away, the last known connections still tell whether a page is one of ours. */
export async function connectionsNowOrBefore({ directory }: Showing, isRenewed = false) {
  try {
    return await (isRenewed ? directory.renewed() : directory.all());
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error;
    return (await knownConnections.read()) ?? [];
  }
}

async function askFor(pick: Check, connectionId: string, known: Known, { bridge, directory }: Showing) {
  const [client, connections, calendars] = await Promise.all([
    bridge(),
    directory.all(),
    directory.calendarsOf(connectionId),
  ]);
  const connection = connections.find(({ id }) => id === connectionId);
  if (!connection) return null;
  return checkPick(pick, {
    client,
    connection: await asShown(connection, pick.view, known),
    calendars,
    now: Date.now(),
  });
}

/** Checks a time that a person picked. A page whose person is not known gets no answer: nothing is said there. */
export async function answerPick(page: OpenPage, pick: Check, showing: Showing): Promise<void> {
  const known = await knownIn(page, await connectionsNowOrBefore(showing), showing);
  const owner = whosePick(pick, known);
  if (!owner) return;
  const answer = await askFor(pick, owner.id, known, showing).catch((failure: unknown) => unanswered(pick, failure));
  if (!answer || !showing.isOpen(page)) return;
  tell(page, { type: 'check-answer', answer });
  if (answer.free === false) await recordCaught(owner.id, answer.asked);
}

/** Says that a booking may have been missed, but only where bookings are written at all. */
export async function mayHaveMissed(page: OpenPage, view: View, showing: Showing): Promise<void> {
  const connections = await connectionsNowOrBefore(showing);
  const owner = whoseTime(view, await knownIn(page, connections, showing))?.connection;
  if (owner && owner.linkedCalendarId !== null && showing.isOpen(page)) tell(page, { type: 'missed-booking' });
}
