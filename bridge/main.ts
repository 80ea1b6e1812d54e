import { doctor } from './cli/doctor/doctor.ts';
import { HELP } from './cli/help.ts';
import { pair } from './cli/pair.ts';
import { removeBlocks } from './cli/remove-blocks.ts';
import { removeWritten } from './cli/remove-written.ts';
import { readSettings, type Settings } from './cli/settings.ts';
import { start } from './cli/start.ts';
import { processTerminal, type Terminal } from './cli/terminal.ts';
import { token } from './cli/token.ts';
import { UsageError } from './cli/usage-error.ts';

type Command = (args: readonly string[], settings: Settings, terminal: Terminal) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  start,
  token,
  'remove-written': removeWritten,
  'remove-blocks': removeBlocks,
  pair: withoutArguments(pair),
  doctor: withoutArguments(doctor),
};

const HELP_WORDS = ['help', '--help', '-h'];

/** Runs one command and gives the exit code: 0 well, 1 not so, 2 not understood. */
async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name = 'help', ...args] = argv;
  if (HELP_WORDS.includes(name) || args.some((arg) => HELP_WORDS.slice(1).includes(arg))) {
    terminal.out(HELP);
    return 0;
  }
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new UsageError(`There is no command "${name}". "slotbridge help" shows what there is.`);
    return await command(args, readSettings(process.env, process.platform), terminal);
  } catch (error) {
    terminal.say(error instanceof Error ? error.message : String(error));
    return isUsage(error) ? 2 : 1;
  }
}

function withoutArguments(command: (settings: Settings, terminal: Terminal) => Promise<number>): Command {
  return async (args, settings, terminal) => {
    if (args.length > 0) throw new UsageError(`"${args.join(' ')}" is not understood here. See "slotbridge help".`);
    return command(settings, terminal);
  };
}

function isUsage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS');
}

/** For what was said last to be written where it goes. */
const LAST_WORDS_MS = 1000;

// Whatever is written from here on is for its owner alone.
process.umask(0o077);
process.exitCode = await main(process.argv.slice(2), processTerminal);
// Everything is done and saved. A server that still owes an answer may take 90 s over it, and nobody waits for that.
setTimeout(() => process.exit(), LAST_WORDS_MS).unref();
