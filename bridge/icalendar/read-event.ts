import type { UnknownTimes } from '../domain/occurrence.ts';
import { type Property, type TextComponent, unescapeText } from './components.ts';
import { type ReadMoment, readMoment, type TextZones, UnknownZone } from './moments.ts';
import { cleanTitle, readAttendees, readMarks, readTravel } from './read-details.ts';
import { readRule } from './recurrence-rule.ts';
import type { Component, Override, Period } from './resource.ts';
import { BadValue, DAY, listValues, readDuration } from './values.ts';
import { WIDEST_OFFSET } from './zone-offsets.ts';

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
    return { component: { ...component, ...readDetails(event, component.start.wall, unknown) }, unknown };
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    return { unknown: [{ ...timesLeft(event, zones), reason: `An event cannot be read: ${error.message}.` }] };
  }
}

const TIMES = ['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RECURRENCE-ID'];

function readTimes(event: TextComponent, zones: TextZones, unknown: UnknownTimes[]): Component | Override {
  for (const name of TIMES) if (event.broken.has(name)) throw new BadValue(`its ${name} is broken`);
  const start = momentOf(single(event, 'DTSTART'), zones);
  if (!start) throw new BadValue('it has no DTSTART');
  const recurrence = readRecurrence(event, zones, start, unknown);
  return {
    start: { wall: start.wall, zone: start.zone },
    ...(start.date && { allDay: true }),
    ...readLength(event, zones, start),
    ...recurrence,
  };
}

function momentOf(property: Property | undefined, zones: TextZones): ReadMoment | undefined {
  return property && readMoment(property, zones);
}

/** DTEND or DURATION (RFC 5545 3.6.1: not both; where both stand, DTEND is what other readers take). */
function readLength(event: TextComponent, zones: TextZones, start: ReadMoment): Pick<Component, 'end' | 'duration'> {
  const length = single(event, 'DURATION');
  const duration = length && readDuration(length.value);
  const end = momentOf(single(event, 'DTEND'), zones);
  if (end) return { end: { wall: end.wall, zone: end.date ? start.zone : end.zone } };
  return duration ? { duration } : {};
}

function readRecurrence(
  event: TextComponent,
  zones: TextZones,
  start: ReadMoment,
  unknown: UnknownTimes[],
): Partial<Override> {
  const rules = (event.properties.get('RRULE') ?? []).map(({ value }) => readRule(value));
  const exceptRules = (event.properties.get('EXRULE') ?? []).flatMap(({ value }) => readable(() => [readRule(value)]));
  const dates = readDates(event, zones, start, unknown);
  const except = (event.properties.get('EXDATE') ?? []).flatMap((property) =>
    listValues(property).flatMap((value) => readable(() => [dayOrMoment(readMoment(property, zones, value))])),
  );
  const of = readOverridden(event, zones);
  if (of && rules.length > 0) throw new BadValue('it replaces one occurrence and has a rule of its own');
  return {
    ...(rules.length > 0 && { rules }),
    ...(exceptRules.length > 0 && { exceptRules }),
    ...(dates.length > 0 && { dates }),
    ...(except.length > 0 && { except }),
    ...of,
  };
}

/** Nothing when it cannot be read: an exclusion then excludes nothing, and the time stays blocked. */
function readable<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadValue) return [];
    throw error;
  }
}

function dayOrMoment({ wall, zone, date }: ReadMoment): Override['of'] {
  return { wall, zone, ...(date && { date: true as const }) };
}

function readOverridden(event: TextComponent, zones: TextZones): Partial<Override> | undefined {
  const property = single(event, 'RECURRENCE-ID');
  const moment = momentOf(property, zones);
  if (!moment) return undefined;
  const range = property?.params.get('range')?.toUpperCase();
  if (range !== undefined && range !== 'THISANDFUTURE') throw new BadValue('it replaces a range that is not known');
  return { of: dayOrMoment(moment), ...(range && { thisAndFuture: true }) };
}

/** RDATE (RFC 5545 3.8.5.2). One that cannot be read may be at any time. */
function readDates(event: TextComponent, zones: TextZones, start: ReadMoment, unknown: UnknownTimes[]): Period[] {
  const dates: Period[] = [];
  if (event.broken.has('RDATE')) unknown.push({ reason: 'An event repeats on a date that cannot be read.' });
  for (const property of event.properties.get('RDATE') ?? []) {
    for (const value of listValues(property)) {
      try {
        dates.push(readPeriod(property, value, zones, start));
      } catch (error) {
        if (!(error instanceof BadValue)) throw error;
        unknown.push({ reason: `An event repeats on a date that cannot be read: ${error.message}.` });
      }
    }
  }
  return dates;
}

