import { dateOf, type WallTime } from './wall-time.ts';

/** `2026-11-24`, or a date whose month is a word, which a browser reads by its own clock and gives back by the same. */
export function dayIn(text: string): Omit<WallTime, 'minutes'> | null {
  const plain = dateOf(text.trim());
  if (plain) return plain;
  const read = /\d{4}/.test(text) && /\p{L}{3}/u.test(text) ? new Date(text) : null;
  if (!read || Number.isNaN(read.getTime())) return null;
  return { year: read.getFullYear(), month: read.getMonth() + 1, day: read.getDate() };
}
