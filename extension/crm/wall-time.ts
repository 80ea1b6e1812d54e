import { remembered } from './remembered.ts';

/** A date and time as the clocks of some zone show them; months count from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Since midnight by the clock's own face. */
  readonly minutes: number;
}

const MINUTE_MS = 60_000;

const formatter = remembered(
  (zone: string) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    }),
);

/** Whether this browser knows the zone by that name. */
export function isZone(name: string): boolean {
  try {
    formatter(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What the clocks of `zone` show at that instant (epoch milliseconds). */
export const wallTime = remembered((at: number, zone: string): WallTime => {
  const parts = Object.fromEntries(
    formatter(zone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute', number>;
  return { year: parts.year, month: parts.month, day: parts.day, minutes: parts.hour * 60 + parts.minute };
});

function asUtc(wall: WallTime): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, 0, wall.minutes);
}

/** How far the clocks of `zone` are ahead of UTC at that instant, in milliseconds; of whole minutes. */
export function offsetAt(at: number, zone: string): number {
  return asUtc(wallTime(at, zone)) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

/**
 * Every instant (epoch milliseconds, ascending) at which the clocks of `zone` show that time:
 * none in the gap when clocks go forward, two when they go back, else one.
 */
export function instantsOf(wall: WallTime, zone: string): number[] {
  const naive = asUtc(wall);
  const offsets = [-24, 0, 24].map((hours) => offsetAt(naive + hours * 60 * MINUTE_MS, zone));
  const candidates = [...new Set(offsets)].map((offset) => naive - offset);
  return candidates.filter((at) => asUtc(wallTime(at, zone)) === naive).sort((a, b) => a - b);
}

/** The first instant of that date in `zone`; where midnight does not exist, the first that does. */
export function startOfDay(date: Omit<WallTime, 'minutes'>, zone: string): number {
  for (let minutes = 0; minutes < 180; minutes += 15) {
    const [first] = instantsOf({ ...date, minutes }, zone);
    if (first !== undefined) return first;
  }
  return Date.UTC(date.year, date.month - 1, date.day);
}

/** `2026-6-5` or `2026-06-05`; null for anything else. */
export function dateOf(text: string | null | undefined): Omit<WallTime, 'minutes'> | null {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text ?? '') ?? [];
  return year && month && day ? { year: Number(year), month: Number(month), day: Number(day) } : null;
}
