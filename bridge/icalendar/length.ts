import type { LocalClock } from './local-clock.ts';
import type { Component, Duration, Moment } from './resource.ts';
import { DAY } from './values.ts';

export interface Ending {
  /** Epoch milliseconds; never before the start. */
  readonly end: number;
  readonly endsBeforeStart: boolean;
}

/** How an occurrence that starts at `start` ends. */
export type Length = (start: Moment, instant: number) => Ending;

/**
 * The length that every occurrence of a component has (RFC 5545 3.6.1, 3.8.5.3): with DTEND the same exact time, with
 * DURATION the same days on the calendar and the same exact rest, for a DATE whole days, one when nothing is said.
 * A timed event without either has no length.
 */
export function lengthOf(component: Component, clock: LocalClock): Length {
  if (component.allDay) return daysLength(component, clock);
  if (component.end) return exactLength(clock.instant(component.end) - clock.instant(component.start));
  return nominalLength(component.duration ?? { days: 0, ms: 0 }, clock);
}

export function exactLength(ms: number): Length {
  return (_, instant) => ({ end: instant + Math.max(0, ms), endsBeforeStart: ms < 0 });
}

export function nominalLength({ days, ms }: Duration, clock: LocalClock): Length {
  return (start, instant) => {
    const lastDay = days === 0 ? instant : clock.instant({ wall: start.wall + days * DAY, zone: start.zone });
    return { end: lastDay + ms, endsBeforeStart: false };
  };
}

function daysLength({ start, end, duration }: Component, clock: LocalClock): Length {
  const days = end ? (end.wall - start.wall) / DAY : duration ? duration.days + duration.ms / DAY : 1;
  if (days < 0) return exactLength(-1);
  // An all-day event that ends on the day it starts is one day in every calendar that shows it.
  return nominalLength({ days: Math.max(1, Math.ceil(days)), ms: 0 }, clock);
}

/** No occurrence of the component, which starts at `start`, is longer than this, whatever its zone does. */
export function longest(component: Component, clock: LocalClock, start = clock.instant(component.start)): number {
  if (component.end && !component.allDay) return Math.max(0, clock.instant(component.end) - start) + DAY;
  return lengthOf(component, clock)(component.start, start).end - start + DAY;
}
