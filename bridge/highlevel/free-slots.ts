import type { Interval } from '../../shared/intervals.ts';
import { FreeDay, FreeSlotsAnswer } from './answers.ts';
import type { Answer } from './ask.ts';
import { unreachable } from './connection-failure.ts';
import { momentOf } from './moment.ts';
import { read } from './reading.ts';

/** HighLevel refuses more at once. */
const LONGEST_MS = 31 * 24 * 3_600_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The range in pieces that may be asked for, half-open. */
export function piecesOf({ start, end }: Interval): Interval[] {
  const pieces: Interval[] = [];
  for (let from = start; from < end; from += LONGEST_MS)
    pieces.push({ start: from, end: Math.min(from + LONGEST_MS, end) });
  return pieces;
}

/** `endDate` is the last moment that is asked for. Times are answered with the offset of UTC, which needs no reading of zones. */
export function freeSlotsPath(calendarId: string, { start, end }: Interval, userId: string): string {
  const query = new URLSearchParams({ startDate: String(start), endDate: String(end - 1), timezone: 'UTC', userId });
  return `/calendars/${encodeURIComponent(calendarId)}/free-slots?${query}`;
}

/** Starts that can be booked; days with none are absent from the answer. */
export function freeStartsIn(answer: Answer): number[] {
  const beside = read(answer.json, FreeSlotsAnswer, 'the free slots');
  const days = Object.entries(beside).filter(([day]) => DAY.test(day));
  return days.flatMap(([day, value]) => startsOf(read(value, FreeDay, `the free slots of ${day}`).slots, day));
}

function startsOf(slots: FreeDay['slots'], day: string): number[] {
  if (Array.isArray(slots)) return slots;
  return Object.entries(slots).flatMap(([start, seats]) => (seats > 0 ? [startOf(start, day)] : []));
}

function startOf(text: string, day: string): number {
  const at = momentOf(text);
  if (at !== null) return at;
  throw unreachable(`HighLevel’s answer cannot be used: a free slot of ${day} is no time with an offset.`);
}
