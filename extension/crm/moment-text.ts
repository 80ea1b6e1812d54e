import { dateOf, instantsOf } from './wall-time.ts';

/** Epochs later than this are milliseconds, earlier ones seconds: it is 1973 in the one and 5138 in the other. */
const FIRST_MILLISECONDS = 1e11;
const LAST = 8.64e15;

function ofNumber(value: number): number | null {
  if (!Number.isFinite(value) || value <= 0 || value > LAST) return null;
  return Math.round(value < FIRST_MILLISECONDS ? value * 1000 : value);
}

function ofWallTime(date: string, hour: number, minute: number, zone: string): number | null {
  const day = dateOf(date);
  if (!day || hour > 23 || minute > 59) return null;
  const minutes = hour * 60 + minute;
  // A time that the clocks skip is meant as the one an hour later.
  const [first] = instantsOf({ ...day, minutes }, zone);
  return first ?? instantsOf({ ...day, minutes: minutes + 60 }, zone)[0] ?? null;
}

/**
 * The instant (epoch milliseconds) that a field of the CRM's means: ISO with an offset, epoch milliseconds or seconds,
 * or wall time in `zone`. Null where it means none, and for wall time without a zone: the computer's own is not asked.
 */
export function momentOf(value: unknown, zone: string | null): number | null {
  if (typeof value === 'number') return ofNumber(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{9,16}$/.test(text)) return ofNumber(Number(text));
  const [, date, hour, minute, offset] =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text) ?? [];
  if (!date) return null;
  if (!offset) return zone === null ? null : ofWallTime(date, Number(hour), Number(minute), zone);
  const at = Date.parse(
    text
      .replace(' ', 'T')
      .replace(/\s+/, '')
      .replace(/([+-]\d{2})(\d{2})$/, '$1:$2'),
  );
  return Number.isFinite(at) ? at : null;
}
