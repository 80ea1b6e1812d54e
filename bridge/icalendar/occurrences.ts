import type { Interval } from '../../shared/intervals.ts';
import type { Occurrence } from '../domain/occurrence.ts';
import { continuousBlock } from './continuous-block.ts';
import { type Ending, lengthOf, longest } from './length.ts';
import type { LocalClock } from './local-clock.ts';
import { matcher, recurrenceSet, type Start, startOfDay } from './recurrence-set.ts';
import type { Component, Moment, Override, Series } from './resource.ts';
import { DAY } from './values.ts';
import { spend, type Work } from './work.ts';

/** The occurrences of one series that touch the window with their travel time. Throws TooMany when it takes more than `work`. */
export function occurrencesOf(series: Series, window: Interval, clock: LocalClock, work: Work): Occurrence[] {
  const { uid, master, overrides = [] } = series;
  const found = overrides.map((override) => overridden(uid, override, master, clock));
  if (master) found.push(...fromMaster({ uid, master, overrides }, window, clock, work));
  return found.filter((occurrence) => touches(occurrence, window));
}

function touches({ start, end, travelMs }: Occurrence, window: Interval): boolean {
  return start - travelMs < window.end && Math.max(end, start + 1) > window.start;
}

function overridden(uid: string, override: Override, master: Component | null, clock: LocalClock): Occurrence {
  const start = clock.instant(override.start);
  const ending = lengthOf(override, clock)(override.start, start);
  const recurrenceId = clock.instant(originalStart(override, master));
  return { ...describe(uid, override), start, ...ending, recurrenceId, recurring: true };
}

/** A RECURRENCE-ID that is a date, of a timed series, means that day at the series' own time. */
function originalStart({ of }: Override, master: Component | null): Moment {
  if (!master) return of;
  if (master.allDay) return { wall: startOfDay(of.wall), zone: master.start.zone };
  if (!of.date) return of;
  return { wall: of.wall + (master.start.wall - startOfDay(master.start.wall)), zone: master.start.zone };
}

/** From one original start on, occurrences look like this, and are moved by so much (RFC 5545 3.2.13). */
interface Shape {
  readonly from: number;
  readonly component: Component;
  readonly shift: number;
}

function fromMaster(
  { uid, master, overrides }: { uid: string; master: Component; overrides: readonly Override[] },
  window: Interval,
  clock: LocalClock,
  work: Work,
): Occurrence[] {
  const shapes = shapesOf(master, overrides, clock);
  const reach = reachOf(shapes, window, clock);
  const recurring = Boolean(master.rules || master.dates);
  const block = overrides.length === 0 ? continuousBlock(master, reach, clock) : null;
  if (block) return [{ ...describe(uid, master), ...block, recurrenceId: block.start, recurring }];
  const replaced = matcher(
    overrides.map(({ of }) => of),
    master,
    clock,
  );
  const starts = recurrenceSet(master, reach, clock, work).filter((start) => !replaced(start));
  spend(work, starts.length * shapes.length);
  const descriptions = new Map(shapes.map(({ component }) => [component, describe(uid, component)]));
  return starts.map((start) => {
    const shape = shapeAt(shapes, start.instant);
    const description = descriptions.get(shape.component) ?? describe(uid, shape.component);
    return placed(description, timesOf(start, shape, clock), recurring ? start.instant : null, recurring);
  });
}

function shapesOf(master: Component, overrides: readonly Override[], clock: LocalClock): Shape[] {
  const ranges = overrides
    .filter(({ thisAndFuture }) => thisAndFuture)
    .map((override) => {
      const from = clock.instant(originalStart(override, master));
      return { from, component: override, shift: override.start.wall - clock.wall(from, override.start.zone) };
    });
  return [{ from: Number.NEGATIVE_INFINITY, component: master, shift: 0 }, ...ranges].sort((a, b) => a.from - b.from);
}

function shapeAt(shapes: readonly Shape[], instant: number): Shape {
  return shapes.findLast(({ from }) => from <= instant) as Shape;
}

/** Original starts that can reach the window: moved ones from further away, long ones from before it. */
function reachOf(shapes: readonly Shape[], window: Interval, clock: LocalClock): Interval {
  const starts = shapes.map(({ component, shift }) => window.start - shift - longest(component, clock) - DAY);
  const ends = shapes.map(({ component, shift }) => window.end - shift + (component.travelMs ?? 0) + DAY);
  return { start: Math.min(...starts), end: Math.max(...ends) };
}

function timesOf(start: Start, { component, shift, from }: Shape, clock: LocalClock): Interval & Ending {
  if (from === Number.NEGATIVE_INFINITY) {
    const { end, endsBeforeStart } = start.length(start, start.instant);
    return { start: start.instant, end, endsBeforeStart };
  }
  const { zone } = component.start;
  const moved = { wall: clock.wall(start.instant, zone) + shift, zone };
  const instant = clock.instant(moved);
  return { start: instant, ...lengthOf(component, clock)(moved, instant) };
}

type Description = Omit<Occurrence, 'start' | 'end' | 'endsBeforeStart' | 'recurrenceId' | 'recurring'>;

/** Each part by its name: there are many occurrences, and spreading takes ten times as long. */
function placed(
  { uid, allDay, title, transparent, status, busyStatus, attendees, travelMs, written }: Description,
  { start, end, endsBeforeStart }: Interval & Ending,
  recurrenceId: number | null,
  recurring: boolean,
): Occurrence {
  return {
    uid,
    start,
    end,
    endsBeforeStart,
    recurrenceId,
    recurring,
    allDay,
    title,
    transparent,
    status,
    busyStatus,
    attendees,
    travelMs,
    written,
  };
}

function describe(uid: string, component: Component): Description {
  return {
    uid,
    allDay: component.allDay ?? false,
    title: component.title ?? null,
    transparent: component.transparent ?? false,
    status: component.status ?? 'confirmed',
    busyStatus: component.busyStatus ?? null,
    attendees: (component.attendees ?? []).flatMap(([address, participation, ...aliases]) =>
      [address, ...aliases].map((known) => ({ address: known, participation })),
    ),
    travelMs: component.travelMs ?? 0,
    written: component.written ?? null,
  };
}
