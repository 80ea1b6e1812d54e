import { DAY, HOUR, SECOND } from './values.ts';
import { FIXED } from './zone-names.ts';

/** From `at` (epoch milliseconds) on, local time is UTC plus `offset` milliseconds. */
export interface Transition {
  readonly at: number;
  readonly offset: number;
}

/** A zone's transitions around a year: the first one holds at the start of the year before it. */
export type ZoneYears = (year: number) => readonly Transition[];

/**
 * The instant of a local wall time (RFC 5545 3.3.5): a time that occurs twice is the first one; one that does not exist
 * takes the offset before the gap.
 */
export function instantOf(wall: number, years: ZoneYears): number {
  const transitions = years(new Date(wall).getUTCFullYear());
  let before = transitions[0]?.offset ?? 0;
  for (const { at, offset } of transitions) {
    if (wall - Math.max(before, offset) < at) break;
    before = offset;
  }
  return wall - before;
}

/** Local wall time of an instant, in milliseconds as if it were UTC. */
export function wallOf(instant: number, years: ZoneYears): number {
  const transitions = years(new Date(instant).getUTCFullYear());
  const current = transitions.findLast(({ at }) => at <= instant) ?? transitions[0];
  return instant + (current?.offset ?? 0);
}

const tables = new Map<string, ZoneYears>();

/** The transitions of an IANA zone, found once a zone and year. */
export function ianaYears(zone: string): ZoneYears {
  const known = tables.get(zone);
  if (known) return known;
  const years = zone === 'UTC' ? fixed(0) : zone.startsWith(FIXED) ? fixed(Number(zone.slice(1))) : remembered(zone);
  tables.set(zone, years);
  return years;
}

function fixed(offset: number): ZoneYears {
  const always = [{ at: Number.NEGATIVE_INFINITY, offset }];
  return () => always;
}

function remembered(zone: string): ZoneYears {
  const offsetAt = offsetReader(zone);
  const byYear = new Map<number, readonly Transition[]>();
  return (year) => {
    let transitions = byYear.get(year);
    if (!transitions) {
      transitions = findTransitions(offsetAt, Date.UTC(year, 0, 1) - 2 * DAY, Date.UTC(year + 1, 0, 1) + 2 * DAY);
      byYear.set(year, transitions);
    }
    return transitions;
  };
}

/** Zones have changed twice within a month (Ramadan in Morocco), never within this step. */
const STEP = 7 * DAY;

function findTransitions(offsetAt: (instant: number) => number, from: number, to: number): Transition[] {
  let before = offsetAt(from);
  const found = [{ at: Number.NEGATIVE_INFINITY, offset: before }];
  for (let left = from; left < to; left += STEP) {
    const right = Math.min(left + STEP, to);
    const offset = offsetAt(right);
    if (offset !== before) found.push({ at: bisect(offsetAt, left, right), offset });
    before = offset;
  }
  return found;
}

function bisect(offsetAt: (instant: number) => number, left: number, right: number): number {
  const before = offsetAt(left);
  let [low, high] = [left, right];
  while (high - low > SECOND) {
    const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND;
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

function offsetReader(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
      format.format(instant).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
  };
}

/** No zone is further from UTC than this. */
export const WIDEST_OFFSET = 14 * HOUR;
