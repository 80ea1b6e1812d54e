import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type ReadTimes, readTwice } from '../../../bridge/icalendar/second-reader.ts';
import { type DrawnSeries, isOutside, KNOWN_DIFFERENCES, type KnownDifference } from './known-differences.ts';
import { calendar, days, event, inWords } from './texts.ts';

const WINDOW = days('2026-11-01', '2027-12-31');
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const someDays = fc.subarray(DAYS, { minLength: 1 }).map((list) => `BYDAY=${list.join(',')}`);
const ordinalDay = fc
  .tuple(fc.constantFrom(1, 2, 3, 4, -1), fc.constantFrom(...DAYS))
  .map(([n, day]) => `BYDAY=${n}${day}`);
const dayOfMonth = fc.integer({ min: 1, max: 28 }).map((day) => `BYMONTHDAY=${day}`);
const month = fc.integer({ min: 1, max: 12 }).map((number) => `BYMONTH=${number}`);

/** Rules of everyday calendars; each of them matches again within a year or two, or ical.js would look for ever. */
const pattern = fc.oneof(
  fc.constant(['FREQ=DAILY']),
  fc.tuple(fc.constant('FREQ=WEEKLY'), someDays),
  fc.tuple(fc.constant('FREQ=WEEKLY'), someDays, fc.constantFrom('WKST=SU', 'WKST=MO')),
  fc.tuple(fc.constant('FREQ=MONTHLY'), fc.oneof(ordinalDay, dayOfMonth)),
  fc.tuple(fc.constant('FREQ=YEARLY'), month, fc.oneof(ordinalDay, dayOfMonth)),
);
const ending = fc.oneof(
  fc.constant([]),
  fc.integer({ min: 1, max: 30 }).map((count) => [`COUNT=${count}`]),
  fc.constantFrom('20270101T000000Z', '20270601T100000Z').map((until) => [`UNTIL=${until}`]),
);
const anyRule = fc
  .tuple(pattern, fc.integer({ min: 1, max: 4 }), ending)
  .map(([parts, interval, end]) => [...parts, `INTERVAL=${interval}`, ...end].join(';'));
const anyDay = fc.integer({ min: 1, max: 28 }).map((day) => `202611${String(day).padStart(2, '0')}`);

const starts = (found: readonly ReadTimes[]) => found.map(({ start }) => new Date(start).toISOString());

/** The other reader's starts as they are to be: what is read here, or else as that reader is known to differ. */
function expectedOf(reader: KnownDifference['reader'], drawn: DrawnSeries, zone?: string): string[] {
  const [known, ...more] = KNOWN_DIFFERENCES.filter((one) => one.reader === reader && one.when(drawn));
  expect(more).toEqual([]);
  if (!known) return ours(drawn, zone);
  const read = known.reads(drawn);
  return ours(read, zone).slice(isOutside(read) ? 1 : 0);
}

function ours(drawn: DrawnSeries, zone?: string): string[] {
  return starts(readTwice(textOf(drawn, zone), WINDOW, 'UTC').first);
}

function theirs(reader: KnownDifference['reader'], drawn: DrawnSeries, zone?: string): string[] {
  const text = textOf(drawn, zone);
  return reader === 'ical.js' ? icalStarts(text) : starts(readTwice(text, WINDOW, 'UTC').second);
}

/** At ten o'clock in the zone, or in UTC. */
function textOf({ day, rule, wholeDays }: DrawnSeries, zone?: string): string {
  if (wholeDays) return calendar(event(`DTSTART;VALUE=DATE:${day}`, `RRULE:${rule.replace(/T\d{6}Z/, '')}`));
  const start = zone ? `;TZID=${zone}:${day}T100000` : `:${day}T100000Z`;
  return calendar(event(`DTSTART${start}`, 'DURATION:PT1H', `RRULE:${rule}`));
}

/** What ical.js itself makes of a series in UTC. */
function icalStarts(text: string): string[] {
  const component = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
  const iterator = new ICAL.Event(component as ICAL.Component).iterator();
  const found: string[] = [];
  for (let next = iterator.next(); next; next = iterator.next()) {
    const start = next.toJSDate();
    if (start.getTime() >= WINDOW.end) break;
    found.push(start.toISOString());
  }
  return found;
}

const timed = fc.record({ day: anyDay, rule: anyRule, wholeDays: fc.constant(false) });
const anyZone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata');

