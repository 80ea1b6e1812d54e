import { Temporal } from 'temporal-polyfill';
import { components, propertyName, propertyValue, unfold } from '../icalendar-lines.ts';

/** Epoch milliseconds, the end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The furthest that any zone is from UTC. */
const ZONE_MARGIN = 14 * 3_600_000;
const DAY = 24 * 3_600_000;
const RECURS = new Set(['RRULE', 'RDATE', 'RECURRENCE-ID']);

/**
 * Whether an event of the text may lie in the range (RFC 4791 9.9). Recurring ones, those without an end and those
 * that cannot be read always may: the answer errs towards naming too much.
 */
export function mayOverlap(text: string, range: Range): boolean {
  return components(unfold(text), 'VEVENT').some((event) => {
    if (event.some((line) => RECURS.has(propertyName(line)))) return true;
    const span = eventSpan(event);
    return span === null || (span.start < range.end && span.end > range.start);
  });
}

function eventSpan(event: readonly string[]): Range | null {
  const line = (name: string) => event.find((one) => propertyName(one) === name);
  const start = line('DTSTART');
  const from = start === undefined ? null : readTime(start);
  if (start === undefined || from === null) return null;
  const end = line('DTEND');
  const to = end === undefined ? afterDuration(from, line('DURATION'), isDate(start)) : readTime(end);
  return to && { start: from.start, end: Math.max(to.end, from.start + 1) };
}

function afterDuration(from: Range, duration: string | undefined, allDay: boolean): Range | null {
  if (duration === undefined) return { start: from.start, end: from.end + (allDay ? DAY : 1) };
  const match = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(propertyValue(duration));
  if (!match) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const length = (weeks * 7 + days) * DAY + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return { start: from.start, end: from.end + length };
}

/** The instant of a property, widened by the zones' margin where its zone is not known. */
function readTime(line: string): Range | null {
  const value = propertyValue(line);
  const utc = readUtc(isDate(line) ? `${value}T000000Z` : value.endsWith('Z') ? value : `${value}Z`);
  if (utc === null) return null;
  if (value.endsWith('Z')) return { start: utc, end: utc };
  const zone = /;TZID="?([^":;]+)"?/.exec(line)?.[1];
  const known = zone === undefined || isDate(line) ? null : inZone(utc, zone);
  return known === null ? { start: utc - ZONE_MARGIN, end: utc + ZONE_MARGIN } : { start: known, end: known };
}

function inZone(wallClock: number, zone: string): number | null {
  const wall = new Date(wallClock).toISOString().slice(0, 19);
  try {
    return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
  } catch (error) {
    // A zone of the writer's own: only its VTIMEZONE knows, and the margin covers it.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function isDate(line: string): boolean {
  return /^\d{8}$/.test(propertyValue(line));
}

/** `20260101T090000Z` as epoch milliseconds, or null. */
export function readUtc(text: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
