import type { BlockedSlot, BlockedSlots } from '../../shared/contract/blocked-slots.ts';
import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import { type Interval, overlaps } from '../../shared/intervals.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';
import { localDate } from '../ui/day-and-time.ts';
import { say } from '../words/say.ts';
import type { Check, PickAnswer, PickConflict } from './messages.ts';
import { colorOf, nameOf } from './picture.ts';

const DAY_MS = 86_400_000;
const MOST_ALTERNATIVES = 3;
/** Free times later than this after the picked one are no alternative to it. */
const LOOK_AHEAD_MS = 14 * DAY_MS;

export interface Asked {
  readonly client: Pick<BridgeClient, 'check' | 'blockedSlots'>;
  readonly connection: Connection;
  readonly calendars: readonly Calendar[];
  readonly now: number;
}

function conflictsIn(slots: readonly BlockedSlot[], { connection, calendars }: Asked): PickConflict[] {
  return slots.flatMap((slot) =>
    slot.sources.map((source) => ({
      start: Date.parse(source.start),
      end: Date.parse(source.end),
      kind: source.kind,
      calendarName: nameOf(source.calendarId, calendars),
      color: colorOf(source.calendarId, calendars),
      title: connection.settings.showTitles ? source.title : null,
    })),
  );
}

const intervalOf = ({ start, end }: { start: string; end: string }): Interval => ({
  start: Date.parse(start),
  end: Date.parse(end),
});

const askedBy = ({ start, end, userId, calendarId }: Check): PickAnswer['asked'] => ({
  start,
  end,
  ...(userId === undefined ? {} : { userId }),
  ...(calendarId === undefined ? {} : { calendarId }),
});

/** The next ones first; behind them the earlier ones of the picked time's own day, the nearest of them first. */
function nextFirst(pick: Interval, starts: readonly number[], timeZone: string): number[] {
  const day = localDate(pick.start, timeZone);
  const later = starts.filter((start) => start > pick.start);
  const earlier = starts.filter((start) => start < pick.start && localDate(start, timeZone) === day);
  return [...later, ...earlier.reverse()];
}

/**
 * Free times of the picked one's length among those offered: the next three, or, where so many do not follow, earlier
 * ones of its day in `timeZone` too; in time order, and none where all is not known. Pure.
 */
export function freeTimes(
  pick: Interval,
  offered: readonly number[],
  blocked: BlockedSlots,
  { now, timeZone }: { now: number; timeZone: string },
): Interval[] {
  if (!blocked.complete) return [];
  const taken = blocked.slots.map(intervalOf);
  const unsure = blocked.unknown.map(({ from, to }) => ({
    start: from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from),
    end: to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to),
  }));
  const length = pick.end - pick.start;
  const starts = [...new Set(offered)].sort((a, b) => a - b);
  const free = starts
    .filter((start) => start !== pick.start && start > now && start <= pick.start + LOOK_AHEAD_MS)
    .filter((start) => ![...taken, ...unsure].some((other) => overlaps(other, { start, end: start + length })));
  return nextFirst(pick, free, timeZone)
    .slice(0, MOST_ALTERNATIVES)
    .sort((a, b) => a - b)
    .map((start) => ({ start, end: start + length }));
}

async function alternatives(pick: Check, asked: Asked): Promise<Interval[]> {
  const { client, connection, now } = asked;
  if (!pick.offered || pick.offered.length === 0) return [];
  const to = pick.start + LOOK_AHEAD_MS + (pick.end - pick.start);
  const from = Math.min(pick.start, Math.max(now, pick.start - DAY_MS));
  const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const answer = await client.blockedSlots(connection.id, range);
  return answer.changed ? freeTimes(pick, pick.offered, answer.body, { now, timeZone: connection.timeZone }) : [];
}

/** Asks the calendar server itself, through the bridge, whether a picked time is free, and if not, which ones are. */
export async function checkPick(pick: Check, asked: Asked): Promise<PickAnswer> {
  const { client, connection } = asked;
  const answer = await client.check(connection.id, {
    start: new Date(pick.start).toISOString(),
    end: new Date(pick.end).toISOString(),
    fresh: true,
    ...(pick.ignoreAppointmentId === undefined ? {} : { ignoreAppointmentId: pick.ignoreAppointmentId }),
  });
  const isBusy = answer.free === false;
  return {
    asked: askedBy(pick),
    free: answer.free,
    conflicts: conflictsIn(answer.conflicts, asked),
    checkedAt: answer.checkedAt === null ? null : Date.parse(answer.checkedAt),
    alternatives: isBusy ? await alternatives(pick, asked) : [],
    words: answer.free === null ? say('pickNotAsked') : null,
  };
}

/** Where the bridge gave no answer: not known, for its reason. @throws what is no failure of the bridge */
export function unanswered(pick: Check, failure: unknown): PickAnswer {
  if (!(failure instanceof BridgeFailure)) throw failure;
  return { asked: askedBy(pick), free: null, conflicts: [], checkedAt: null, alternatives: [], words: failure.message };
}
