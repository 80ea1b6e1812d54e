import { describe, expect, it } from 'vitest';
import { expand, spanOf } from '../../../bridge/icalendar/expand.ts';
import { readResource } from '../../../bridge/icalendar/read.ts';
import { readTwice } from '../../../bridge/icalendar/second-reader.ts';
import { calendar, days, event } from '../icalendar/texts.ts';

const WINDOW = days('2026-11-01', '2027-12-31');
const START = ['DTSTART:20261117T090000Z', 'DURATION:PT1H'];
const LARGEST = 20_000_000;
/** Milliseconds of the processor: what takes no more than its share is far below it, on a slow machine as well. */
const NEARLY_NEVER = 15_000;

const upTo = (count: number, first = 0) => Array.from({ length: count }, (_, index) => first + index).join(',');
const filled = (unit: string, length = LARGEST) => unit.repeat(Math.ceil(length / unit.length));
const lines = (line: string, length = LARGEST) => filled(`${line}\r\n`, length).trimEnd();
const folded = (line: string) => line.replace(/.{74}/g, '$&\r\n ');
const utc = (instant: number) => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');
const single = (...more: string[]) => calendar(event(...START, ...more));
const inZone = (...observances: string[]) =>
  calendar(
    ['BEGIN:VTIMEZONE', 'TZID:Own', ...observances, 'END:VTIMEZONE'],
    event('DTSTART;TZID=Own:20261117T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY'),
  );
const observance = (...more: string[]) =>
  ['BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', ...more, 'END:STANDARD'].join(
    '\r\n',
  );
const numbered = (count: number, one: (index: number) => string[]) =>
  Array.from({ length: count }, (_, index) => event(...one(index)));

/** What the text gives in the window, and the processor time in milliseconds that it took, read and expanded. */
function answer(text: string) {
  const before = process.cpuUsage().user;
  const reading = readResource(text);
  const { occurrences, unknown } =
    reading.kind === 'events'
      ? expand(reading.resource, WINDOW, 'Europe/Berlin')
      : { occurrences: [], unknown: reading.kind === 'unreadable' ? [reading] : [] };
  const span = reading.kind === 'events' ? spanOf(reading.resource, 'Europe/Berlin') : null;
  return { occurrences, unknown, span, cost: (process.cpuUsage().user - before) / 1000 };
}

/** Absurd, but nothing of it hides a time: the one event is known exactly. */
const READ: Record<string, () => string> = {
  'an attachment': () => single(`ATTACH:${filled('A')}`),
  'a folded attachment': () => single(folded(`ATTACH:${filled('A')}`)),
  'a title': () => single(`SUMMARY:${filled('A')}`),
  'a title of escapes': () => single(`SUMMARY:${filled('\\n')}`),
  'a folded title': () => single(folded(`SUMMARY:${filled('A')}`)),
  'the name of an attendee': () => single(`ATTENDEE;CN=${filled('A')}:mailto:me@example.org`),
  'quotes in the name of an attendee': () => single(`ATTENDEE;CN=${filled('"')}:mailto:me@example.org`),
  'parameters of an attendee': () => single(`ATTENDEE${filled(';A=b')}:mailto:me@example.org`),
  'addresses of one attendee': () => single(`ATTENDEE;MEMBER=${filled('"mailto:a",')}"b":mailto:me@example.org`),
  'colons of an attendee': () => single(`ATTENDEE;CN=a${filled(':')}`),
  'a line that is no property': () => single(filled('X')),
  'blank lines': () => single(filled('\r\n')),
  'a name of its event': () => single().replace('UID:event', `UID:${filled('A')}`),
  'six thousand attendees': () => single(lines('ATTENDEE;CN="A";RSVP=TRUE:mailto:a@example.org', 6000 * 48)),
};

describe('a text of 20 MB is read past', () => {
  it.each(Object.entries(READ))('%s', (_, make) => {
    const { occurrences, unknown, cost } = answer(make());
    expect(occurrences.map(({ start }) => start)).toEqual([Date.parse('2026-11-17T09:00:00Z')]);
    expect(unknown).toEqual([]);
    expect(cost).toBeLessThan(NEARLY_NEVER);
  });
});

