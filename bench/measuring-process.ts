import { monitorEventLoopDelay } from 'node:perf_hooks';
import { answerParent } from './processes/channel.ts';

/** Loaded before the bridge into its own process: measures it from inside and changes nothing. */
const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let cpu = process.cpuUsage();

answerParent({
  begin: () => {
    delay.reset();
    cpu = process.cpuUsage();
  },
  /** Since `begin`; the peak of memory since the process began. */
  read: () => {
    const { user, system } = process.cpuUsage(cpu);
    return {
      cpuMs: (user + system) / 1000,
      longestBlockMs: Math.max(0, delay.max / 1e6 - RESOLUTION_MS),
      peakMb: process.resourceUsage().maxRSS / 1024,
      residentMb: process.memoryUsage().rss / 1_048_576,
    };
  },
});
// Whether the bridge goes on is the bridge's affair.
process.channel?.unref();
