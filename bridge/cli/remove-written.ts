import { parseArgs } from 'node:util';
import { type StandingEvent, StandingEvents } from '../../shared/contract/appointments.ts';
import { CalendarList, type Connection, ConnectionList } from '../../shared/contract/connection.ts';
import { runBridge } from '../app/run.ts';
import { openSecrets } from '../secrets/open-secrets.ts';
import { openDataFolder } from '../store/data-folder.ts';
import { holderOf } from '../store/folder-lock.ts';
import { homeEntries } from '../store/home-entries.ts';
import { type Call, withBridge } from './bridge-calls.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

interface Choice {
  readonly dryRun: boolean;
  readonly yes: boolean;
  /** Null for all connections. */
  readonly connectionId: string | null;
}

/**
 * Shows what Slotbridge wrote to calendars and what stands there still, and with `--yes` takes it out. Gives the exit
 * code: 1 when something stands there still that was to go.
 */
export async function removeWritten(args: readonly string[], settings: Settings, terminal: Terminal): Promise<number> {
  const choice = choiceOf(args);
  if ((await homeEntries(settings.home)) === null) {
    terminal.say(`There is no data folder ${settings.home}, so nothing was written from here.`);
    return 0;
  }
  return askBridge(settings, terminal, (call) => remove(choice, call, terminal));
}

function choiceOf(args: readonly string[]): Choice {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      connection: { type: 'string' },
    },
  });
  return { dryRun: values['dry-run'], yes: values.yes, connectionId: values.connection ?? null };
}

/** The bridge that runs; where none does, one of our own for as long as it takes: two never write one data folder. */
async function askBridge(
  { home, secrets: choice, passphrase, caldavUrl }: Settings,
  { say }: Terminal,
  work: (call: Call) => Promise<number>,
): Promise<number> {
  const name = 'slotbridge remove-written';
  const holder = await holderOf(home);
  if (holder?.port === null) throw new Error('The bridge is starting, or too busy to answer. Ask again soon.');
  if (holder) return withBridge({ home, port: holder.port, name }, work);
  const folder = await openDataFolder(home);
  try {
    const { store, notice } = await openSecrets({ choice, home: folder.path, passphrase });
    if (notice) say(notice);
    const bridge = await runBridge({ folder, secrets: store, port: 0, caldavUrl, log: say });
    try {
      return await withBridge({ home, port: bridge.port, name }, work);
    } finally {
      await bridge.stop();
    }
  } finally {
    await folder.release();
  }
}

async function remove({ dryRun, yes, connectionId }: Choice, call: Call, terminal: Terminal): Promise<number> {
  const { connections } = ConnectionList.parse(await call('/v1/connections'));
  const chosen = connections.filter(({ id }) => connectionId === null || id === connectionId);
  if (chosen.length === 0) {
    terminal.say(connectionId === null ? NO_CONNECTION : `There is no connection "${connectionId}".`);
    return connectionId === null ? 0 : 1;
  }
  let standing = 0;
  for (const connection of chosen) standing += await show(connection, call, terminal);
  if (standing === 0) return 0;
  if (dryRun || !yes) {
    terminal.say(`Nothing was removed. To take ${counted(standing)} out, run "slotbridge remove-written --yes".`);
    return dryRun ? 0 : 1;
  }
  for (const { id } of chosen) await call(pathOf(id), { dryRun: false });
  return tellLeft(chosen, standing, call, terminal);
}

const NO_CONNECTION = 'No account is connected. Connect it again to take out what was written to it.';

async function show(connection: Connection, call: Call, { out, say }: Terminal): Promise<number> {
  const { events } = StandingEvents.parse(await call(pathOf(connection.id), { dryRun: true }));
  const path = `/v1/connections/${encodeURIComponent(connection.id)}/calendars`;
  const { calendars } = CalendarList.parse(await call(path));
  say(`${connection.appleId} for ${connection.userName ?? connection.userId}: ${counted(events.length)}`);
  const nameOf = (calendarId: string) => calendars.find(({ id }) => id === calendarId)?.name ?? 'another calendar';
  for (const event of events) out(line(event, nameOf(event.calendarId), connection.timeZone));
  return events.length;
}

function line({ start, title }: StandingEvent, calendar: string, timeZone: string): string {
  const at = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
  return `${at.format(Date.parse(start))}\t${calendar}\t${title}`;
}

async function tellLeft(chosen: readonly Connection[], before: number, call: Call, { say }: Terminal): Promise<number> {
  let left = 0;
  for (const { id } of chosen) {
    left += StandingEvents.parse(await call(pathOf(id), { dryRun: true })).events.length;
  }
  if (left === 0) say(`${counted(before)} removed. Each stays out until its booking changes.`);
  else
    say(
      `${counted(left)} could not be removed yet. The bridge tries again while it runs; "doctor" says what is wrong.`,
    );
  return left === 0 ? 0 : 1;
}

function pathOf(connectionId: string): string {
  return `/v1/connections/${encodeURIComponent(connectionId)}/appointments/remove-all`;
}

function counted(events: number): string {
  return events === 1 ? '1 event' : `${events} events`;
}
