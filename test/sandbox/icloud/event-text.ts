import type { Temporal } from 'temporal-polyfill';
import { fold } from './icalendar-lines.ts';

/** `20260312T093000` for 12 March 2026 and `09:30`. */
export function localTime(day: Temporal.PlainDate, time: string): string {
  const [hour = '00', minute = '00'] = time.split(':');
  return `${compactDate(day)}T${hour}${minute}00`;
}

function compactDate(day: Temporal.PlainDate): string {
  return day.toString().replaceAll('-', '');
}

/** DTSTART and DTEND in a zone, without a VTIMEZONE as Apple often writes them. `to` before `from` ends the day after. */
export function timed(timeZone: string, day: Temporal.PlainDate, from: string, to: string): string[] {
  const last = to <= from ? day.add({ days: 1 }) : day;
  return [`DTSTART;TZID=${timeZone}:${localTime(day, from)}`, `DTEND;TZID=${timeZone}:${localTime(last, to)}`];
}

/** Whole days, the end exclusive (RFC 5545 3.6.1). */
export function allDay(first: Temporal.PlainDate, days = 1): string[] {
  const end = first.add({ days });
  return [`DTSTART;VALUE=DATE:${compactDate(first)}`, `DTEND;VALUE=DATE:${compactDate(end)}`];
}

/** The lines of one VEVENT. `stamp` is UTC, as in DTSTAMP. */
export function eventLines(uid: string, stamp: string, summary: string, more: readonly string[]): string[] {
  return ['BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${stamp}`, `SUMMARY:${escapeText(summary)}`, ...more, 'END:VEVENT'];
}

/** A whole iCalendar text around components. */
export function calendarText(...componentLines: readonly string[][]): string {
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'CALSCALE:GREGORIAN', 'PRODID:-//Apple Inc.//iPhone OS 18.1//EN'];
  return fold([...head, ...componentLines.flat(), 'END:VCALENDAR']);
}

/** RFC 5545 3.3.11. */
function escapeText(text: string): string {
  return text.replace(/([\\;,])/g, '\\$1').replace(/\n/g, '\\n');
}
