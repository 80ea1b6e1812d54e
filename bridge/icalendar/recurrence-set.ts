import type { Interval } from '../../shared/intervals.ts';
import { exactLength, type Length, lengthOf, nominalLength } from './length.ts';
import type { LocalClock } from './local-clock.ts';
import { startsOf } from './recurrence.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import { type Component, FLOATING, type Moment, type Override, type Period } from './resource.ts';
import { DAY } from './values.ts';
import { spend, type Work } from './work.ts';

/** A start that the recurrence set holds, before overrides. */
export interface Start extends Moment {
  readonly instant: number;
  readonly length: Length;
}

/**
 * The recurrence set of a component within a window of instants (RFC 5545 3.8.5): DTSTART, RRULE and RDATE without
 * EXRULE and EXDATE. A start that falls into a gap of the zone is kept, by the offset before the gap: calendars show
 * it, so the time is not free. Throws TooMany when it takes more than `work`.
 */
export function recurrenceSet(master: Component, window: Interval, clock: LocalClock, work: Work): Start[] {
  const { zone } = master.start;
  spend(work, (master.dates?.length ?? 0) + (master.except?.length ?? 0));
  const walls = { start: clock.wall(window.start, zone) - DAY, end: clock.wall(window.end, zone) + DAY };
  const length = lengthOf(master, clock);
  const byRule = (rules: readonly RecurrenceRule[] | undefined) =>
    (rules ?? []).flatMap((rule) => ruleStarts(rule, master, walls, clock, work));
  const set = new Map<number, Start>();
  const first = endedBeforeBeginning(master, clock) ? [] : [master.start.wall];
  for (const wall of [...first, ...byRule(master.rules)]) {
    const start = { wall, zone };
    const instant = clock.instant(start);
    set.set(instant, { wall, zone, instant, length });
  }
  for (const period of master.dates ?? []) {
    const instant = clock.instant(period.start);
    set.set(instant, { ...period.start, instant, length: periodLength(period, clock) ?? length });
  }
  for (const wall of byRule(master.exceptRules)) set.delete(clock.instant({ wall, zone }));
  const excluded = matcher(master.except ?? [], master, clock);
  return [...set.values()].filter(
    (start) => start.instant >= window.start && start.instant <= window.end && !excluded(start),
  );
}

/** Calendars leave such a shell behind when all of a series was deleted "from here on"; none of them shows it. */
function endedBeforeBeginning(master: Component, clock: LocalClock): boolean {
  const { rules = [], start } = master;
  const ended = ({ until }: RecurrenceRule) =>
    until !== undefined &&
    (until.utc && !master.allDay ? until.wall < clock.instant(start) : lastWall(until, master, clock) < start.wall);
  return rules.length > 0 && rules.every(ended);
}

/** A start becomes an occurrence, which is more work than to look at a day. */
const COST_OF_START = 8;

function ruleStarts(rule: RecurrenceRule, master: Component, walls: Interval, clock: LocalClock, work: Work): number[] {
  const { until } = rule;
  const starts = startsOf(rule, master.start.wall, walls, until && lastWall(until, master, clock), work);
  spend(work, starts.length * COST_OF_START);
  if (!until?.utc || master.allDay) return starts;
  return starts.filter((wall) => clock.instant({ wall, zone: master.start.zone }) <= until.wall);
}

/** UNTIL in wall time: a whole day when it is a date; a day more than enough when it is an instant, checked after. */
function lastWall(until: NonNullable<RecurrenceRule['until']>, master: Component, clock: LocalClock): number {
  if (until.date) return until.wall + DAY - 1;
  if (!until.utc) return until.wall;
  if (!master.allDay) return clock.wall(until.wall, master.start.zone) + DAY;
  const local = clock.wall(until.wall, FLOATING);
  return local % DAY === 0 ? local : until.wall;
}

function periodLength({ start, end, duration }: Period, clock: LocalClock): Length | null {
  if (end) return exactLength(clock.instant(end) - clock.instant(start));
  return duration ? nominalLength(duration, clock) : null;
}

/** Tells whether EXDATE or RECURRENCE-ID values name a start: by instant, or by day where one of the two is a date. */
export function matcher(
  named: readonly Override['of'][],
  master: Component,
  clock: LocalClock,
): (start: Pick<Start, 'wall' | 'instant'>) => boolean {
  const days = new Set<number>();
  const instants = new Set<number>();
  for (const moment of named) {
    if (moment.date || master.allDay) days.add(dayNamed(moment, clock));
    else instants.add(clock.instant(moment));
  }
  return ({ wall, instant }) => instants.has(instant) || days.has(startOfDay(wall));
}

/** Midnight names the day it is written in; any other time of day the day it falls on for the person. */
function dayNamed(moment: Override['of'], clock: LocalClock): number {
  if (moment.date || moment.wall % DAY === 0 || moment.zone === FLOATING) return startOfDay(moment.wall);
  return startOfDay(clock.wall(clock.instant(moment), FLOATING));
}

export function startOfDay(wall: number): number {
  return Math.floor(wall / DAY) * DAY;
}
