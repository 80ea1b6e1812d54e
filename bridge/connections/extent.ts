import type { Interval } from '../../shared/intervals.ts';
import type { CalendarResource, Component } from '../icalendar/resource.ts';

/** Zones, clock changes and whole days move a wall time by less than this in all. */
const MARGIN_MS = 3 * 24 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;

const ALWAYS: Interval = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
const extents = new WeakMap<CalendarResource, Interval>();

/**
 * The times outside which a resource certainly has nothing, in epoch milliseconds: generous for a single event, all
 * times for anything that recurs or is partly unreadable. Most events are single ones of another month, and this spares
 * them the expansion.
 */
export function extentOf(resource: CalendarResource): Interval {
  const known = extents.get(resource);
  if (known) return known;
  const extent = measure(resource);
  extents.set(resource, extent);
  return extent;
}

function measure({ series, zones, unknown }: CalendarResource): Interval {
  if (zones !== undefined || unknown !== undefined) return ALWAYS;
  const parts = series.map(({ master, overrides }) => (overrides || !master ? ALWAYS : extentOfEvent(master)));
  return {
    start: Math.min(...parts.map(({ start }) => start)),
    end: Math.max(...parts.map(({ end }) => end)),
  };
}

function extentOfEvent({ start, end, duration, rules, exceptRules, dates, travelMs = 0 }: Component): Interval {
  if (rules || exceptRules || dates) return ALWAYS;
  const length = duration ? duration.days * DAY_MS + duration.ms : 0;
  const last = Math.max(start.wall, end?.wall ?? start.wall, start.wall + length);
  return { start: start.wall - travelMs - MARGIN_MS, end: last + MARGIN_MS };
}
