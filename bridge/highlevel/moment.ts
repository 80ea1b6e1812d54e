import { z } from 'zod';

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
  const [, day, time = '', offset = ''] = WITH_OFFSET.exec(text) ?? [];
  if (day === undefined) return null;
  const minutes = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
  const at = Date.parse(`${day}T${time}${minutes}`);
  return Number.isNaN(at) ? null : at;
}

/** A time that we go by: without it the answer cannot be used. */
export const Moment = z.unknown().transform((value, context) => {
  const at = momentOf(value);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: 'is no time with an offset' });
  return z.NEVER;
});
