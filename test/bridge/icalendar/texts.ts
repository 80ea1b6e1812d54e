import type { Expansion, Occurrence } from '../../../bridge/domain/occurrence.ts';
import { expand } from '../../../bridge/icalendar/expand.ts';
import { readResource } from '../../../bridge/icalendar/read.ts';
import type { CalendarResource } from '../../../bridge/icalendar/resource.ts';
import type { Interval } from '../../../shared/intervals.ts';

/** A calendar as text, with CRLF line ends. */
export function calendar(...components: readonly string[][]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Slotbridge//Tests//EN',
    ...components.flat(),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

export function event(...lines: readonly string[]): string[] {
  const uid = lines.some((line) => line.startsWith('UID')) ? [] : ['UID:event@example.org'];
  return ['BEGIN:VEVENT', ...uid, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'];
}

/** From the first to the last instant of a stretch of days in UTC, both given as `2026-11-16`. */
export function days(first: string, last: string): Interval {
  return { start: Date.parse(`${first}T00:00:00Z`), end: Date.parse(`${last}T00:00:00Z`) + 24 * 3600 * 1000 };
}

export function resourceOf(text: string): CalendarResource {
  const reading = readResource(text);
  if (reading.kind !== 'events') throw new Error(`no events were read: ${JSON.stringify(reading)}`);
  // What answers are made from has been through the cache's JSON.
  return JSON.parse(JSON.stringify(reading.resource)) as CalendarResource;
}

export function expansionOf(text: string, window: Interval, timeZone = 'Europe/Berlin'): Expansion {
  return expand(resourceOf(text), window, timeZone);
}

export function occurrencesIn(text: string, window: Interval, timeZone = 'Europe/Berlin'): Occurrence[] {
  const { occurrences, unknown } = expansionOf(text, window, timeZone);
  if (unknown.length > 0) throw new Error(`something is unknown: ${JSON.stringify(unknown)}`);
  return [...occurrences].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Occurrences as `2026-11-17 09:00 – 10:00` in UTC, the second day only where it differs; sorted. */
export function times(text: string, window: Interval, timeZone = 'Europe/Berlin'): string[] {
  return occurrencesIn(text, window, timeZone).map(inWords);
}

export function inWords({ start, end }: Interval): string {
  const [from, to] = [utc(start), utc(end)];
  return `${from} – ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to}`;
}

function utc(instant: number): string {
  return new Date(instant)
    .toISOString()
    .replace('T', ' ')
    .replace(/(:00)?\.000Z$/, '');
}