function readPeriod(property: Property, value: string, zones: TextZones, start: ReadMoment): Period {
  const [from = '', to] = value.split('/', 2);
  const { wall, zone, date } = readMoment(property, zones, from);
  if (to === undefined) {
    // A day for a timed event means that day at the event's own time.
    const timeOfDay = date && !start.date ? ((start.wall % DAY) + DAY) % DAY : 0;
    return { start: { wall: wall + timeOfDay, zone: date && !start.date ? start.zone : zone } };
  }
  if (/^[+-]?P/i.test(to.trim())) return { start: { wall, zone }, duration: readDuration(to) };
  const end = readMoment(property, zones, to);
  return { start: { wall, zone }, end: { wall: end.wall, zone: end.zone } };
}

function readDetails(event: TextComponent, start: number, unknown: UnknownTimes[]): Partial<Component> {
  const all = (name: string) => (event.properties.get(name) ?? []).map(({ value }) => value.trim().toUpperCase());
  const busyStatus = BUSY_STATUS.get(all('X-MICROSOFT-CDO-BUSYSTATUS')[0] ?? '');
  const transp = all('TRANSP');
  const transparent = transp.length > 0 ? transp.every((value) => value === 'TRANSPARENT') : busyStatus === 'free';
  const title = cleanTitle(unescapeText(event.properties.get('SUMMARY')?.[0]?.value ?? ''));
  const status = statusOf(all('STATUS'));
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

const BUSY_STATUS = new Map<string, NonNullable<Component['busyStatus']>>([
  ['FREE', 'free'],
  ['TENTATIVE', 'tentative'],
  ['BUSY', 'busy'],
  ['OOF', 'oof'],
  ['WORKINGELSEWHERE', 'working-elsewhere'],
]);

/** Where the text says two things, the one that blocks more holds. */
function statusOf(values: readonly string[]): Component['status'] {
  if (values.length === 0) return undefined;
  if (values.every((value) => value === 'CANCELLED')) return 'cancelled';
  return values.every((value) => value === 'CANCELLED' || value === 'TENTATIVE') ? 'tentative' : undefined;
}

/** The only property of that name; written twice it must say the same. */
function single(event: TextComponent, name: string): Property | undefined {
  const [first, ...others] = event.properties.get(name) ?? [];
  const tzid = first?.params.get('tzid');
  if (others.some(({ value, params }) => value !== first?.value || params.get('tzid') !== tzid))
    throw new BadValue(`it has two different ${name}`);
  return first;
}

/** What an unreadable event may touch, from the times that can be read of it: anything when its start cannot. */
function timesLeft(event: TextComponent, zones: TextZones): Pick<UnknownTimes, 'from' | 'to'> {
  const starts = wallsOf(event, 'DTSTART', zones);
  if (starts.length === 0) return {};
  const length = longestLeft(event, zones, Math.min(...starts));
  const earliest = Math.min(...starts) - WIDEST_OFFSET;
  if (length === null) return { from: earliest };
  // A negative duration may have been meant as time before the start.
  const from = event.properties.has('DURATION') ? earliest - length : earliest;
  return repeats(event) ? { from } : { from, to: Math.max(...starts) + Math.max(length, DAY) + WIDEST_OFFSET };
}

function repeats(event: TextComponent): boolean {
  const range = (event.properties.get('RECURRENCE-ID') ?? []).some(({ params }) => params.has('range'));
  const broken = ['RRULE', 'RDATE', 'RECURRENCE-ID'].some((name) => event.broken.has(name));
  return range || broken || event.properties.has('RRULE') || event.properties.has('RDATE');
}

/** How long it may last, or null when that cannot be read. */
function longestLeft(event: TextComponent, zones: TextZones, start: number): number | null {
  if (event.broken.has('DTEND') || event.broken.has('DURATION')) return null;
  const ends = wallsOf(event, 'DTEND', zones);
  if (ends.length < (event.properties.get('DTEND')?.length ?? 0)) return null;
  const durations = (event.properties.get('DURATION') ?? []).map(({ value }) =>
    readable(() => [readDuration(value.trim().replace(/^-/, ''))]),
  );
  if (durations.some((read) => read.length === 0)) return null;
  return Math.max(0, ...ends.map((end) => end - start), ...durations.flat().map(({ days, ms }) => days * DAY + ms));
}

function wallsOf(event: TextComponent, name: string, zones: TextZones): number[] {
  return (event.properties.get(name) ?? []).flatMap((property) => {
    try {
      return [readMoment(property, zones).wall];
    } catch (error) {
      if (error instanceof UnknownZone) return [error.wall];
      if (error instanceof BadValue) return [];
      throw error;
    }
  });
}
