import { parseArgs } from 'node:util';
import { type Connection, ConnectionList } from '../../shared/contract/connection.ts';
import { homeEntries } from '../store/home-entries.ts';
import { askBridge } from './ask-bridge.ts';
import { BridgeRefusal, type Call } from './bridge-calls.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** Something that we made elsewhere and that can be taken away again, connection by connection. */
export interface Removal {
  /** What the person types. */
  readonly command: string;
  readonly noConnection: string;
  /** What stands there still, a line each. */
  standing(connection: Connection, call: Call): Promise<readonly string[]>;
  takeOut(connection: Connection, call: Call): Promise<void>;
  counted(howMany: number): string;
  /** After it is all gone. */
  readonly afterwards: string;
  /** Where some of it stands there still. */
  readonly later: string;
}

interface Choice {
  readonly dryRun: boolean;
  readonly yes: boolean;
  /** Null for all connections. */
  readonly connectionId: string | null;
}

/**
 * Shows what stands there, and with `--yes` takes it out. Gives the exit code: 1 when something stands there still that
 * was to go, or could not be looked for.
 */
export async function runRemoval(
  removal: Removal,
  args: readonly string[],
  settings: Settings,
  terminal: Terminal,
): Promise<number> {
  const choice = choiceOf(args);
  if ((await homeEntries(settings.home)) === null) {
    terminal.say(`There is no data folder ${settings.home}, so nothing was written from here.`);
    return 0;
  }
  return askBridge(`slotbridge ${removal.command}`, settings, terminal, (call) =>
    remove(removal, choice, call, terminal),
  );
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

async function remove(removal: Removal, choice: Choice, call: Call, terminal: Terminal): Promise<number> {
  const { dryRun, yes, connectionId } = choice;
  const { connections } = ConnectionList.parse(await call('/v1/connections'));
  const chosen = connections.filter(({ id }) => connectionId === null || id === connectionId);
  if (chosen.length === 0) {
    terminal.say(connectionId === null ? removal.noConnection : `There is no connection "${connectionId}".`);
    return connectionId === null ? 0 : 1;
  }
  const found = await eachOf(chosen, terminal, (connection) => show(removal, connection, call, terminal));
  if (found.sum === 0) return found.allWell ? 0 : 1;
  if (dryRun || !yes) {
    const what = removal.counted(found.sum);
    terminal.say(`Nothing was removed. To take ${what} out, run "slotbridge ${removal.command} --yes".`);
    return dryRun && found.allWell ? 0 : 1;
  }
  const taken = await eachOf(chosen, terminal, async (connection) => {
    await removal.takeOut(connection, call);
    return (await removal.standing(connection, call)).length;
  });
  return tellLeft(removal, found, taken, terminal);
}

interface Sum {
  readonly sum: number;
  /** Whether every connection could be asked. */
  readonly allWell: boolean;
}

/** One connection after the other; what the bridge says of one that it refuses is told, and the others have their turn. */
async function eachOf(
  connections: readonly Connection[],
  { say }: Terminal,
  work: (connection: Connection) => Promise<number>,
): Promise<Sum> {
  let [sum, allWell] = [0, true];
  for (const connection of connections) {
    try {
      sum += await work(connection);
    } catch (error) {
      if (!(error instanceof BridgeRefusal)) throw error;
      say(`${nameOf(connection)}: ${error.message}`);
      allWell = false;
    }
  }
  return { sum, allWell };
}

async function show(removal: Removal, connection: Connection, call: Call, { out, say }: Terminal): Promise<number> {
  const lines = await removal.standing(connection, call);
  say(`${nameOf(connection)}: ${removal.counted(lines.length)}`);
  for (const line of lines) out(line);
  return lines.length;
}

function tellLeft({ counted, afterwards, later }: Removal, found: Sum, taken: Sum, { say }: Terminal): number {
  if (taken.sum > 0) {
    say(`${counted(taken.sum)} could not be removed yet. ${later} "doctor" says what is wrong.`);
  } else if (taken.allWell) say(`${counted(found.sum)} removed. ${afterwards}`);
  return taken.sum === 0 && taken.allWell && found.allWell ? 0 : 1;
}

function nameOf({ appleId, userName, userId }: Connection): string {
  return `${appleId} for ${userName ?? userId}`;
}

/** A moment as people read it, in the connection's own time zone. */
export function localTime(iso: string, { timeZone }: Connection): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(Date.parse(iso));
}
