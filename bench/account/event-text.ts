import { between, oneOf, type Random } from './random.ts';
import { type Repetition, repetition } from './repetition.ts';
import { DAY_MS, date, dateTime, MINUTE_MS } from './times.ts';
import { type EventZone, ZONES } from './zones.ts';

export interface EventText {
  readonly text: string;
  /** Wall times, as UTC: nothing of the event lies outside, a day more or less. */
  readonly start: number;
  readonly end: number;
}

const SHARE_ALL_DAY = 0.05;
const SHARE_RECURRING = 0.15;
const SIZE = { least: 1000, most: 3000 };

/** One calendar object resource of 1 to 3 KB. `day` is the wall time of its first midnight, as UTC. */
export function eventText(random: Random, uid: string, day: number): EventText {
  const zone = oneOf(random, ZONES);
  const allDay = random() < SHARE_ALL_DAY;
  const start = allDay ? day : day + between(random, 7 * 4, 20 * 4) * 15 * MINUTE_MS;
  const length = allDay ? DAY_MS : oneOf(random, [15, 30, 30, 60, 60, 90, 120]) * MINUTE_MS;
  const repeats = random() < SHARE_RECURRING ? repetition(random, start, allDay) : null;
  const times = (at: number) => timesOf(at, length, allDay, zone);
  const common = commonLines(random, uid);
  const master = [...times(start), ...(repeats?.lines ?? []), ...common];
  const overrides = (repeats?.moved ?? []).map((original) => [
    allDay ? `RECURRENCE-ID;VALUE=DATE:${date(original)}` : `RECURRENCE-ID;TZID=${zone.tzid}:${dateTime(original)}`,
    ...times(original + (allDay ? DAY_MS : 90 * MINUTE_MS)),
    ...common,
  ]);
  const size = between(random, SIZE.least, SIZE.most);
  const text = calendarText(zone, [master, ...overrides], size).replaceAll('%ZONE%', zone.tzid);
  return { text, start, end: endOf(repeats, start + length) };
}

function endOf(repeats: Repetition | null, firstEnd: number): number {
  return repeats === null ? firstEnd : repeats.end;
}

function timesOf(at: number, length: number, allDay: boolean, { tzid }: EventZone): string[] {
  if (allDay) return [`DTSTART;VALUE=DATE:${date(at)}`, `DTEND;VALUE=DATE:${date(at + length)}`];
  return [`DTSTART;TZID=${tzid}:${dateTime(at)}`, `DTEND;TZID=${tzid}:${dateTime(at + length)}`];
}

function commonLines(random: Random, uid: string): string[] {
  const lines = [
    `UID:${uid}`,
    'DTSTAMP:20260105T091500Z',
    'CREATED:20260105T091500Z',
    'LAST-MODIFIED:20260105T091500Z',
    'SEQUENCE:1',
    `SUMMARY:Meeting ${between(random, 1, 99_999)} with the ${oneOf(random, ['team', 'board', 'client', 'school'])}`,
    `LOCATION:Room ${between(random, 1, 400)}\\, Main Street ${between(random, 1, 200)}`,
  ];
  if (random() < 0.1) lines.push('TRANSP:TRANSPARENT');
  else lines.push('TRANSP:OPAQUE');
  if (random() < 0.2) lines.push(...guests(random));
  return lines;
}

function guests(random: Random): string[] {
  const answer = oneOf(random, ['ACCEPTED', 'ACCEPTED', 'TENTATIVE', 'DECLINED', 'NEEDS-ACTION']);
  return [
    'ORGANIZER;CN=Organizer:mailto:organizer@example.org',
    `ATTENDEE;CN=Ann;CUTYPE=INDIVIDUAL;PARTSTAT=${answer};ROLE=REQ-PARTICIPANT:mailto:ann@example.com`,
    'ATTENDEE;CN=Guest;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED:mailto:guest@example.org',
  ];
}

function calendarText(zone: EventZone, events: readonly (readonly string[])[], size: number): string {
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Calendar 1.0//EN', ...zone.lines];
  const body = events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']);
  const bare = [...head, ...body, 'END:VCALENDAR', ''].join('\r\n');
  const missing = size - bare.length;
  if (missing < 80) return bare;
  return bare.replace('END:VEVENT', `${description(missing)}\r\nEND:VEVENT`);
}

/** Words in folded lines (RFC 5545 3.1). */
function description(length: number): string {
  const words = 'Agenda and notes for the meeting; bring the figures of last month. '.replace(';', '\\;');
  const line = `DESCRIPTION:${words.repeat(Math.ceil(length / words.length)).slice(0, length - 16)}`;
  return (line.match(/.{1,74}/g) ?? []).join('\r\n ');
}
