import nodeIcal, { type CalendarComponent, type EventInstance, type VEvent } from 'node-ical';
import { type Interval, overlaps } from '../../shared/intervals.ts';
import { expand } from './expand.ts';
import { type LocalClock, localClock } from './local-clock.ts';
import { readResource } from './read.ts';
import { cleanTitle } from './read-details.ts';
import { FLOATING } from './resource.ts';
import { DAY } from './values.ts';

/** One occurrence as a reader understood it; epoch milliseconds. */
export interface ReadTimes extends Interval {
  readonly allDay: boolean;
  readonly title: string | null;
}

export interface TwoReadings {
  /** What Slotbridge goes by. */
  readonly first: readonly ReadTimes[];
  /** What node-ical makes of the same text. */
  readonly second: readonly ReadTimes[];
  readonly agree: boolean;
  /** In words, for a person who looks for the cause. */
  readonly differences: readonly string[];
}

/**
 * Reads a text with both readers and compares the occurrences that overlap the window. A doubt, not a verdict: node-ical
 * is known to ignore RDATE and RANGE, and to read custom zones in the zone of the computer. Never throws.
 */
export function readTwice(text: string, window: Interval, timeZone: string): TwoReadings {
  const first = readFirst(text, window, timeZone);
  const second = readSecond(text, window, timeZone);
  const differences = [...first.notes, ...second.notes, ...compare(first.times, second.times)];
  return { first: first.times, second: second.times, agree: differences.length === 0, differences };
}

interface OneReading {
  readonly times: ReadTimes[];
  readonly notes: string[];
}

function readFirst(text: string, window: Interval, timeZone: string): OneReading {
  const reading = readResource(text);
  if (reading.kind === 'unreadable') return { times: [], notes: [`ical.js: ${reading.reason}`] };
  if (reading.kind === 'no-events') return { times: [], notes: [] };
  const { occurrences, unknown } = expand(reading.resource, window, timeZone);
  const times = occurrences.map(({ start, end, allDay, title }) => ({ start, end, allDay, title }));
  return { times: inOrder(times, window), notes: unknown.map(({ reason }) => `ical.js: ${reason}`) };
}

function readSecond(text: string, window: Interval, timeZone: string): OneReading {
  const danger = dangerOf(text);
  if (danger) return { times: [], notes: [`node-ical: was not asked, ${danger}`] };
  try {
    const clock = localClock([], timeZone);
    const components = Object.values(nodeIcal.sync.parseICS(text)).filter(isEvent);
    const found = components.flatMap((event) => expandSecond(event, window, clock));
    return { times: inOrder(found, window), notes: [] };
  } catch (error) {
    return { times: [], notes: [`node-ical: ${error instanceof Error ? error.message : 'it failed'}`] };
  }
}

const LONGEST_READ_TWICE = 500_000;

/** node-ical keeps events in a plain object by UID, and works through every start of a rule. */
function dangerOf(text: string): string | null {
  if (text.length > LONGEST_READ_TWICE) return 'the text is too long';
  const unfolded = text.replace(/\r?\n[ \t]/g, '');
  if (/__proto__|^UID:\s*(constructor|prototype|toString|valueOf|hasOwnProperty)/im.test(unfolded))
    return 'the text names what every object of the language has';
  if (/FREQ=(SECONDLY|MINUTELY)|BY(SECOND|MINUTE)=\d+(,\d+){5}/i.test(unfolded)) return 'the rule repeats too often';
  return null;
}

function isEvent(component: CalendarComponent | unknown): component is VEvent {
  return typeof component === 'object' && component !== null && 'type' in component && component.type === 'VEVENT';
}

/** The range is a little wider, because node-ical takes days by the clock of the computer. */
function expandSecond(event: VEvent, window: Interval, clock: LocalClock): ReadTimes[] {
  const range = { from: new Date(window.start - 2 * DAY), to: new Date(window.end + 2 * DAY), expandOngoing: true };
  return nodeIcal.expandRecurringEvent(event, range).map((instance) => ({
    start: instantOf(instance.start, instance, clock),
    end: instantOf(instance.end, instance, clock),
    allDay: instance.isFullDay,
    title: titleOf(instance),
  }));
}

/** Days and floating times come as the computer's local time; here they are meant in the person's zone. */
function instantOf(date: Date & { tz?: string }, { isFullDay, event }: EventInstance, clock: LocalClock): number {
  if (!isFullDay && (date.tz ?? event.start?.tz)) return date.getTime();
  const time = isFullDay ? 0 : date.getTime() - new Date(date).setHours(0, 0, 0, 0);
  const wall = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) + time;
  return clock.instant({ wall, zone: FLOATING });
}

function titleOf({ summary }: EventInstance): string | null {
  const text = typeof summary === 'string' ? summary : summary.val;
  return cleanTitle(text) || null;
}

function inOrder(times: readonly ReadTimes[], window: Interval): ReadTimes[] {
  return times
    .filter(({ start, end }) => overlaps({ start, end: Math.max(end, start + 1) }, window))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

function compare(first: readonly ReadTimes[], second: readonly ReadTimes[]): string[] {
  const [left, right] = [first.map(inWords), second.map(inWords)];
  return [
    ...only(left, right).map((one) => `only ical.js: ${one}`),
    ...only(right, left).map((one) => `only node-ical: ${one}`),
  ];
}

/** What the others lack, counted: two alike need two on the other side. */
function only(ones: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return ones.filter((one) => {
    const index = left.indexOf(one);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

function inWords({ start, end, allDay }: ReadTimes): string {
  return `${new Date(start).toISOString()} to ${new Date(end).toISOString()}${allDay ? ', all day' : ''}`;
}
