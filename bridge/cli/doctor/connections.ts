import { WrittenList, type WrittenState } from '../../../shared/contract/appointments.ts';
import { CalendarList, type Connection, ConnectionList } from '../../../shared/contract/connection.ts';
import { ConnectionHealth } from '../../../shared/contract/sync.ts';
import type { Call } from '../bridge-calls.ts';
import { publicPages } from './crm.ts';
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
    findings.push(...(await publicPages(connection, call, now)), ...(await twoReadings(connection, call, now)));
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

async function calendarsOf(connection: Connection, call: Call): Promise<Finding[]> {
  const { id, conflictCalendarIds } = connection;
  const { calendars, outbox } = ConnectionHealth.parse(await call(`/v1/connections/${encodeURIComponent(id)}/health`));
  const list = CalendarList.parse(await call(`/v1/connections/${encodeURIComponent(id)}/calendars`));
  const nameOf = (calendarId: string) =>
    list.calendars.find((calendar) => calendar.id === calendarId)?.name ?? calendarId;
  const bookings = outbox.queued + outbox.failed === 0 ? [] : await waitingBookings(connection, outbox, call);
  const read = calendars
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
  return [...read, ...bookings];
}

/** Bookings that have not reached the linked calendar, and the cause of the first. */
async function waitingBookings(
  { id, appleId }: Connection,
  { queued, failed }: ConnectionHealth['outbox'],
  call: Call,
): Promise<Finding[]> {
  const path = `/v1/connections/${encodeURIComponent(id)}/appointments`;
  const { appointments } = WrittenList.parse(await call(path));
  const why = (wanted: WrittenState) =>
    appointments.find(({ state, lastError }) => state === wanted && lastError)?.lastError ??
    'It is tried again by itself. Look again in a minute.';
  return [
    ...(queued > 0 ? [note(`${booked(queued)} of ${appleId} on the way to the linked calendar`, why('queued'))] : []),
    ...(failed > 0 ? [wrong(`${booked(failed)} of ${appleId} could not be written`, why('failed'))] : []),
  ];
}

function booked(bookings: number): string {
  return bookings === 1 ? '1 booking' : `${bookings} bookings`;
}
