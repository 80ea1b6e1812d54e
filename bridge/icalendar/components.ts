import ICAL from 'ical.js';
import { type Gap, LONGEST_LINE, readLines } from './content-lines.ts';
import { Familiar } from './familiar.ts';
import { nameEnd, type Property, splitProperty } from './property.ts';

/** A component with the properties that Slotbridge reads, by upper-case name in the order of the text. */
export interface TextComponent {
  readonly name: string;
  readonly properties: Map<string, Property[]>;
  readonly children: TextComponent[];
  /** Properties Slotbridge reads whose line is broken. */
  broken: ReadonlySet<string>;
}

/** Why the text as a whole is no calendar. */
export class NotACalendar extends Error {}

/** From each name to itself: one that was cut out of a text would be compared letter by letter wherever it is looked up. */
const KEPT = new Map(
  (
    'UID DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE RECURRENCE-ID SEQUENCE SUMMARY TRANSP STATUS ATTENDEE ORGANIZER ' +
    'X-APPLE-TRAVEL-DURATION X-MICROSOFT-CDO-BUSYSTATUS X-SLOTBRIDGE-APPOINTMENT X-SLOTBRIDGE-START X-SLOTBRIDGE-END ' +
    'X-SLOTBRIDGE-UPDATED TZID TZOFFSETFROM TZOFFSETTO BEGIN END'
  )
    .split(' ')
    .map((name) => [name, name]),
);

/** More than any calendar holds of one event; in components of a text. */
const MOST_COMPONENTS = 10_000;
/** Of those that are looked at; an attachment is none of them. */
const MOST_LINES = 200_000;
/** Of those lines together; ten thousand changed occurrences need no more. */
const MOST_CHARACTERS = 4_000_000;
/** More than any event holds; in properties of one name. */
const MOST_ALIKE = 5000;
/**
 * The VCALENDAR components of the text, with the events and zones that stand anywhere in them: one that lost its place
 * counts all the same. A broken line harms its own component alone.
 * Lines in the gap are as if they were not there.
 * Throws NotACalendar when the text is empty, is something else, ends early, or holds too much to be read.
 */
export function readComponents(text: string, gap?: Gap): TextComponent[] {
  const calendars: TextComponent[] = [];
  const open: OpenComponent[] = [];
  const room = { components: MOST_COMPONENTS, lines: MOST_LINES, characters: MOST_CHARACTERS };
  const take = (known: string, line: string) => {
    room.lines -= 1;
    room.characters -= line.length;
    if (room.lines < 0 || room.characters < 0) throw new NotACalendar(TOO_MUCH);
    const name = known || nameOf(line);
    if (name === 'BEGIN') begin(line, open, calendars, room);
    else if (name === 'END') end(line, open);
    else if (open.length === 0) throw new NotACalendar('it is no iCalendar text');
    else if (known || KEPT.has(name)) keep(name, line, open.at(-1)?.component);
  };
  readLines(text, (source, from, to) => (open.length === 0 ? UNNAMED : wantedName(source, from, to)), take, gap);
  if (open.length > 0) throw new NotACalendar('it ends before it is complete');
  if (calendars.length === 0) throw new NotACalendar('it is empty');
  return calendars;
}

/** Of a line whose name its first piece does not tell. */
const UNNAMED = '';

/**
 * A look at the head of a line is enough to tell that it is not wanted. One whose name does not end there goes on in the
 * next line, or is damage.
 */
function wantedName(source: string, from: number, to: number): string | null {
  const end = nameEnd(source, from, Math.min(to, from + LONGEST_NAME));
  if (end === -1) return UNNAMED;
  if (BEGIN_NO_NAME.has(source.charCodeAt(from))) return null;
  const written = source.slice(from, end);
  return KEPT.get(written) ?? others.get(written, (other) => KEPT.get(plainName(other)) ?? null);
}

/** Names that are not wanted, or not written as usual: every text brings the same few. */
const others = new Familiar<string | null>(100);

function nameOf(line: string): string {
  const end = nameEnd(line, 0, line.length);
  const written = end === -1 ? line : line.slice(0, end);
  return KEPT.get(written) ?? plainName(written);
}

function plainName(written: string): string {
  return written.trim().toUpperCase();
}

const FIRST_LETTERS = new Set([...KEPT.keys()].map((name) => name.charAt(0)));
/** The letters that no kept name begins with. */
const BEGIN_NO_NAME = new Set(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    .filter((letter) => !FIRST_LETTERS.has(letter))
    .flatMap((letter) => [letter.charCodeAt(0), letter.toLowerCase().charCodeAt(0)]),
);

const LONGEST_NAME = 80;

const TOO_MUCH = 'it holds more than can be read';

const NONE_BROKEN: ReadonlySet<string> = new Set();

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
  const component = { name, properties: new Map(), children: [], broken: NONE_BROKEN };
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
  if (!component) return;
  const same = component.properties.get(name);
  const tooMuch = (same?.length ?? 0) >= MOST_ALIKE || (line.length > LONGEST_LINE && name !== 'SUMMARY');
  const property = tooMuch ? null : splitProperty(line);
  if (!property) component.broken = new Set(component.broken).add(name);
  else if (same) same.push(property);
  else component.properties.set(name, [property]);
}

/** TEXT with its escapes resolved (RFC 5545 3.3.11). */
export function unescapeText(value: string): string {
  return ICAL.design.icalendar.value.text.fromICAL(value);
}
