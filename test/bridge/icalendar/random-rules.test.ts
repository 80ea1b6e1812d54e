import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type ReadTimes, readTwice } from '../../../bridge/icalendar/second-reader.ts';
import { calendar, days, event, inWords, times } from './texts.ts';

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

/** How the readers are known to differ, and what each difference does to what the other reader gives. */
const DIFFERENCES = [
  {
    why: 'DTSTART outside the rule: the others leave it out; here it is an occurrence (RFC 5545 3.8.2.4)',
    explains: (ours: readonly string[], theirs: readonly string[], start: string) =>
      !theirs.includes(start) && same(ours, [start, ...theirs]),
  },
  {
    why: 'DTSTART outside the rule: the others do not count it; here it is the first of COUNT (RFC 5545 3.3.10)',
    explains: (ours: readonly string[], theirs: readonly string[], start: string, rule: string) =>
      rule.includes('COUNT') && !theirs.includes(start) && same(ours, [start, ...theirs.slice(0, -1)]),
  },
  {
    why: 'DTSTART outside the rule: COUNT is used up within the window by one of the readers, after it by the other',
    explains: (ours: readonly string[], theirs: readonly string[], start: string, rule: string) =>
      rule.includes('COUNT') && !theirs.includes(start) && ours.includes(start) && same([...ours].slice(1), theirs),
  },
  {
    why: 'DTSTART outside a weekly rule with an interval: node-ical counts the weeks from the first match (see below)',
    explains: (ours: readonly string[], theirs: readonly string[], start: string, rule: string) =>
      /FREQ=WEEKLY.*INTERVAL=[2-9]/.test(rule) && ours[0] === start && !theirs.includes(start),
  },
] as const;

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

function explained(ours: readonly string[], theirs: readonly string[], start: string, rule: string): boolean {
  return same(ours, theirs) || DIFFERENCES.some(({ explains }) => explains(ours, theirs, start, rule));
}

const starts = (found: readonly ReadTimes[]) => found.map(({ start }) => new Date(start).toISOString());

function textOf(dtstart: string, rule: string): string {
  return calendar(event(dtstart, 'DURATION:PT1H', `RRULE:${rule}`));
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

describe('random rules of everyday calendars', { timeout: 60_000 }, () => {
  it('give what ical.js gives, or a difference that is explained', () => {
    fc.assert(
      fc.property(anyDay, anyRule, (day, rule) => {
        const text = textOf(`DTSTART:${day}T100000Z`, rule);
        const ours = starts(readTwice(text, WINDOW, 'UTC').first);
        const start = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T10:00:00.000Z`;
        const theirs = icalStarts(text);
        expect(explained(ours, theirs, start, rule), `${rule}\n${ours.join(' ')}\n${theirs.join(' ')}`).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('give what node-ical gives, across changes of the clocks', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyRule,
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
        (day, rule, zone) => {
          const { first, second } = readTwice(textOf(`DTSTART;TZID=${zone}:${day}T100000`, rule), WINDOW, 'UTC');
          const [ours, theirs] = [starts(first), starts(second)];
          const start = times(calendar(event(`DTSTART;TZID=${zone}:${day}T100000`)), WINDOW)[0] ?? '';
          const instant = new Date(`${start.slice(0, 16).replace(' ', 'T')}Z`).toISOString();
          expect(explained(ours, theirs, instant, rule), `${rule}\n${ours.join(' ')}\n${theirs.join(' ')}`).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('give what node-ical gives for whole days', () => {
    fc.assert(
      fc.property(anyDay, anyRule, (day, rule) => {
        const text = calendar(event(`DTSTART;VALUE=DATE:${day}`, `RRULE:${rule.replace(/(UNTIL=\d{8})T\d+Z/, '$1')}`));
        const { first, second } = readTwice(text, WINDOW, 'UTC');
        const start = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00.000Z`;
        expect(explained(starts(first), starts(second), start, rule), rule).toBe(true);
      }),
      { numRuns: 40 },
    );
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
