import { openSync, readFileSync, readSync } from 'node:fs';
import { answerParent } from './processes/channel.ts';

/** Loaded before the bridge into its own process: measures it from inside and changes nothing. */
/** Far less than the aim, and seldom enough that looking costs nothing to speak of. */
const LOOK_EVERY_MS = 5;
const worked = openSchedule();
let cpu = process.cpuUsage();
let seen = { at: performance.now(), worked: worked() };
let longest = { blockMs: 0, workMs: 0 };

setInterval(look, LOOK_EVERY_MS).unref();

answerParent({
  begin: () => {
    cpu = process.cpuUsage();
    look();
    longest = { blockMs: 0, workMs: 0 };
  },
  /** Since `begin`; the peak of memory since the process began. */
  read: () => {
    const { user, system } = process.cpuUsage(cpu);
    look();
    return {
      cpuMs: (user + system) / 1000,
      longestBlockMs: longest.blockMs,
      longestTurnMs: longest.workMs,
      peakMb: peakMb(),
      residentMb: process.memoryUsage().rss / 1_048_576,
    };
  },
});
// Whether the bridge goes on is the bridge's affair.
process.channel?.unref();

/** Every turn of the event loop comes by here: how late is how long something kept it from turning. */
function look(): void {
  const now = { at: performance.now(), worked: worked() };
  longest = {
    blockMs: Math.max(longest.blockMs, now.at - seen.at - LOOK_EVERY_MS),
    workMs: Math.max(longest.workMs, now.worked - seen.worked),
  };
  seen = now;
}

/**
 * For how many milliseconds this thread worked in all: the first number of Linux's `schedstat`. The clock goes on while
 * the processor works for other programs, this does not. Elsewhere the clock is all there is.
 */
function openSchedule(): () => number {
  if (process.platform !== 'linux') return () => performance.now();
  const file = openSync('/proc/thread-self/schedstat', 'r');
  const text = Buffer.alloc(64);
  return () => Number.parseInt(text.toString('latin1', 0, readSync(file, text, 0, 64, 0)), 10) / 1e6;
}

/** On Linux `maxRSS` begins with what the parent process held when it made this one. */
function peakMb(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  const [, kibibytes] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'latin1')) ?? [];
  return Number(kibibytes) / 1024;
}
