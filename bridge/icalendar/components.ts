import ICAL from 'ical.js';
import { contentLines, LONGEST_LINE } from './content-lines.ts';

/** One property: parameters split and unquoted (names in lower case), the value as it was written. */
export interface Property {
  readonly params: ReadonlyMap<string, string>;
  readonly value: string;
  /** The whole line, for where ical.js lost its way in the parameters. */
  readonly line: string;
}

/** A component with the properties that Slotbridge reads, by upper-case name in the order of the text. */
export interface TextComponent {
  readonly name: string;
  readonly properties: Map<string, Property[]>;
  readonly children: TextComponent[];
  /** Properties Slotbridge reads whose line is broken. */
  readonly broken: Set<string>;
}

/** Why the text as a whole is no calendar. */
export class NotACalendar extends Error {}

const KEPT = new Set(
  (
    'UID DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE RECURRENCE-ID SEQUENCE SUMMARY TRANSP STATUS ATTENDEE ORGANIZER ' +
    'X-APPLE-TRAVEL-DURATION X-MICROSOFT-CDO-BUSYSTATUS X-SLOTBRIDGE-APPOINTMENT X-SLOTBRIDGE-START X-SLOTBRIDGE-END ' +
    'X-SLOTBRIDGE-UPDATED TZID TZOFFSETFROM TZOFFSETTO BEGIN END'
  ).split(' '),
);

/** Lets ical.js split a line and its parameters and leaves the value alone: its own reading drops what it can't place. */
const UNTOUCHED = { param: ICAL.design.icalendar.param, property: {}, value: {}, propertyGroups: false };

/** More than any calendar holds of one event; in components of a text. */
const MOST_COMPONENTS = 10_000;
/** Of those that are looked at; an attachment is none of them. */
const MOST_LINES = 200_000;
/** Of those lines together; ten thousand changed occurrences need no more. */
const MOST_CHARACTERS = 4_000_000;
/** More than any event holds; in properties of one name. */
const MOST_ALIKE = 5000;
/** Longer than any name and its parameters; in characters. */
const LONGEST_HEAD = 10_000;

/**
 * The VCALENDAR components of the text, with the events and zones that stand anywhere in them: one that lost its place
 * counts all the same. A broken line harms its own component alone.
 * Throws NotACalendar when the text is empty, is something else, ends early, or holds too much to be read.
 */
export function readComponents(text: string): TextComponent[] {
  const calendars: TextComponent[] = [];
  const open: OpenComponent[] = [];
  const room = { components: MOST_COMPONENTS, lines: MOST_LINES, characters: MOST_CHARACTERS };
  for (const line of contentLines(text, (head) => open.length === 0 || isWanted(head))) {
    room.lines -= 1;
    room.characters -= line.length;
    if (room.lines < 0 || room.characters < 0) throw new NotACalendar(TOO_MUCH);
    const name = nameOf(line);
    if (name === 'BEGIN') begin(line, open, calendars, room);
    else if (name === 'END') end(line, open);
    else if (open.length === 0) throw new NotACalendar('it is no iCalendar text');
    else keep(name, line, open.at(-1)?.component);
  }
  if (open.length > 0) throw new NotACalendar('it ends before it is complete');
  if (calendars.length === 0) throw new NotACalendar('it is empty');
  return calendars;
}

function nameOf(line: string): string {
  const end = nameEnd(line, line.length);
  const name = end === -1 ? line : line.slice(0, end);
  return KEPT.has(name) ? name : name.trim().toUpperCase();
}

/** Where the first colon or semicolon stands, or -1. */
function nameEnd(line: string, within: number): number {
  for (let at = 0; at < within; at += 1) {
    const code = line.charCodeAt(at);
    if (code === COLON || code === SEMICOLON) return at;
  }
  return -1;
}

const COLON = 0x3a;
const SEMICOLON = 0x3b;

