import type { Result } from '../result.ts';
import type { Session } from './session.ts';

const PEAK_MB: ReadonlyMap<number, number> = new Map([
  [1000, 130],
  [10_000, 200],
  [50_000, 400],
]);

/** The most memory that the bridge's process held until the first sync was over. */
export function memory({ account: { events }, firstSync }: Session): Result[] {
  const aim = PEAK_MB.get(events);
  const row = { work: 'first sync', events, unit: 'MB' };
  return [{ ...row, what: 'peak memory', value: firstSync.peakMb, ...(aim === undefined ? {} : { aim }) }];
}

/** The longest time for which the bridge did not turn to anything else, writing its store included. */
export function eventLoop({ account: { events }, firstSync }: Session): Result[] {
  const row = { work: 'first sync', events, unit: 'ms', aim: 50 };
  return [
    { ...row, what: 'longest turn of the event loop', value: firstSync.longestTurnMs },
    { ...row, what: 'the same by the clock', value: firstSync.longestBlockMs },
  ];
}
