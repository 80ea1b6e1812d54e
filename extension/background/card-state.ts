import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';
import { standingCount } from '../popup/booking-groups.ts';
import { maskedAccount } from '../popup/words.ts';
import { questionsNow } from '../questions/asking.ts';
import { declinedQuestions } from '../state/declined-questions.ts';
import type { Sighting } from '../state/sightings.ts';
import type { CardState, PublicPages } from './card-messages.ts';
import type { Directory } from './directory.ts';
import type { StaffUser } from './whose-time.ts';

export interface CardStateParts {
  readonly bridge: () => Promise<BridgeClient>;
  readonly directory: Pick<Directory, 'all'>;
  readonly seen: readonly Sighting[];
  readonly now: number;
}

const AHEAD_MS = 14 * 86_400_000;

/** Setting up helps with these; with the others the bridge has to run first. */
const SET_UP: readonly string[] = ['not-paired', 'unauthorized', 'not-our-bridge'];

/** The connection of who is signed in, or null. */
export async function connectionOf(user: StaffUser, directory: Pick<Directory, 'all'>): Promise<Connection | null> {
  const all = await directory.all();
  return all.find(({ locationId, userId }) => locationId === user.locationId && userId === user.userId) ?? null;
}

/** As it may be shown in a page of the CRM, which others may see. */
export const masked = (connection: Connection): Connection => ({
  ...connection,
  appleId: maskedAccount(connection.appleId),
});

/** How things stand for who is signed in to the page. Never rejects with what a bridge may do. */
export async function cardStateOf(user: StaffUser | null, parts: CardStateParts): Promise<CardState> {
  if (user === null) return { kind: 'nobody' };
  try {
    const connection = await connectionOf(user, parts.directory);
    return connection ? await connected(connection, parts) : notConnected(user, parts.seen);
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error;
    return { kind: 'away', words: error.message, canSetUp: SET_UP.includes(error.code) };
  }
}

function notConnected(user: StaffUser, seen: readonly Sighting[]): CardState {
  const who = seen.find(({ locationId, userId }) => locationId === user.locationId && userId === user.userId);
  return { kind: 'none', userName: who?.userName ?? null, locationName: who?.locationName ?? null };
}

async function connected(connection: Connection, { bridge, now }: CardStateParts): Promise<CardState> {
  const client = await bridge();
  const range = { from: new Date(now).toISOString(), to: new Date(now + AHEAD_MS).toISOString() };
  const [calendars, written, blocked] = await Promise.all([
    client.calendars(connection.id),
    client.appointments(connection.id),
    client.blockedSlots(connection.id, range),
  ]);
  const { checkedAt, complete, unknown } = blocked.changed
    ? blocked.body
    : { checkedAt: blocked.checkedAt, complete: false, unknown: [] };
  const questions = await questionsNow({ client, declined: declinedQuestions, connection, calendars, now });
  return {
    kind: 'connected',
    connection: masked(connection),
    calendars,
    checkedAt,
    complete,
    partlyKnown: unknown.length > 0,
    inICloud: standingCount(written),
    questions,
    publicPages: connection.configured ? await publicPagesOf(client, connection) : null,
  };
}

async function publicPagesOf(client: BridgeClient, { id }: Connection): Promise<PublicPages | null> {
  try {
    const { state, stateDetail, partly, lastGoodAt, blocks } = await client.crm(id);
    return { state, stateDetail, lastGoodAt, blocks, ...(partly === undefined ? {} : { partly }) };
  } catch (error) {
    if (error instanceof BridgeFailure && error.code === 'not-found') return null;
    throw error;
  }
}
