import type { UnknownTimes } from '../domain/occurrence.ts';
import type { TextComponent } from './components.ts';
import { readMoment, type TextZones, UnknownZone } from './moments.ts';
import { readTravel, TRAVEL } from './read-details.ts';
import type { Duration } from './resource.ts';
import { BadValue, DAY, readable, readDuration } from './values.ts';
import { WIDEST_OFFSET } from './zone-offsets.ts';

/** What an unreadable event may touch, from the times that can be read of it: anything when its start cannot. */
export function timesLeft(event: TextComponent, zones: TextZones): Pick<UnknownTimes, 'from' | 'to'> {
  const starts = wallsOf(event, 'DTSTART', zones);
  if (starts.length === 0) return {};
  const from = Math.min(...starts) - leadOf(event) - WIDEST_OFFSET;
  const length = longestLeft(event, zones, Math.min(...starts));
  if (length === null || repeats(event)) return { from };
  return { from, to: Math.max(...starts) + (length || DAY) + WIDEST_OFFSET };
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

function repeats(event: TextComponent): boolean {
  const range = (event.properties.get('RECURRENCE-ID') ?? []).some(({ params }) => params.has('range'));
  const broken = ['RRULE', 'RDATE', 'RECURRENCE-ID'].some((name) => event.broken.has(name));
  return range || broken || event.properties.has('RRULE') || event.properties.has('RDATE');
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
