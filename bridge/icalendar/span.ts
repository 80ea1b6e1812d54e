import { longest } from './length.ts';
import { type LocalClock, localClock } from './local-clock.ts';
import { plainStarts } from './plain-rule.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import type { CalendarResource, Component, Series } from './resource.ts';
import { DAY } from './values.ts';
import { TooMany } from './work.ts';

export interface Span {
  readonly start: number;
  /** null: it never ends, or nobody can tell cheaply. */
  readonly end: number | null;
}

/** The earliest instant a Date can hold: for what may lie at any time. */
const EVER = -8_640_000_000_000_000;

/**
 * Bounds within which everything lies that `expand` can ever give for a resource, unknown times too: the earliest start
 * with its travel time, and the latest end. Wider than need be, so that an index can leave a resource out quickly.
 */
export function spanOf(resource: CalendarResource, timeZone: string): Span {
  const clock = localClock(resource.zones ?? [], timeZone);
  const [first, ...others] = resource.series;
  if (first && others.length === 0 && !resource.unknown) return boundedSpan(first, clock);
  return join([
    ...resource.series.map((series) => boundedSpan(series, clock)),
    ...(resource.unknown ?? []).map(({ from, to }) => ({ start: from ?? EVER, end: to ?? null })),
  ]);
}

function join(spans: readonly Span[]): Span {
  let start = Number.POSITIVE_INFINITY;
  let end: number | null = Number.NEGATIVE_INFINITY;
  for (const span of spans) {
    start = Math.min(start, span.start);
    end = end === null || span.end === null ? null : Math.max(end, span.end);
  }
  return { start, end };
}

/** What cannot be worked out is not known for any window. */
function boundedSpan(series: Series, clock: LocalClock): Span {
  try {
    return seriesSpan(series, clock);
  } catch (error) {
    if (error instanceof TooMany) return { start: EVER, end: null };
    throw error;
  }
}

function seriesSpan({ master, overrides = NONE }: Series, clock: LocalClock): Span {
  if (master && overrides.length === 0) return masterSpan(master, clock);
  const spans: Span[] = overrides.map((override) => single(override, clock));
  if (master) spans.push(masterSpan(master, clock));
  const endless = overrides.some(({ thisAndFuture }) => thisAndFuture);
  const joined = join(spans);
  if (!endless) return joined;
  // A range moves what follows, perhaps to before the first start.
  const shifts = overrides.map((override) => clock.instant(override.start) - clock.instant(override.of));
  return { start: joined.start + Math.min(0, ...shifts) - DAY, end: null };
}

const NONE: NonNullable<Series['overrides']> = [];

function single(component: Component, clock: LocalClock): Span {
  const { start, end, allDay, travelMs = 0 } = component;
  if (end && !allDay) return { start: start.wall - DAY - travelMs, end: Math.max(start.wall, end.wall) + DAY };
  const instant = clock.instant(start);
  return { start: instant - travelMs, end: instant + longest(component, clock, instant) };
}

/**
 * No occurrence is longer. Here as above no offset from UTC is as long as a day, so that nobody need know what a zone
 * does: to find that out takes long the first time.
 */
function longestOf(master: Component, clock: LocalClock): number {
  const { start, end, allDay } = master;
  return end && !allDay ? Math.max(0, end.wall - start.wall) + 3 * DAY : longest(master, clock);
}

function masterSpan(master: Component, clock: LocalClock): Span {
  const first = single(master, clock);
  if (!master.dates && !master.rules) return first;
  const spans = [first];
  const length = longestOf(master, clock);
  for (const { start, end, duration } of master.dates ?? []) {
    const instant = clock.instant(start);
    const own = end ? clock.instant(end) - instant : duration ? duration.days * DAY + duration.ms + DAY : length;
    spans.push({ start: instant - (master.travelMs ?? 0), end: instant + Math.max(own, length) });
  }
  for (const rule of master.rules ?? []) {
    const last = lastStart(rule, master);
    spans.push({ start: spans[0]?.start ?? EVER, end: last === null ? null : last + 2 * DAY + length });
  }
  return join(spans);
}

/** No start of the rule is later, in wall time; null when that would take an expansion to tell. */
function lastStart(rule: RecurrenceRule, master: Component): number | null {
  if (rule.until) return Math.max(rule.until.wall + DAY, master.start.wall);
  const period = PERIODS.get(rule.freq);
  const plain = !Object.keys(rule).some((part) => part.startsWith('by') && part !== 'byDay');
  if (rule.count === undefined) return null;
  // The first period may lack its start where a weekday names it: DTSTART counts all the same.
  const periods = (rule.byDay ? rule.count : rule.count - 1) * (rule.interval ?? 1);
  const length = periods * (longestPeriod(rule, master.start.wall) ?? LIFETIME);
  if (length < LIFETIME) return master.start.wall + length;
  if (!period) return counted(rule, rule.count, master.start.wall);
  if (!plain || (rule.byDay && rule.freq !== 'WEEKLY')) return null;
  return master.start.wall + (rule.count + 1) * (rule.interval ?? 1) * period;
}

/** For monthly and yearly rules with one start in each of their periods; null where some may lack it. */
function longestPeriod({ freq, byDay, ...rule }: RecurrenceRule, dtstart: number): number | null {
  if (Object.keys(rule).some((part) => part.startsWith('by'))) return null;
  const inEach = byDay ? byDay.length === 1 && /^-?[1-4]/.test(byDay[0] ?? '') : new Date(dtstart).getUTCDate() <= 28;
  if (!inEach) return null;
  if (freq === 'MONTHLY') return 31 * DAY;
  return freq === 'YEARLY' && !byDay ? 366 * DAY : null;
}

/** Where plain arithmetic tells; null when COUNT is not used up within a lifetime. */
function counted(rule: RecurrenceRule, count: number, dtstart: number): number | null {
  const starts = plainStarts(rule, dtstart, { start: dtstart, end: dtstart + LIFETIME });
  if (starts === null) return null;
  const found = starts.length + (starts[0] === dtstart ? 0 : 1);
  return found < count ? null : Math.max(dtstart, starts.at(-1) ?? dtstart);
}

const LIFETIME = 100 * 366 * DAY;

const PERIODS = new Map([
  ['DAILY', DAY],
  ['WEEKLY', 7 * DAY],
]);
