import type { UnknownTimes } from '../domain/occurrence.ts';
import type { TextComponent } from './components.ts';
import { type ReadMoment, readSingle, single, type TextZones } from './moments.ts';
import { readAttendees, readMarks, readTitle, readTravel } from './read-details.ts';
import { readRecurrence } from './read-recurrence.ts';
import type { Component, Override } from './resource.ts';
import { timesLeft } from './times-left.ts';
import { BadValue, readDuration } from './values.ts';

/**
 * Reads a VEVENT (RFC 5545 3.6.1): a component that can be expanded, or null for one that cannot be read. The times about
 * which it leaves doubt join `unknown`. Never throws.
 */
export function readEvent(
  event: TextComponent,
  zones: TextZones,
  unknown: UnknownTimes[],
): Component | Override | null {
  const doubts: UnknownTimes[] = [];
  try {
    const component = readTimes(event, zones, doubts);
    readDetails(event, component, doubts);
    unknown.push(...doubts);
    return component;
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    unknown.push({ ...timesLeft(event, zones), reason: `An event cannot be read: ${error.message}.` });
    return null;
  }
}

const TIMES = ['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RECURRENCE-ID'];

/** While it is being read. */
type Growing = { -readonly [Part in keyof Override]?: Override[Part] } & Pick<Override, 'start'>;

function readTimes(event: TextComponent, zones: TextZones, unknown: UnknownTimes[]): Growing {
  for (const name of TIMES) if (event.broken.has(name)) throw new BadValue(`its ${name} is broken`);
  const start = readSingle(event, 'DTSTART', zones);
  if (!start) throw new BadValue('it has no DTSTART');
  const recurrence = readRecurrence(event, zones, start, unknown);
  const component: Growing = { start: { wall: start.wall, zone: start.zone } };
  if (start.date) component.allDay = true;
  readLength(event, zones, start, component);
  return recurrence === null ? component : Object.assign(component, recurrence);
}

/** DTEND or DURATION (RFC 5545 3.6.1: not both; where both stand, DTEND is what other readers take). */
function readLength(event: TextComponent, zones: TextZones, start: ReadMoment, component: Growing): void {
  const length = single(event, 'DURATION');
  const duration = length && readDuration(length.value);
  const end = readSingle(event, 'DTEND', zones);
  if (end) component.end = { wall: end.wall, zone: end.date ? start.zone : end.zone };
  else if (duration) component.duration = duration;
}

/** What is not said, or says what holds anyway, is left out. */
function readDetails(event: TextComponent, component: Growing, unknown: UnknownTimes[]): void {
  const busyStatus = busyStatusOf(valuesOf(event, 'X-MICROSOFT-CDO-BUSYSTATUS'));
  const transp = valuesOf(event, 'TRANSP');
  const transparent = transp.length > 0 ? transp.every((value) => value === 'TRANSPARENT') : busyStatus === 'free';
  const title = readTitle(event);
  const status = statusOf(valuesOf(event, 'STATUS'));
  const attendees = readAttendees(event);
  const travelMs = readTravel(event, firstWall(component), unknown);
  const written = readMarks(event);
  if (title) component.title = title;
  if (transparent) component.transparent = true;
  if (status) component.status = status;
  if (busyStatus) component.busyStatus = busyStatus;
  if (attendees.length > 0) component.attendees = attendees;
  if (travelMs > 0) component.travelMs = travelMs;
  if (written) component.written = written;
}

function firstWall({ start, dates = [] }: Component): number {
  return dates.reduce((least, date) => Math.min(least, date.start.wall), start.wall);
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
