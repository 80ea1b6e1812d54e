import ICAL from 'ical.js';
import { contentLines } from './content-lines.ts';

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
    'TZID TZOFFSETFROM TZOFFSETTO BEGIN END'
  ).split(' '),
);

/** Lets ical.js split a line and its parameters and leaves the value alone: its own reading drops what it can't place. */
const UNTOUCHED = { param: ICAL.design.icalendar.param, property: {}, value: {}, propertyGroups: false };

/**
 * The VCALENDAR components of the text, with what they contain. A broken line harms its own component alone.
 * Throws NotACalendar when the text is empty, is something else, or ends early.
 */
export function readComponents(text: string): TextComponent[] {
  const calendars: TextComponent[] = [];
  const open: TextComponent[] = [];
  for (const line of contentLines(text, (head) => open.length === 0 || isWanted(head))) {
    const name = nameOf(line);
    if (name === 'BEGIN') begin(line, open, calendars);
    else if (name === 'END') end(line, open);
    else if (open.length === 0) throw new NotACalendar('it is no iCalendar text');
    else keep(name, line, open.at(-1) as TextComponent);
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

function begin(line: string, open: TextComponent[], calendars: TextComponent[]): void {
  const component = { name: componentName(line), properties: new Map(), children: [], broken: new Set<string>() };
  const parent = open.at(-1);
  if (parent) parent.children.push(component);
  else if (component.name === 'VCALENDAR') calendars.push(component);
  else throw new NotACalendar('it is no iCalendar text');
  open.push(component);
}

function end(line: string, open: TextComponent[]): void {
  if (open.pop()?.name !== componentName(line)) throw new NotACalendar('its parts do not begin and end as they should');
}

function componentName(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .trim()
    .toUpperCase();
}

function keep(name: string, line: string, component: TextComponent): void {
  if (!KEPT.has(name)) return;
  const property = splitProperty(line);
  if (!property) {
    component.broken.add(name);
    return;
  }
  const same = component.properties.get(name);
  if (same) same.push(property);
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
const ONLY_TZID = /^[A-Z-]+;TZID=([A-Za-z][A-Za-z0-9_+/-]*):([0-9TZ,]*)$/;

function splitParameters(line: string): Property | null {
  try {
    const [, params, type, value] = ICAL.parse.property(line, UNTOUCHED);
    const map = new Map<string, string>(Object.entries(params).map(([key, given]) => [key, String(given)]));
    if (type !== 'unknown') map.set('value', type);
    return { params: map, value, line };
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** TEXT with its escapes resolved (RFC 5545 3.3.11). */
export function unescapeText(value: string): string {
  return ICAL.design.icalendar.value.text.fromICAL(value);
}