describe('random rules of everyday calendars', { timeout: 60_000 }, () => {
  const RUNS = { numRuns: 60 };

  it('give what ical.js gives, or exactly a difference that is explained', () => {
    fc.assert(
      fc.property(timed, (drawn) => {
        expect(theirs('ical.js', drawn)).toEqual(expectedOf('ical.js', drawn));
      }),
      RUNS,
    );
  });

  it('give what node-ical gives across changes of the clocks, or exactly a difference that is explained', () => {
    fc.assert(
      fc.property(timed, anyZone, (drawn, zone) => {
        expect(theirs('node-ical', drawn, zone)).toEqual(expectedOf('node-ical', drawn, zone));
      }),
      RUNS,
    );
  });

  it('give what node-ical gives for whole days, or exactly a difference that is explained', () => {
    const allDay = timed.map((drawn) => ({ ...drawn, wholeDays: true }));
    fc.assert(
      fc.property(allDay, (drawn) => {
        expect(theirs('node-ical', drawn)).toEqual(expectedOf('node-ical', drawn));
      }),
      RUNS,
    );
  });
});

describe('each difference that is explained', () => {
  it.each(KNOWN_DIFFERENCES)('is one still: $reader, $why', ({ reader, example }) => {
    expect(theirs(reader, example)).toEqual(expectedOf(reader, example));
    expect(theirs(reader, example)).not.toEqual(ours(example));
  });
});

/** Where node-ical is wrong; the times that are right were worked out by hand. */
const NODE_ICAL_ERRS: Record<string, { lines: string[]; right: string[] }> = {
  'RDATE is ignored': {
    lines: ['DTSTART:20261117T100000Z', 'DURATION:PT1H', 'RDATE:20261119T100000Z'],
    right: ['2026-11-17 10:00 – 11:00', '2026-11-19 10:00 – 11:00'],
  },
  'DTSTART outside the rule is left out': {
    lines: ['DTSTART:20261117T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2'],
    right: ['2026-11-17 10:00 – 11:00', '2026-11-23 10:00 – 11:00'],
  },
  'weeks are counted from the first match, not from the week of DTSTART': {
    // Sunday 15 November is the last day of its week; the week after is skipped, and the Friday of the next one counts.
    lines: ['DTSTART:20261115T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;COUNT=2'],
    right: ['2026-11-15 10:00 – 11:00', '2026-11-27 10:00 – 11:00'],
  },
};

describe('the second reader', () => {
  it.each(Object.entries(NODE_ICAL_ERRS))('differs where %s', (_, { lines, right }) => {
    const { first, agree, differences } = readTwice(calendar(event(...lines)), days('2026-11-01', '2026-12-31'), 'UTC');
    expect(first.map(inWords)).toEqual(right);
    expect(agree).toBe(false);
    expect(differences.join()).toContain('only ical.js: 2026-11-1');
  });

  it.each([
    ['a timed event', ['DTSTART;TZID=Europe/Berlin:20261117T100000', 'DURATION:PT1H']],
    ['an all-day event', ['DTSTART;VALUE=DATE:20261117']],
    ['a floating event', ['DTSTART:20261117T100000', 'DURATION:PT1H']],
    ['a floating series', ['DTSTART:20261117T100000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3']],
  ])('agrees on %s whatever the zone of the computer', (_, lines) => {
    const reading = readTwice(calendar(event(...lines)), days('2026-11-01', '2026-12-31'), 'Asia/Tokyo');
    expect(reading).toMatchObject({ agree: true, differences: [] });
    expect(reading.first.length).toBeGreaterThan(0);
  });

  it('says why a text cannot be read', () => {
    const { agree, differences } = readTwice('<html>', WINDOW, 'UTC');
    expect(agree).toBe(false);
    expect(differences[0]).toContain('it is no iCalendar text');
  });

  it.each([
    ['names of the language', 'UID:__proto__', 'RRULE:FREQ=DAILY'],
    ['a folded name of the language', 'UID:__pro\r\n to__', 'RRULE:FREQ=DAILY'],
    ['rules that repeat too often', 'UID:bomb', 'RRULE:FREQ=SECONDLY'],
  ])('is not asked about %s', (_, ...lines) => {
    const { second, differences } = readTwice(calendar(event('DTSTART:20261117T100000Z', ...lines)), WINDOW, 'UTC');
    expect(second).toEqual([]);
    expect(differences.join()).toContain('node-ical: was not asked');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
