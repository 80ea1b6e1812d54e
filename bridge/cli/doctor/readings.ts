import { Events } from '../../../shared/contract/blocked-slots.ts';
import type { Connection } from '../../../shared/contract/connection.ts';
import { Readings } from '../../../shared/contract/readings.ts';
import { BridgeRefusal, type Call } from '../bridge-calls.ts';
import { type Finding, note, well } from './finding.ts';

const AHEAD_MS = 14 * 24 * 3_600_000;
/** Each is fetched from the calendar server anew. */
const MOST_READ = 20;
const MOST_SHOWN = 3;
/** A server that does not answer is not waited for twenty times. */
const MOST_UNANSWERED = 3;

interface Compared {
  readonly agreed: number;
  /** Where on the bridge each can be seen. */
  readonly differing: readonly string[];
  /** Also those that were not asked for any more. */
  readonly unanswered: number;
  /** What the bridge says of the first that it could not fetch; null where it only lacked readings. */
  readonly why: string | null;
}

/**
 * Has the repeating events of the next 14 days read by the second reader too. A difference is worth a look and never
 * wrong by itself: the second reader is known to misread some. What an event is about is never told.
 */
export async function twoReadings(connection: Connection, call: Call, now: number): Promise<Finding[]> {
  if (!connection.configured || !['connected', 'syncing'].includes(connection.status)) return [];
  const paths = await repeating(connection.id, call, now);
  if (paths.length === 0)
    return [well(`No repeating events of ${connection.appleId} in the next 14 days to read twice`)];
  return findings(await compared(paths.slice(0, MOST_READ), call), connection.appleId);
}

/** The address of both readings of each repeating event, each event once. */
async function repeating(id: string, call: Call, now: number): Promise<string[]> {
  const path = `/v1/connections/${encodeURIComponent(id)}`;
  const range = { from: new Date(now).toISOString(), to: new Date(now + AHEAD_MS).toISOString() };
  const { events } = Events.parse(await call(`${path}/events?${new URLSearchParams(range)}`));
  const paths = events
    .filter(({ recurring }) => recurring)
    .map(({ calendarId, uid }) => `${path}/readings?${new URLSearchParams({ calendarId, uid })}`);
  return [...new Set(paths)];
}

async function compared(paths: readonly string[], call: Call): Promise<Compared> {
  const differing: string[] = [];
  let [agreed, failed] = [0, 0];
  let why: string | null = null;
  for (const path of paths) {
    if (failed === MOST_UNANSWERED) break;
    const readings = await readingsAt(path, call);
    if (readings instanceof BridgeRefusal) why ??= readings.message;
    if (readings instanceof BridgeRefusal || readings.length === 0) failed += 1;
    else if (readings.every(({ agree }) => agree)) agreed += 1;
    else differing.push(path);
  }
  return { agreed, differing, unanswered: paths.length - agreed - differing.length, why };
}

/** What the bridge could not fetch is told to the person; whatever else goes wrong is no reading's matter. */
async function readingsAt(path: string, call: Call): Promise<Readings['readings'] | BridgeRefusal> {
  try {
    return Readings.parse(await call(path)).readings;
  } catch (error) {
    if (error instanceof BridgeRefusal) return error;
    throw error;
  }
}

function findings({ agreed, differing, unanswered, why }: Compared, account: string): Finding[] {
  const found: Finding[] = [];
  if (agreed > 0) found.push(well(`Two readers agree on ${counted(agreed)} of ${account}`));
  if (differing.length > 0)
    found.push(note(`Two readers differ on ${counted(differing.length)} of ${account}`, toSee(differing)));
  if (unanswered > 0) {
    const what = `${counted(unanswered)} of ${account} could not be fetched to be read twice`;
    const said = why === null ? '' : `${why} `;
    found.push(note(what, `${said}What blocks your time is as it was. Run "doctor" again in a while.`));
  }
  return found;
}

function toSee(paths: readonly string[]): string {
  const shown = paths.slice(0, MOST_SHOWN).map((path) => `\n        GET ${path}`);
  return `The second reader, node-ical, is known to misread some, and nothing goes by it. To see both readings of an event, make a token with "npx slotbridge token create", then ask the bridge for:${shown.join('')}`;
}

function counted(events: number): string {
  return events === 1 ? '1 repeating event' : `${events} repeating events`;
}
