import type { UnknownTimes } from '../domain/occurrence.ts';
import type { TextComponent } from './components.ts';
import { type ReadMoment, readSingle, single, type TextZones } from './moments.ts';
import { readAttendees, readMarks, readTitle, readTravel } from './read-details.ts';
import { readRecurrence } from './read-recurrence.ts';
import type { Component, Override } from './resource.ts';
import { timesLeft } from './times-left.ts';
import { BadValue, readDuration } from './values.ts';

/** What one VEVENT gives: a component that can be expanded, and times about which it leaves doubt. */
export interface ReadEvent {
  readonly component?: Component | Override;
  readonly unknown: readonly UnknownTimes[];
}

/** Reads a VEVENT (RFC 5545 3.6.1). What cannot be read makes only the times that it may touch unknown. Never throws. */
export function readEvent(event: TextComponent, zones: TextZones): ReadEvent {
  const unknown: UnknownTimes[] = [];
  try {
    const component = readTimes(event, zones, unknown);
    const { start, dates = [] } = component;
    const first = dates.reduce((least, date) => Math.min(least, date.start.wall), start.wall);
    return { component: Object.assign(component, readDetails(event, first, unknown)), unknown };
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    return { unknown: [{ ...timesLeft(event, zones), reason: `An event cannot be read: ${error.message}.` }] };
  }
}

const TIMES = ['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RECURRENCE-ID'];

function readTimes(event: TextComponent, zones: TextZones, unknown: UnknownTimes[]): Component | Override {
  for (const name of TIMES) if (event.broken.has(name)) throw new BadValue(`its ${name} is broken`);
  const start = readSingle(event, 'DTSTART', zones);
  if (!start) throw new BadValue('it has no DTSTART');
  const recurrence = readRecurrence(event, zones, start, unknown);
  return {
    start: { wall: start.wall, zone: start.zone },
    ...(start.date && { allDay: true }),
    ...readLength(event, zones, start),
    ...recurrence,
  };
}

/** DTEND or DURATION (RFC 5545 3.6.1: not both; where both stand, DTEND is what other readers take). */
function readLength(event: TextComponent, zones: TextZones, start: ReadMoment): Pick<Component, 'end' | 'duration'> {
  const length = single(event, 'DURATION');
  const duration = length && readDuration(length.value);
  const end = readSingle(event, 'DTEND', zones);
  if (end) return { end: { wall: end.wall, zone: end.date ? start.zone : end.zone } };
  return duration ? { duration } : {};
}

function readDetails(event: TextComponent, start: number, unknown: UnknownTimes[]): Partial<Component> {
  const busyStatus = busyStatusOf(valuesOf(event, 'X-MICROSOFT-CDO-BUSYSTATUS'));
  const transp = valuesOf(event, 'TRANSP');
  const transparent = transp.length > 0 ? transp.every((value) => value === 'TRANSPARENT') : busyStatus === 'free';
  const title = readTitle(event);
  const status = statusOf(valuesOf(event, 'STATUS'));
  const attendees = readAttendees(event);
  const travelMs = readTravel(event, start, unknown);
  const written = readMarks(event);
  return {
    ...(title && { title }),
    ...(transparent && { transparent }),
    ...(status && { status }),
    ...(busyStatus && { busyStatus }),
    ...(attendees.length > 0 && { attendees }),
    ...(travelMs > 0 && { travelMs }),
    ...(written && { written }),
  };
}

const NONE: readonly string[] = [];

function valuesOf(event: TextComponent, name: string): readonly string[] {
  return event.properties.get(name)?.map(({ value }) => value.trim().toUpperCase()) ?? NONE;
}

/** From what blocks least to what blocks most. */
const BUSY_STATUS = new Map<string, NonNullable<Component['busyStatus']>>([
  ['FREE', 'free'],
  ['TENTATIVE', 'tentative'],
  ['WORKINGELSEWHERE', 'working-elsewhere'],
  ['BUSY', 'busy'],
  ['OOF', 'oof'],
]);

function busyStatusOf(values: readonly string[]): Component['busyStatus'] {
  if (values.length === 0) return undefined;
  const said = values.map((value) => BUSY_STATUS.get(value));
  return [...BUSY_STATUS.values()].findLast((status) => said.includes(status));
}

/** Where the text says two things, the one that blocks more holds. */
function statusOf(values: readonly string[]): Component['status'] {
  if (values.length === 0) return undefined;
  if (values.every((value) => value === 'CANCELLED')) return 'cancelled';
  return values.every((value) => value === 'CANCELLED' || value === 'TENTATIVE') ? 'tentative' : undefined;
}
