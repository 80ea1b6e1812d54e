import { type Interval, overlaps } from '../../shared/intervals.ts';
import { spanOf } from '../icalendar/expand.ts';
import type { CachedResource, CalendarCache } from '../sync/calendar-cache.ts';

const DAY_MS = 24 * 3600 * 1000;
const WEEK_MS = 7 * DAY_MS;

/** Spans are worked out in UTC; floating times and whole days are less than this away from it in any zone. */
const ANY_ZONE_MS = 2 * DAY_MS;

/** What spans more weeks than this is looked at for every range: it is mostly a series that goes on and on. */
const MOST_WEEKS = 8;

const ALWAYS: Interval = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/**
 * Finds the resources of one calendar that may touch a range without looking at all of them. It follows the copy of the
 * calendar in memory, so that it is never behind what is answered from.
 */
export class CalendarIndex {
  readonly #byWeek = new Map<number, Set<CachedResource>>();
  readonly #long = new Map<CachedResource, Interval>();
  readonly #flawed = new Set<CachedResource>();
  #version = nextVersion();

  constructor(resources: Iterable<CachedResource>) {
    for (const cached of resources) this.#add(cached);
  }

  /** Another number after every change, and never that of another index. */
  get version(): number {
    return this.#version;
  }

  /** The resources that could not be read, or not in all their parts. */
  get flawed(): ReadonlySet<CachedResource> {
    return this.#flawed;
  }

  /** Every resource that has something in the range, in any zone; some that have nothing. */
  touching(range: Interval): Set<CachedResource> {
    const found = new Set<CachedResource>();
    eachWeek(range, (week) => {
      for (const cached of this.#byWeek.get(week) ?? []) found.add(cached);
    });
    for (const [cached, span] of this.#long) if (overlaps(span, range)) found.add(cached);
    return found;
  }

  replace(before: CachedResource | undefined, after: CachedResource | undefined): void {
    this.#version = nextVersion();
    if (before) this.#remove(before);
    if (after) this.#add(after);
  }

  #add(cached: CachedResource): void {
    if (isFlawed(cached)) this.#flawed.add(cached);
    const span = wideSpan(cached);
    if (span === null) return;
    if (isLong(span)) {
      this.#long.set(cached, span);
      return;
    }
    eachWeek(span, (week) => this.#resourcesIn(week).add(cached));
  }

  #remove(cached: CachedResource): void {
    this.#flawed.delete(cached);
    if (this.#long.delete(cached)) return;
    const span = wideSpan(cached);
    if (span) eachWeek(span, (week) => this.#byWeek.get(week)?.delete(cached));
  }

  #resourcesIn(week: number): Set<CachedResource> {
    const known = this.#byWeek.get(week);
    if (known) return known;
    const here = new Set<CachedResource>();
    this.#byWeek.set(week, here);
    return here;
  }
}

let versions = 0;

function nextVersion(): number {
  versions += 1;
  return versions;
}

const indexes = new WeakMap<CalendarCache, CalendarIndex>();

/** The index of a calendar's copy; made when it is first asked for, and kept right from then on. */
export function indexOf(cache: CalendarCache): CalendarIndex {
  const known = indexes.get(cache);
  if (known) return known;
  const index = new CalendarIndex(cache.all());
  cache.watch((before, after) => index.replace(before, after));
  indexes.set(cache, index);
  return index;
}

function isFlawed({ problem, resource }: CachedResource): boolean {
  return problem !== null || (resource?.unknown?.length ?? 0) > 0;
}

/** Null for a resource without any time, such as one of reminders. */
function wideSpan({ resource }: CachedResource): Interval | null {
  if (resource === null) return null;
  try {
    const { start, end } = spanOf(resource, 'UTC');
    if (Number.isNaN(start) || Number.isNaN(end)) return ALWAYS;
    return { start: start - ANY_ZONE_MS, end: end === null ? Number.POSITIVE_INFINITY : end + ANY_ZONE_MS };
  } catch {
    // Where nobody can tell when it is, it is looked at for every range, and its expansion says what is wrong.
    return ALWAYS;
  }
}

function isLong({ start, end }: Interval): boolean {
  return end - start > MOST_WEEKS * WEEK_MS;
}

function eachWeek({ start, end }: Interval, look: (week: number) => void): void {
  const last = Math.floor(end / WEEK_MS);
  for (let week = Math.floor(start / WEEK_MS); week <= last; week += 1) look(week);
}
