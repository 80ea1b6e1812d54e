import { StandingEvents } from '../../shared/contract/appointments.ts';
import { CalendarList, type Connection } from '../../shared/contract/connection.ts';
import type { Call } from './bridge-calls.ts';
import { localTime, type Removal, runRemoval } from './removal.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** Shows what Slotbridge wrote to calendars and what stands there still, and with `--yes` takes it out. */
export function removeWritten(args: readonly string[], settings: Settings, terminal: Terminal): Promise<number> {
  return runRemoval(WRITTEN, args, settings, terminal);
}

const WRITTEN: Removal = {
  command: 'remove-written',
  noConnection: 'No account is connected. Connect it again to take out what was written to it.',
  standing,
  async takeOut({ id }, call) {
    await call(pathOf(id), { dryRun: false });
  },
  counted: (events) => (events === 1 ? '1 event' : `${events} events`),
  afterwards: 'Each stays out until its booking changes.',
  later: 'The bridge tries again while it runs;',
};

async function standing(connection: Connection, call: Call): Promise<string[]> {
  const { events } = StandingEvents.parse(await call(pathOf(connection.id), { dryRun: true }));
  const path = `/v1/connections/${encodeURIComponent(connection.id)}/calendars`;
  const { calendars } = CalendarList.parse(await call(path));
  const nameOf = (calendarId: string) => calendars.find(({ id }) => id === calendarId)?.name ?? 'another calendar';
  return events.map(
    ({ start, calendarId, title }) => `${localTime(start, connection)}\t${nameOf(calendarId)}\t${title}`,
  );
}

function pathOf(connectionId: string): string {
  return `/v1/connections/${encodeURIComponent(connectionId)}/appointments/remove-all`;
}
