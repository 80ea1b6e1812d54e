import type { UnknownTimes } from '../domain/occurrence.ts';
import type { TextComponent } from './components.ts';
import { readMoment, type TextZones, UnknownZone } from './moments.ts';
import { readTravel, TRAVEL } from './read-details.ts';
import { readRule } from './recurrence-rule.ts';
import type { Duration } from './resource.ts';
import { BadValue, DAY, readable, readDuration, readTime } from './values.ts';
import { WIDEST_OFFSET } from './zone-offsets.ts';

/** What an unreadable event may touch, from the times that can be read of it: anything when its start cannot. */
export function timesLeft(event: TextComponent, zones: TextZones): Pick<UnknownTimes, 'from' | 'to'> {
  const starts = wallsOf(event, 'DTSTART', zones);
  // What it repeats on may lie before its start as well.
  if (starts.length === 0 || event.properties.has('RDATE') || event.broken.has('RDATE')) return {};
  const from = Math.min(...starts) - leadOf(event) - WIDEST_OFFSET;
  const length = longestLeft(event, zones, Math.min(...starts));
  const last = lastStart(event, Math.max(...starts));
  if (length === null || last === null) return { from };
  return { from, to: last + (length || DAY) + WIDEST_OFFSET };
}

/** What an RDATE in a zone that nobody knows may touch: its wall time and length, and the widest offset on both sides. */
export function dateLeft(
  event: TextComponent,
  zones: TextZones,
  wall: number,
  value: string,
): Pick<UnknownTimes, 'from' | 'to'> {
  const from = wall - leadOf(event) - WIDEST_OFFSET;
  const starts = wallsOf(event, 'DTSTART', zones);
  const usual = longestLeft(event, zones, Math.min(...starts));
  const own = periodLeft(value, wall);
  if (usual === null || own === null) return { from };
  return { from, to: wall + Math.max(usual + crossedBy(event), own) + WIDEST_OFFSET };
}

/** The wall times of a start and an end in different zones hide as much of the length. */
function crossedBy(event: TextComponent): number {
  const [start, end] = ['DTSTART', 'DTEND'].map((name) => event.properties.get(name)?.[0]);
  if (!start || !end) return 0;
  const alike = start.params.get('tzid') === end.params.get('tzid') && isUtc(start.value) === isUtc(end.value);
  return alike ? 0 : 2 * WIDEST_OFFSET;
}

function isUtc(value: string): boolean {
  return /Z\s*$/i.test(value);
}

/** How long a PERIOD lasts by its wall times; 0 for a value that is none, null when that cannot be read. */
function periodLeft(value: string, wall: number): number | null {
  const [, to] = value.split('/', 2);
  if (to === undefined) return 0;
  const lengths = readable(() => [/^[+-]?P/i.test(to.trim()) ? exactly(readDuration(to)) : readTime(to).wall - wall]);
  return lengths[0] ?? null;
}

/** Travel before the start; and a negative duration may have been meant as time before it. */
function leadOf(event: TextComponent): number {
  const travel = event.properties.has(TRAVEL) || event.broken.has(TRAVEL) ? DAY : 0;
  const negative = (event.properties.get('DURATION') ?? [])
    .filter(({ value }) => value.trim().startsWith('-'))
    .flatMap(({ value }) => readable(() => [exactly(readDuration(value.trim().slice(1)))]));
  return Math.max(travel, readTravel(event, 0, []), ...negative);
}

function exactly({ days, ms }: Duration): number {
  return days * DAY + ms;
}

/** No start is later, in wall time or in UTC; null when it repeats and its UNTIL cannot be read, or it has none. */
function lastStart(event: TextComponent, start: number): number | null {
  const range = (event.properties.get('RECURRENCE-ID') ?? []).some(({ params }) => params.has('range'));
  if (range || event.broken.has('RRULE') || event.broken.has('RECURRENCE-ID')) return null;
  const rules = event.properties.get('RRULE') ?? [];
  const ends = rules.flatMap(({ value }) => readable(() => [readRule(value).until]));
  const walls = ends.flatMap((until) => (until ? [until.wall + DAY] : []));
  return walls.length < rules.length ? null : Math.max(start, ...walls);
}

/** How long it may last, or null when that cannot be read. */
function longestLeft(event: TextComponent, zones: TextZones, start: number): number | null {
  if (event.broken.has('DTEND') || event.broken.has('DURATION')) return null;
  const ends = wallsOf(event, 'DTEND', zones);
  if (ends.length < (event.properties.get('DTEND')?.length ?? 0)) return null;
  const durations = (event.properties.get('DURATION') ?? []).map(({ value }) =>
    readable(() => [readDuration(value.trim().replace(/^-/, ''))]),
  );
  if (durations.some((read) => read.length === 0)) return null;
  return Math.max(0, ...ends.map((end) => end - start), ...durations.flat().map(exactly));
}

function wallsOf(event: TextComponent, name: string, zones: TextZones): number[] {
  return (event.properties.get(name) ?? []).flatMap((property) => {
    try {
      return [readMoment(property, zones).wall];
    } catch (error) {
      if (error instanceof UnknownZone) return [error.wall];
      if (error instanceof BadValue) return [];
      throw error;
    }
  });
}
