import type { UnknownTimes } from '../domain/occurrence.ts';
import type { TextComponent } from './components.ts';
import { type ReadMoment, readMoment, readSingle, type TextZones, UnknownZone } from './moments.ts';
import type { Property } from './property.ts';
import { readRules } from './read-rules.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import type { Override, Period } from './resource.ts';
import { dateLeft } from './times-left.ts';
import { BadValue, DAY, listValues, readable, readDuration } from './values.ts';

/**
 * What makes a VEVENT a series or one occurrence of it: RRULE, RDATE, EXDATE, EXRULE, RECURRENCE-ID (RFC 5545 3.8.5,
 * 3.8.4.4); null for an event of its own. An exclusion that cannot be read excludes nothing, so that the time stays
 * blocked. Throws BadValue.
 */
export function readRecurrence(
  event: TextComponent,
  zones: TextZones,
  start: ReadMoment,
  unknown: UnknownTimes[],
): Partial<Override> | null {
  if (!RECURRING.some((name) => event.properties.has(name)) && !event.broken.has('RDATE')) return null;
  const rules = readRules(event).map((rule) => ruleOf(rule, start));
  const exceptRules = readable(() => readRules(event, 'EXRULE')).map((rule) => ruleOf(rule, start));
  const dates = readDates(event, zones, start, unknown);
  const except = listed(event, 'EXDATE').flatMap(({ property, value }) =>
    readable(() => [dayOrMoment(readMoment(property, zones, value))]),
  );
  const of = readOverridden(event, zones);
  return {
    ...(rules.length > 0 && { rules }),
    ...(exceptRules.length > 0 && { exceptRules }),
    ...(dates.length > 0 && { dates }),
    ...(except.length > 0 && { except }),
    // With a rule of its own it is what became of the series from there on, or a copy of the rule was left in it: what
    // either would block is blocked when it stands beside the series.
    ...(rules.length === 0 && of),
  };
}

const RECURRING = ['RRULE', 'EXRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID'];

/** Times of day mean nothing where DTSTART is a day, and are to be ignored (RFC 5545 3.3.10). */
function ruleOf(rule: RecurrenceRule, { date }: ReadMoment): RecurrenceRule {
  if (!date) return rule;
  const { byHour: _hour, byMinute: _minute, bySecond: _second, ...days } = rule;
  return days;
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

interface Listed {
  readonly property: Property;
  readonly value: string;
}

/** More than any series names; of EXDATE the rest is not excluded, of RDATE it is not known. */
const MOST_LISTED = 10_000;

function listed(event: TextComponent, name: 'RDATE' | 'EXDATE'): Listed[] {
  const all: Listed[] = [];
  for (const property of event.properties.get(name) ?? []) {
    if (all.length > MOST_LISTED) break;
    for (const value of listValues(property, MOST_LISTED + 1)) all.push({ property, value });
  }
  return all.slice(0, MOST_LISTED + 1);
}

/** RDATE (RFC 5545 3.8.5.2). One that cannot be read may be at any time, one in an unknown zone within a day of its own. */
function readDates(event: TextComponent, zones: TextZones, start: ReadMoment, unknown: UnknownTimes[]): Period[] {
  const all = listed(event, 'RDATE');
  const tooMany = all.length > MOST_LISTED;
  if (event.broken.has('RDATE') || tooMany) unknown.push({ reason: 'An event repeats on a date that cannot be read.' });
  return (tooMany ? all.slice(0, MOST_LISTED) : all).flatMap(({ property, value }) => {
    try {
      return [readPeriod(property, value, zones, start)];
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      const left = error instanceof UnknownZone ? dateLeft(event, zones, error.wall, value) : {};
      unknown.push({ ...left, reason: `An event repeats on a date that cannot be read: ${error.message}.` });
      return [];
    }
  });
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