/** What is excluded by more dates than can be read stays blocked. */
const STILL_BLOCKED: Record<string, () => string> = {
  'a list of dates': () => single('RRULE:FREQ=DAILY', `EXDATE:${filled('20261118T090000Z,')}`),
  'as many lines': () => single('RRULE:FREQ=DAILY', lines('EXDATE:20261118T090000Z', 6000 * 25)),
  'dates that are none': () => single('RRULE:FREQ=DAILY', `EXDATE:${filled('x,')}`),
  rules: () => single('RRULE:FREQ=DAILY', lines('EXRULE:FREQ=YEARLY;BYDAY=MO;BYSETPOS=-1', 30 * 40)),
};

describe('absurdly many exclusions free nothing that they do not name', () => {
  it.each(Object.entries(STILL_BLOCKED))('%s', (_, make) => {
    const { occurrences, unknown, cost } = answer(make());
    expect(unknown).toEqual([]);
    // From 17 November 2026 to 31 December 2027 it is 410 days, of which 18 November may be excluded.
    expect(occurrences.length).toBeGreaterThanOrEqual(409);
    expect(cost).toBeLessThan(NEARLY_NEVER);
  });
});

/** What may hide a time: it is not known, and that is said. */
const NOT_KNOWN: Record<string, () => string> = {
  dates: () => single(`RDATE:${filled('20261118T090000Z,')}`),
  'dates in lines': () => single(lines('RDATE:20261118T090000Z', 6000 * 24)),
  'dates that are none': () => single(`RDATE:${filled('x,')}`),
  'dates in a zone that nobody knows': () => single(`RDATE;TZID=Nowhere:${filled('20261118T090000,')}`),
  'rules that are each too much': () => single(lines('RRULE:FREQ=MINUTELY;BYHOUR=9', 19 * 30)),
  'rules by the thousand': () => single(lines('RRULE:FREQ=DAILY', 2000 * 18)),
  'a rule with twenty million letters': () => single(`RRULE:FREQ=DAILY;BYDAY=${filled('MO,')}TU`),
  'a rule of garbage': () => single(`RRULE:${filled('x')}`),
  'a rule with spaces': () => single(`RRULE:FREQ=DAILY${filled(' ')}`),
  'a start of digits': () => calendar(event(`DTSTART:${filled('1')}`)),
  'starts by the thousand': () => single(lines('DTSTART:20261117T090000Z', 6000 * 26)),
  'the name of a zone': () => calendar(event(`DTSTART;TZID=${filled('a/')}:20261117T090000`)),
  'a duration': () => calendar(event('DTSTART:20261117T090000Z', `DURATION:PT${filled('1')}H`)),
  'travel times by the thousand': () => single(lines('X-APPLE-TRAVEL-DURATION:PT45M', 6000 * 31)),
  'components that are nested': () => `BEGIN:VCALENDAR\r\n${lines('BEGIN:X')}`,
  alarms: () => single(lines('BEGIN:VALARM\r\nEND:VALARM')),
  'events without anything': () => calendar([lines('BEGIN:VEVENT\r\nEND:VEVENT')]),
  'changes of a zone': () => inZone(lines(observance(), 1_000_000)),
  'rules of a zone': () => inZone(lines(observance('RRULE:FREQ=YEARLY;BYDAY=MO;BYSETPOS=-1'), 80_000)),
  'a zone that changes every second': () => inZone(observance('RRULE:FREQ=SECONDLY')),
  'a zone that changes every minute of an hour': () => inZone(observance('RRULE:FREQ=MINUTELY;BYHOUR=3')),
  'every second of the year, of which two count': () =>
    single(`RRULE:FREQ=YEARLY;BYHOUR=${upTo(24)};BYMINUTE=${upTo(60)};BYSECOND=${upTo(60)};BYSETPOS=1,-1`),
  'every second of an hour, of which one counts': () =>
    single(`RRULE:FREQ=HOURLY;BYMINUTE=${upTo(60)};BYSECOND=${upTo(60)};BYSETPOS=1`),
  'masters by the thousand, each often': () =>
    calendar(...numbered(1500, () => ['DTSTART:20261117T090000Z', 'DURATION:PT1M', 'RRULE:FREQ=MINUTELY;INTERVAL=30'])),
  'exceptions by the hundred thousand': () =>
    calendar(
      ...numbered(90, () => [
        ...START,
        'RRULE:FREQ=DAILY',
        `EXDATE:${Array.from({ length: 9000 }, (_, index) => utc(WINDOW.start + index * 1000)).join(',')}`,
      ]),
    ),
};

