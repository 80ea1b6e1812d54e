import type { BlockedSlot, Unknown } from '../../shared/contract/blocked-slots.ts';
import type { Interval } from '../../shared/intervals.ts';
import { indexOf } from './calendar-index.ts';
import type { LiveConnection } from './live-connection.ts';

/** What the copies say of one range. What also depends on the time of day, such as a check that grows old, is not here. */
export interface RangeAnswer {
  readonly unreadable: readonly Unknown[];
  readonly slots: readonly BlockedSlot[];
}

interface Memo {
  /** The record and the copies that the answers were worked out from. */
  readonly record: unknown;
  readonly versions: readonly number[];
  readonly answers: Map<string, RangeAnswer>;
}

/** The open pages of one person ask for few ranges, again and again. */
const MOST_RANGES = 16;

const memos = new WeakMap<LiveConnection, Memo>();

/** Works an answer out once for as long as neither the record nor a copy changes. */
export function remembered(live: LiveConnection, range: Interval, workOut: () => RangeAnswer): RangeAnswer {
  const { answers } = memoOf(live);
  const key = `${range.start} ${range.end}`;
  const known = answers.get(key);
  if (known) return known;
  const answer = workOut();
  const [oldest] = answers.keys();
  if (answers.size >= MOST_RANGES && oldest !== undefined) answers.delete(oldest);
  answers.set(key, answer);
  return answer;
}

function memoOf(live: LiveConnection): Memo {
  const { record } = live;
  const versions = record.conflictCalendarIds.map((id) => versionOf(live, id));
  const memo = memos.get(live);
  if (memo?.record === record && versions.every((version, at) => version === memo.versions[at])) return memo;
  const fresh = { record, versions, answers: new Map<string, RangeAnswer>() };
  memos.set(live, fresh);
  return fresh;
}

function versionOf(live: LiveConnection, calendarId: string): number {
  const cache = live.cachedCalendar(calendarId);
  return cache ? indexOf(cache).version : -1;
}
