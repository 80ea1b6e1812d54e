import type { UnknownTimes } from '../domain/occurrence.ts';
import type { Property, TextComponent } from './components.ts';
import { type ReadMoment, readMoment, readSingle, type TextZones } from './moments.ts';
import { readRule } from './recurrence-rule.ts';
import type { Override, Period } from './resource.ts';
import { BadValue, DAY, listValues, readable, readDuration } from './values.ts';

/**
 * What makes a VEVENT a series or one occurrence of it: RRULE, RDATE, EXDATE, EXRULE, RECURRENCE-ID (RFC 5545 3.8.5,
 * 3.8.4.4). An exclusion that cannot be read excludes nothing, so that the time stays blocked. Throws BadValue.
 */
export function readRecurrence(
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

function dayOrMoment({ wall, zone, date }: ReadMoment): Override['of'] {
  return { wall, zone, ...(date && { date: true as const }) };
}

function readOverridden(event: TextComponent, zones: TextZones): Partial<Override> | undefined {
  const moment = readSingle(event, 'RECURRENCE-ID', zones);
  if (!moment) return undefined;
  const range = event.properties.get('RECURRENCE-ID')?.[0]?.params.get('range')?.toUpperCase();
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