/** A look at the head of a line is enough. One whose name does not end there goes on in the next line, or is damage. */
function isWanted(line: string): boolean {
  const end = nameEnd(line, Math.min(line.length, LONGEST_NAME));
  return end === -1 || KEPT.has(nameOf(line.slice(0, end + 1)));
}

const LONGEST_NAME = 80;

const TOO_MUCH = 'it holds more than can be read';

/** A component whose end is still to come; of one that nothing is read from, the name alone. */
interface OpenComponent {
  readonly name: string;
  readonly component?: TextComponent;
}

/** In which component the others are gathered, wherever within it they stand. */
const READ = new Map([
  ['VEVENT', 'VCALENDAR'],
  ['VTIMEZONE', 'VCALENDAR'],
  ['STANDARD', 'VTIMEZONE'],
  ['DAYLIGHT', 'VTIMEZONE'],
]);

function begin(line: string, open: OpenComponent[], calendars: TextComponent[], room: { components: number }): void {
  const name = componentName(line);
  if (open.length === 0 && name !== 'VCALENDAR') throw new NotACalendar('it is no iCalendar text');
  const within = READ.get(name);
  const owner = within && open.findLast((outer) => outer.name === within)?.component;
  if (name !== 'VCALENDAR' && !owner) {
    open.push({ name });
    return;
  }
  room.components -= 1;
  if (room.components < 0) throw new NotACalendar(TOO_MUCH);
  const component = { name, properties: new Map(), children: [], broken: new Set<string>() };
  (owner ? owner.children : calendars).push(component);
  open.push({ name, component });
}

function end(line: string, open: OpenComponent[]): void {
  if (open.pop()?.name !== componentName(line)) throw new NotACalendar('its parts do not begin and end as they should');
}

function componentName(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .trim()
    .toUpperCase();
}

function keep(name: string, line: string, component: TextComponent | undefined): void {
  if (!component || !KEPT.has(name)) return;
  const same = component.properties.get(name);
  const tooMuch = (same?.length ?? 0) >= MOST_ALIKE || (line.length > LONGEST_LINE && name !== 'SUMMARY');
  const property = tooMuch ? null : splitProperty(line);
  if (!property) component.broken.add(name);
  else if (same) same.push(property);
  else component.properties.set(name, [property]);
}

function splitProperty(line: string): Property | null {
  const end = nameEnd(line, line.length);
  // Most lines have no parameters, and then nothing is to be split.
  if (line.charCodeAt(end) === COLON) return { params: NONE, value: line.slice(end + 1), line };
  const zoned = ONLY_TZID.exec(line);
  if (zoned) return { params: new Map([['tzid', zoned[1] ?? '']]), value: zoned[2] ?? '', line };
  return splitParameters(line);
}

const NONE: ReadonlyMap<string, string> = new Map();
const ONLY_TZID = /^[A-Z-]+;TZID="?([A-Za-z][A-Za-z0-9_+/. -]*)"?:([0-9TZ,]*)$/;

/** What takes ical.js long are the parameters: the value is not shown to it. */
function splitParameters(line: string): Property | null {
  const end = headEnd(line);
  if (end === -1 || end > LONGEST_HEAD) return null;
  try {
    const [, params] = ICAL.parse.property(line.slice(0, end + 1), UNTOUCHED);
    const map = new Map<string, string>(Object.entries(params).map(([key, given]) => [key, String(given)]));
    return { params: map, value: line.slice(end + 1), line };
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Where the colon before the value stands, or -1: the first that is not in quotes, which stand around whole values. */
function headEnd(line: string): number {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === QUOTE) quoted = !quoted && (line[at - 1] === '=' || line[at - 1] === ',');
    else if (code === COLON && !quoted) return at;
  }
  return -1;
}

const QUOTE = 0x22;

/** TEXT with its escapes resolved (RFC 5545 3.3.11). */
export function unescapeText(value: string): string {
  return ICAL.design.icalendar.value.text.fromICAL(value);
}
