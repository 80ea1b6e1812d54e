import { z } from 'zod';
import { Id } from '../../shared/contract/values.ts';
import type { Interval } from '../../shared/intervals.ts';
import { browserTimeZone, localDate } from '../ui/day-and-time.ts';
import { inTurn } from './in-turn.ts';
import { stored } from './stored.ts';

/** How many clashes were caught in a month, by connection: numbers alone, no time and no name. */
const CaughtClashes = z.strictObject({ month: z.string().max(7), counts: z.record(Id, z.number().int().min(0)) });
type CaughtClashes = z.infer<typeof CaughtClashes>;

const caughtClashes = stored('caughtClashes', CaughtClashes);

/** Which times were counted already: a person may look at a taken time twice. Gone with the browser. */
const countedTimes = stored('countedTimes', z.array(z.string().max(300)).max(500), 'session');
const MAX_TIMES = 500;

/** The month on this computer's wall: "2026-11". */
const monthOf = (now: number, timeZone: string) => localDate(now, timeZone).slice(0, 7);

const ofMonth = (caught: CaughtClashes | null, month: string): CaughtClashes =>
  caught?.month === month ? caught : { month, counts: {} };

/** A person picked a time and was told that it is taken. Each time counts once, however often it is picked. */
export async function recordCaught(connectionId: string, { start, end }: Interval, now = Date.now()): Promise<void> {
  await inTurn('caughtClashes', async () => {
    const time = `${connectionId} ${start} ${end}`;
    const times = (await countedTimes.read()) ?? [];
    if (times.includes(time)) return;
    const { month, counts } = ofMonth(await caughtClashes.read(), monthOf(now, browserTimeZone()));
    await caughtClashes.write({ month, counts: { ...counts, [connectionId]: (counts[connectionId] ?? 0) + 1 } });
    await countedTimes.write([...times, time].slice(-MAX_TIMES));
  });
}

/** How many clashes of a connection were caught this month. */
export async function caughtThisMonth(connectionId: string, now = Date.now()): Promise<number> {
  const { counts } = ofMonth(await caughtClashes.read(), monthOf(now, browserTimeZone()));
  return counts[connectionId] ?? 0;
}
