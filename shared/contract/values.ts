import { z } from 'zod';

/** RFC 3339 with an offset or `Z`; the bridge answers in UTC with `Z`. */
export const Instant = z
  .string()
  // RFC 3339 5.6 lets `t` and `z` be written small.
  .toUpperCase()
  .pipe(z.iso.datetime({ offset: true }))
  .meta({ description: 'RFC 3339 with an offset or Z' });

/** `#RRGGBB`. */
export const Color = z.string().regex(/^#[0-9A-Fa-f]{6}$/);

function isTimeZone(name: string): boolean {
  const asIntlReadsIt = name.toLowerCase();
  if (known.has(asIntlReadsIt)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  known.add(asIntlReadsIt);
  return true;
}

/** Asking takes long and every booking that is stored asks. There are but some hundred zones. */
const known = new Set<string>();

/** An IANA time zone name this machine knows; fixed offsets such as `+02:00` are no zones. */
export const TimeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z]/)
  .refine(isTimeZone, { message: 'not an IANA time zone' });

/** Ids of the CRM and of ours: opaque, without spaces, slashes or control characters. */
export const Id = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\s/\\\p{Cc}\p{Cs}]+$/u);

/** A name a person reads. Control characters never enter. */
export const Name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keeping them out is the point
  .regex(/^[^\u0000-\u001f\u007f]*$/);
