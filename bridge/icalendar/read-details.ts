import type { ParticipationStatus, UnknownTimes, WrittenMark } from '../domain/occurrence.ts';
import { type TextComponent, unescapeText } from './components.ts';
import { Familiar } from './familiar.ts';
import { ownText } from './own-text.ts';
import type { Property } from './property.ts';
import type { StoredAttendee } from './resource.ts';
import { BadValue, DAY, readDuration, readTime } from './values.ts';
import { WIDEST_OFFSET } from './zone-offsets.ts';

const LONGEST_TITLE = 300;
/** Nothing that would have to vanish or be taken apart. */
const PLAIN = /^[\x20-\x7e]*$/;

/** A title that is safe to show: control and bidi characters become spaces or vanish, 300 characters at most. */
export function cleanTitle(text: string): string {
  if (text.length <= LONGEST_TITLE && PLAIN.test(text)) return ownText(text.trim());
  const visible = text
    .slice(0, 4 * LONGEST_TITLE)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
  return [...visible.trim()].slice(0, LONGEST_TITLE).join('');
}

/** SUMMARY (RFC 5545 3.8.1.12), as it may be shown. An escape is two characters; the rest of a long one is never looked at. */
export function readTitle(event: TextComponent): string {
  const written = event.properties.get('SUMMARY')?.[0]?.value;
  if (!written) return '';
  return cleanTitle(unescapeText(written.slice(0, 8 * LONGEST_TITLE)));
}

const PARTICIPATION = new Map<string, ParticipationStatus>([
  ['NEEDS-ACTION', 'needs-action'],
  ['ACCEPTED', 'accepted'],
  ['DECLINED', 'declined'],
  ['TENTATIVE', 'tentative'],
  ['DELEGATED', 'delegated'],
]);

/** ATTENDEE lines (RFC 5545 3.8.4.1). The organizer's own line without PARTSTAT counts as accepted. */
export function readAttendees(event: TextComponent): StoredAttendee[] {
  const attendees = event.properties.get('ATTENDEE');
  if (!attendees) return [];
  const organizers = new Set((event.properties.get('ORGANIZER') ?? []).flatMap(addressesOf));
  return attendees.map((property) => {
    const addresses = addressesOf(property);
    const said = property.params.get('partstat') ?? partstatIn(property.line);
    const silent = addresses.some((address) => organizers.has(address)) ? 'accepted' : 'needs-action';
    const participation = said ? (PARTICIPATION.get(said.trim().toUpperCase()) ?? 'other') : silent;
    return [addresses[0] ?? '', participation, ...addresses.slice(1)];
  });
}

/** Empty parameters and bare colons hide the rest of a line from ical.js; quoted texts say nothing here. */
function partstatIn(line: string): string | undefined {
  return /;PARTSTAT=([A-Z-]+)/i.exec(line.replace(/"[^"]*"/g, ''))?.[1];
}

/** The calendar user address, and the EMAIL parameter that iCloud adds where the address is a path of its own. */
function addressesOf({ value, params }: Property): string[] {
  const address = familiarAddress(value);
  const email = familiarAddress(params.get('email') ?? '');
  if (email === '' || email === address) return address === '' ? [] : [address];
  return address === '' ? [email] : [address, email];
}

/** A person meets the same people again and again. */
function familiarAddress(written: string): string {
  return written.length > LONGEST_FAMILIAR ? normalAddress(written) : addresses.get(written, normalAddress);
}

const LONGEST_FAMILIAR = 100;
const addresses = new Familiar<string>(500);

function normalAddress(written: string): string {
  const plain = written
    .trim()
    .toLowerCase()
    .replace(/^(.*[;:])?mailto:\s*/, '');
  return ownText(plain);
}

export const TRAVEL = 'X-APPLE-TRAVEL-DURATION';

/** X-APPLE-TRAVEL-DURATION in milliseconds; what cannot be read leaves the day before the event in doubt. */
export function readTravel(event: TextComponent, start: number, unknown: UnknownTimes[]): number {
  if (!event.properties.has(TRAVEL) && !event.broken.has(TRAVEL)) return 0;
  const doubt = (why: string) => {
    const recurs = event.properties.has('RRULE') || event.properties.has('RDATE');
    const to = recurs ? {} : { to: start + WIDEST_OFFSET };
    unknown.push({
      from: start - DAY - WIDEST_OFFSET,
      ...to,
      reason: `An event's travel time cannot be read: ${why}.`,
    });
    return 0;
  };
  if (event.broken.has(TRAVEL)) return doubt('it is broken');
  try {
    const lengths = (event.properties.get(TRAVEL) ?? []).map(({ value }) => readDuration(value));
    const travel = Math.max(0, ...lengths.map(({ days, ms }) => days * DAY + ms));
    return travel > LONGEST_TRAVEL ? doubt('it is longer than a week') : travel;
  } catch (error) {
    if (error instanceof BadValue) return doubt(error.message);
    throw error;
  }
}

const LONGEST_TRAVEL = 7 * DAY;

/** The X-SLOTBRIDGE-* properties of an event that Slotbridge wrote; incomplete or damaged ones are no mark. */
export function readMarks(event: TextComponent): WrittenMark | null {
  if (!event.properties.has('X-SLOTBRIDGE-APPOINTMENT')) return null;
  const value = (name: string) => event.properties.get(`X-SLOTBRIDGE-${name}`)?.[0]?.value.trim();
  const appointmentId = value('APPOINTMENT');
  const [start, end, updatedAt] = [utc(value('START')), utc(value('END')), instantOf(value('UPDATED'))];
  if (!appointmentId || start === null || end === null) return null;
  return { appointmentId: ownText(appointmentId), start, end, ...(updatedAt !== null && { updatedAt }) };
}

/** To the millisecond, as the CRM says it. */
function instantOf(text: string | undefined): number | null {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
}

function utc(text: string | undefined): number | null {
  if (text === undefined) return null;
  try {
    const time = readTime(text);
    return time.utc ? time.wall : null;
  } catch (error) {
    if (error instanceof BadValue) return null;
    throw error;
  }
}
