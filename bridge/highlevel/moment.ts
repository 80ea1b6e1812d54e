import { z } from 'zod';
import type { Interval } from '../../shared/intervals.ts';

const WITH_OFFSET = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})$/i;
/** Milliseconds since 1970, from 1973 on; seconds have fewer digits. */
const MILLISECONDS = /^\d{12,14}$/;

/**
 * Epoch milliseconds of a time as HighLevel gives it: ISO 8601 with an offset, milliseconds, or those in a string. Null
 * for everything else: a time without an offset could be anybody's.
 */
export function momentOf(value: unknown): number | null {
  if (typeof value === 'number') return MILLISECONDS.test(String(value)) ? value : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (MILLISECONDS.test(text)) return Number(text);
  const [, day = '', time = '', offset = ''] = WITH_OFFSET.exec(text) ?? [];
  const minutes = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
  const at = Date.parse(`${day}T${time}${minutes}`);
  return Number.isNaN(at) ? null : at;
}

const HOUR_MS = 3_600_000;
const STARTS_WITH_DAY = /^\s*(\d{4}-\d{2}-\d{2})/;

/**
 * All of the days that the values may name, wherever on earth they are meant: for what cannot be taken as a time and
 * must not be forgotten either. Null where none of them tells a day.
 */
export function daysAround(values: readonly unknown[]): Interval | null {
  const told = values.flatMap((value) => dayAround(value) ?? []);
  if (told.length === 0) return null;
  return { start: Math.min(...told.map(({ start }) => start)), end: Math.max(...told.map(({ end }) => end)) };
}

function dayAround(value: unknown): Interval | null {
  const at = momentOf(value);
  if (at !== null) return { start: at - 24 * HOUR_MS, end: at + 24 * HOUR_MS };
  const day = Date.parse(STARTS_WITH_DAY.exec(String(value))?.[1] ?? '');
  // A day begins at UTC+14 first and ends at UTC-12 last.
  return Number.isNaN(day) ? null : { start: day - 14 * HOUR_MS, end: day + 36 * HOUR_MS };
}

/** A time that we go by: without it the answer cannot be used. */
export const Moment = z.unknown().transform((value, context) => {
  const at = momentOf(value);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: 'is no time with an offset' });
  return z.NEVER;
});
