import { noCalendar } from './feed-failure.ts';

/** A VEVENT or VTIMEZONE as its own lines. */
export interface FeedComponent {
  readonly name: 'VEVENT' | 'VTIMEZONE';
  readonly lines: readonly string[];
  /** UID of an event, TZID of a zone; null when there is none. */
  readonly id: string | null;
}

/** What changes at every fetch of some feeds, or is long, and never bears on when somebody is busy. */
const LEFT_OUT = new Set(['DTSTAMP', 'CREATED', 'LAST-MODIFIED', 'DESCRIPTION', 'X-ALT-DESC', 'ATTACH']);
const CALENDAR_NAMES = new Set(['X-WR-CALNAME', 'NAME']);
const WANTED = new Set<string>(['VEVENT', 'VTIMEZONE']);

interface Collecting {
  readonly name: FeedComponent['name'];
  readonly lines: string[];
  id: string | null;
}

/** Takes the lines of a feed one by one and gives its events and zones as each of them ends. */
export class FeedComponents {
  readonly #open: string[] = [];
  #collecting: Collecting | null = null;
  #sawCalendar = false;
  /** What the publisher calls the calendar, as it was written. */
  calendarName: string | null = null;

  /** Throws `not-a-calendar`. */
  take(line: string): FeedComponent | null {
    const name = nameOf(line);
    if (name === 'BEGIN') this.#begin(valueIn(line).toUpperCase());
    else if (name === 'END') return this.#end(line);
    else if (this.#open.length === 0) throw noCalendar('it is no iCalendar text');
    else this.#keep(name, line);
    return null;
  }

  /** Throws `not-a-calendar` when the text ended early, or was none. */
  finish(): void {
    if (this.#open.length > 0) throw noCalendar('it ends early');
    if (!this.#sawCalendar) throw noCalendar('it is empty');
  }

  #begin(component: string): void {
    const depth = this.#open.push(component);
    if (depth === 1 && component !== 'VCALENDAR') throw noCalendar('it is no iCalendar text');
    // An event inside an event would be lost from sight.
    if (depth !== 2 && component === 'VEVENT') throw noCalendar('its parts do not begin and end as they should');
    this.#sawCalendar = true;
    if (depth === 2 && WANTED.has(component)) {
      this.#collecting = { name: component as FeedComponent['name'], lines: [`BEGIN:${component}`], id: null };
    } else if (this.#collecting?.name === 'VTIMEZONE') this.#collecting.lines.push(`BEGIN:${component}`);
  }

  #end(line: string): FeedComponent | null {
    const component = valueIn(line).toUpperCase();
    if (this.#open.pop() !== component) throw noCalendar('its parts do not begin and end as they should');
    const collected = this.#collecting;
    if (!collected) return null;
    const ended = this.#open.length === 1;
    if (ended || collected.name === 'VTIMEZONE') collected.lines.push(`END:${component}`);
    if (!ended) return null;
    this.#collecting = null;
    return collected;
  }

  #keep(name: string, line: string): void {
    const depth = this.#open.length;
    if (depth === 1 && CALENDAR_NAMES.has(name)) this.calendarName ??= valueIn(line);
    const collecting = this.#collecting;
    if (!collecting || LEFT_OUT.has(name)) return;
    // Alarms and the like stand inside an event.
    if (collecting.name === 'VEVENT' && depth !== 2) return;
    if (depth === 2 && name === (collecting.name === 'VEVENT' ? 'UID' : 'TZID')) collecting.id ??= valueIn(line);
    collecting.lines.push(line);
  }
}

function nameOf(line: string): string {
  const end = line.search(/[:;]/);
  return (end === -1 ? line : line.slice(0, end)).trim().toUpperCase();
}

function valueIn(line: string): string {
  return line.slice(line.indexOf(':') + 1).trim();
}
