import { Events } from '../../../shared/contract/blocked-slots.ts';
import type { Connection } from '../../../shared/contract/connection.ts';
import { Readings } from '../../../shared/contract/readings.ts';
import type { Call } from '../bridge-calls.ts';
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
  for (const path of paths) {
    if (failed === MOST_UNANSWERED) break;
    // One that cannot be fetched is counted, and the person is told how many.
    const answer = await call(path).catch(() => null);
    const readings = answer === null ? [] : Readings.parse(answer).readings;
    if (readings.length === 0) failed += 1;
    else if (readings.every(({ agree }) => agree)) agreed += 1;
    else differing.push(path);
  }
  return { agreed, differing, unanswered: paths.length - agreed - differing.length };
}

function findings({ agreed, differing, unanswered }: Compared, account: string): Finding[] {
  const found: Finding[] = [];
  if (agreed > 0) found.push(well(`Two readers agree on ${counted(agreed)} of ${account}`));
  if (differing.length > 0)
    found.push(note(`Two readers differ on ${counted(differing.length)} of ${account}`, toSee(differing)));
  if (unanswered > 0) {
    const what = `${counted(unanswered)} of ${account} could not be fetched to be read twice`;
    found.push(note(what, 'What blocks your time is as it was. Run "doctor" again in a while.'));
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
