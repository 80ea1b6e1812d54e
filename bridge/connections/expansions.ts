import { createHash } from 'node:crypto';
import { type Interval, overlaps } from '../../shared/intervals.ts';
import type { Expansion, Occurrence } from '../domain/occurrence.ts';
import { expand } from '../icalendar/expand.ts';
import type { CalendarResource } from '../icalendar/resource.ts';
import { extentOf } from './extent.ts';

const GRID_MS = 28 * 24 * 3600 * 1000;
const NOTHING: Expansion = { occurrences: [], unknown: [] };

interface Remembered extends Interval {
  readonly timeZone: string;
  readonly expansion: Expansion;
}

/** Expansions by resource: a changed resource is a new object, so what is remembered of the old one goes with it. */
const remembered = new WeakMap<CalendarResource, Remembered>();

/**
 * The occurrences of a resource around a range: those inside it and some beyond. Whole blocks of weeks are expanded and
 * remembered, because the same weeks are asked for again and again.
 */
export function expansionAround(resource: CalendarResource | null, range: Interval, timeZone: string): Expansion {
  if (resource === null || !overlaps(extentOf(resource), range)) return NOTHING;
  const known = remembered.get(resource);
  if (known && known.timeZone === timeZone && known.start <= range.start && range.end <= known.end) {
    return known.expansion;
  }
  const window = {
    start: Math.floor(range.start / GRID_MS) * GRID_MS,
    end: Math.ceil(range.end / GRID_MS) * GRID_MS,
  };
  const expansion = expand(resource, window, timeZone);
  remembered.set(resource, { ...window, timeZone, expansion });
  return expansion;
}

const ids = new WeakMap<Occurrence, string>();

/** The id of an occurrence in a calendar: the same on every computer and after every restart. */
export function eventIdOf(calendarId: string, occurrence: Occurrence): string {
  const known = ids.get(occurrence);
  if (known !== undefined) return known;
  const { uid, recurrenceId } = occurrence;
  const digest = createHash('sha256')
    .update(`${calendarId}\n${uid}\n${recurrenceId ?? ''}`)
    .digest('base64url');
  const id = `evt_${digest.slice(0, 20)}`;
  ids.set(occurrence, id);
  return id;
}
