import { CalendarList, type Connection, ConnectionList } from '../../../shared/contract/connection.ts';
import { ConnectionHealth } from '../../../shared/contract/sync.ts';
import type { Call } from './bridge-calls.ts';
import { type Finding, note, well, wrong } from './finding.ts';
import { twoReadings } from './readings.ts';

export interface ConnectionsFound {
  readonly findings: Finding[];
  readonly timeZones: string[];
}

/** How each connection and its calendars stand, as the running bridge knows it. */
export async function connections(call: Call, now: number): Promise<ConnectionsFound> {
  const { connections: all } = ConnectionList.parse(await call('/v1/connections'));
  if (all.length === 0) {
    const none = note('No iCloud account is connected yet', 'Click the extension in the browser and follow its steps.');
    return { findings: [none], timeZones: [] };
  }
  const findings: Finding[] = [];
  for (const connection of all) {
    findings.push(standing(connection), ...(await calendarsOf(connection, call)));
    findings.push(...(await twoReadings(connection, call, now)));
  }
  return { findings, timeZones: all.map((connection) => connection.timeZone) };
}

function standing(connection: Connection): Finding {
  const who = `${connection.appleId} for ${connection.userName ?? connection.userId}`;
  if (connection.status === 'paused')
    return note(`${who} is paused`, 'Resume it in the extension; until then nothing is known.');
  if (connection.status !== 'connected' && connection.status !== 'syncing') {
    return wrong(
      `${who}: ${connection.status}`,
      connection.statusDetail || 'Open the extension and follow what it says.',
    );
  }
  if (!connection.configured) return wrong(`${who} has no calendars chosen`, 'Choose them in the extension.');
  return well(`${who} is ${connection.status}; last checked ${connection.lastSyncedAt ?? 'never'}`);
}

async function calendarsOf({ id, conflictCalendarIds }: Connection, call: Call): Promise<Finding[]> {
  const { calendars } = ConnectionHealth.parse(await call(`/v1/connections/${encodeURIComponent(id)}/health`));
  const list = CalendarList.parse(await call(`/v1/connections/${encodeURIComponent(id)}/calendars`));
  const nameOf = (calendarId: string) =>
    list.calendars.find((calendar) => calendar.id === calendarId)?.name ?? calendarId;
  return calendars
    .filter(({ calendarId }) => conflictCalendarIds.includes(calendarId))
    .flatMap(({ calendarId, state, error, unreadable }) => [
      ...(state === 'ok'
        ? []
        : [
            wrong(
              `Calendar "${nameOf(calendarId)}": ${error ?? state}`,
              'Its times are "not known" until it is read again. Check again in the extension.',
            ),
          ]),
      ...unreadable.map(() =>
        note(
          `Calendar "${nameOf(calendarId)}" has an event that cannot be read`,
          'Open it in Calendar and save it again, or dismiss it in the extension.',
        ),
      ),
    ]);
}
