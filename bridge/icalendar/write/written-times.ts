import type { Interval } from '../../../shared/intervals.ts';
import { SECOND } from '../values.ts';
import { ianaYears, wallOf } from '../zone-offsets.ts';
import { propertyLine } from './property-line.ts';
import type { WrittenZone } from './written-zone.ts';

/** iCalendar knows whole seconds: the earlier one of the start, the later one of the end, so that all of it is covered. */
export function wholeSeconds({ start, end }: Interval): Interval {
  return { start: Math.floor(start / SECOND) * SECOND, end: Math.ceil(end / SECOND) * SECOND };
}

/** DTSTART and DTEND: local times of the zone, or UTC where there is none. */
export function timeLines({ start, end }: Interval, zone: WrittenZone | null): { DTSTART: string; DTEND: string } {
  const line = (name: string, instant: number) =>
    zone
      ? propertyLine(name, 'date-time', dashed(wallOf(instant, ianaYears(zone.tzid))), { tzid: zone.tzid })
      : propertyLine(name, 'date-time', `${dashed(instant)}Z`);
  return { DTSTART: line('DTSTART', start), DTEND: line('DTEND', end) };
}

/** An instant in UTC as `20261122T090000Z`, to the second. */
export function utcTime(instant: number): string {
  return `${dashed(instant)}Z`.replace(/[-:]/g, '');
}

function dashed(wall: number): string {
  return new Date(wall).toISOString().slice(0, 19);
}