describe('a text with too much that may hide a time is not known', () => {
  it.each(Object.entries(NOT_KNOWN))('%s', (_, make) => {
    const { unknown, cost } = answer(make());
    expect(unknown.length).toBeGreaterThan(0);
    for (const { reason } of unknown) expect(reason.length).toBeLessThan(200);
    expect(cost).toBeLessThan(NEARLY_NEVER);
  });
});

describe('many events of one text', () => {
  const moved = (index: number, range = '') => [
    `RECURRENCE-ID${range}:${utc(WINDOW.start + index * 3_600_000)}`,
    `DTSTART:${utc(WINDOW.start + index * 3_600_000 + 60_000)}`,
    'DURATION:PT1M',
  ];

  it('are read where they are some thousand overrides', () => {
    const hourly = event(`DTSTART:${utc(WINDOW.start)}`, 'DURATION:PT1M', 'RRULE:FREQ=HOURLY;COUNT=5000');
    const { occurrences, unknown, cost } = answer(calendar(hourly, ...numbered(4000, (index) => moved(index))));
    expect(unknown).toEqual([]);
    expect(occurrences).toHaveLength(5000);
    expect(occurrences.filter(({ start }) => start % 3_600_000 === 60_000)).toHaveLength(4000);
    expect(cost).toBeLessThan(NEARLY_NEVER);
  });

  it('are not known where they are some thousand ranges', () => {
    const hourly = event(`DTSTART:${utc(WINDOW.start)}`, 'DURATION:PT1M', 'RRULE:FREQ=HOURLY;COUNT=5000');
    const ranges = numbered(4000, (index) => moved(index, ';RANGE=THISANDFUTURE'));
    const { unknown, cost } = answer(calendar(hourly, ...ranges));
    expect(unknown).toEqual([{ from: WINDOW.start, to: WINDOW.end, reason: expect.stringContaining('too often') }]);
    expect(cost).toBeLessThan(NEARLY_NEVER);
  });

  it('leave few doubts, which take in all that they leave', () => {
    const bad = numbered(500, (index) => [
      `UID:${index}`,
      `DTSTART:${utc(WINDOW.start + index * 60_000)}`,
      'DURATION:x',
    ]);
    const { unknown } = answer(calendar(event('UID:good', ...START), ...bad));
    expect(unknown).toEqual([
      { from: WINDOW.start - 14 * 3_600_000, reason: expect.stringContaining('is no duration') },
    ]);
  });

  it('that are one and the same leave one doubt', () => {
    const bad = numbered(50, (index) => [`UID:${index}`, 'DTSTART:20261317T090000Z']);
    expect(answer(calendar(event('UID:good', ...START), ...bad)).unknown).toHaveLength(1);
  });
});

describe('a day of the week that a rule names a million times', () => {
  it('is one', () => {
    const rule = `RRULE:FREQ=YEARLY;BYWEEKNO=47;BYDAY=${filled('TU,', 900_000)}TU`;
    const { occurrences, cost } = answer(single(rule));
    expect(occurrences).toHaveLength(2);
    expect(cost).toBeLessThan(NEARLY_NEVER);
  });
});

describe('the second reader is not asked about', () => {
  it('texts of many megabytes', () => {
    const { first, differences } = readTwice(single(`ATTACH:${filled('A')}`), WINDOW, 'UTC');
    expect(first).toHaveLength(1);
    expect(differences[0]).toBe('node-ical: was not asked, the text is too long');
  });
});
