import { startsOf } from './recurrence.ts';
import type { CustomZone, Observance } from './resource.ts';
import { DAY } from './values.ts';
import { MOST_WORK, spend, type Work } from './work.ts';
import type { Transition, ZoneYears } from './zone-offsets.ts';

const known = new Map<string, ZoneYears>();
/** The same few definitions stand in thousands of resources; their number is bounded. */
const MOST_ZONES = 200;

/** What plain arithmetic does for a rule, in days that are looked at. */
const COST_OF_RULE = 100;

/** The transitions of a VTIMEZONE (RFC 5545 3.6.5), found once a definition and year. Asked for a year, throws TooMany. */
export function customYears(zone: CustomZone): ZoneYears {
  const key = JSON.stringify(zone.observances);
  const found = known.get(key);
  if (found) return found;
  if (known.size >= MOST_ZONES) known.clear();
  const byYear = new Map<number, readonly Transition[]>();
  const years: ZoneYears = (year) => {
    const transitions = byYear.get(year) ?? around(zone.observances, year);
    byYear.set(year, transitions);
    return transitions;
  };
  known.set(key, years);
  return years;
}

/** The onset in force when the year begins may lie far back: the latest one before it is looked for step by step. */
const LOOK_BACK_YEARS = [1, 2, 30, 400];

function around(observances: readonly Observance[], year: number): Transition[] {
  const work = { left: MOST_WORK };
  const end = Date.UTC(year + 1, 0, 3);
  for (const back of LOOK_BACK_YEARS) {
    const start = Date.UTC(Math.max(year - back, 1583), 0, 1);
    const onsets = observances.flatMap((observance) => onsetsOf(observance, start, end, work)).sort(byTime);
    if (onsets.some(({ at }) => at < Date.UTC(year, 0, 1) - 2 * DAY)) return withBeginning(onsets);
  }
  return withBeginning(
    observances.flatMap((observance) => onsetsOf(observance, observance.wall, end, work)).sort(byTime),
    [...observances].sort((a, b) => a.wall - b.wall)[0]?.from,
  );
}

function byTime(a: Transition, b: Transition): number {
  return a.at - b.at;
}

function onsetsOf(observance: Observance, start: number, end: number, work: Work): Transition[] {
  const window = { start: start - DAY, end: end + DAY };
  const walls = [observance.wall, ...(observance.dates ?? [])].filter(
    (wall) => wall >= window.start && wall <= window.end,
  );
  for (const rule of observance.rules ?? []) {
    const until = rule.until && (rule.until.utc ? rule.until.wall + observance.from : rule.until.wall);
    const starts = startsOf(rule, observance.wall, window, until, work);
    spend(work, starts.length + COST_OF_RULE);
    walls.push(...starts);
  }
  return [...new Set(walls)].map((wall) => ({ at: wall - observance.from, offset: observance.to }));
}

/** Before the first known onset its predecessor's offset holds: the first one's own, or the given. */
function withBeginning(onsets: readonly Transition[], before = onsets[0]?.offset ?? 0): Transition[] {
  return [{ at: Number.NEGATIVE_INFINITY, offset: before }, ...onsets];
}
