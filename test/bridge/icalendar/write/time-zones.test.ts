import { describe, expect, it } from 'vitest';
import { readTwice } from '../../../../bridge/icalendar/second-reader.ts';
import { readOwnEvent } from '../../../../bridge/icalendar/write/read-own-event.ts';
import { writeEvent } from '../../../../bridge/icalendar/write/write-event.ts';
import { ianaYears } from '../../../../bridge/icalendar/zone-offsets.ts';
import type { Interval } from '../../../../shared/intervals.ts';
import { appointment, linesOf, STAMP } from './linked-events.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ALIASES = [
  'Asia/Calcutta',
  'US/Pacific',
  'Etc/UTC',
  'UTC',
  'GMT',
  'Europe/Kiev',
  'Asia/Katmandu',
  'EST',
  'Asia/Saigon',
];
const ZONES = [...new Set([...Intl.supportedValuesOf('timeZone'), ...ALIASES])];

/** When the zone's offset changes from 2026 to 2028, and a winter's and a summer's day. */
function momentsOf(zone: string): number[] {
  const changes = [2026, 2027, 2028]
    .flatMap((year) => ianaYears(zone)(year).filter(({ at }) => new Date(at).getUTCFullYear() === year))
    .map(({ at }) => at);
  return [...changes, Date.UTC(2027, 0, 15, 12), Date.UTC(2027, 6, 15, 12)];
}

/** Half an hour after the moment. */
function after(at: number): Interval {
  return { start: at + 30 * MINUTE, end: at + 30 * MINUTE + HOUR };
}

/** Before, across and after the moment, and in the hour that may occur twice. */
function around(at: number): Interval[] {
  return [-90, -60, -30, 30].map((minutes) => after(at + (minutes - 30) * MINUTE));
}

/** Zones whose clocks change at other instants than those of the zones before. */
function onePerClock(): string[] {
  const clocks = ZONES.map((zone) => [JSON.stringify([2026, 2027, 2028].map(ianaYears(zone))), zone] as const);
  return [...new Map(clocks).values()];
}

function written(timeZone: string, times: Interval): string {
  return writeEvent(appointment({ timeZone, ...times }), STAMP);
}

/** The text under a zone name that nobody knows, so that its VTIMEZONE alone tells what the times mean. */
function withZoneOfItsOwn(text: string): string {
  return text.replace(/TZID[=:][A-Za-z0-9_+/-]+/g, (named) => `${named.slice(0, 5)}Nowhere/Else`);
}

function readTimes(text: string): Interval | null {
  const own = readOwnEvent(text, 'Pacific/Chatham');
  return own && { start: own.start, end: own.end };
}

/** What the text says other than it should, by the zone's name or by its VTIMEZONE. */
function misreadings(zone: string, times: Interval): string[] {
  const text = written(zone, times);
  return [text, withZoneOfItsOwn(text)]
    .map(readTimes)
    .filter((read) => read?.start !== times.start || read.end !== times.end)
    .map((read) => `${zone} ${new Date(times.start).toISOString()}: ${JSON.stringify(read)}`);
}

describe('an event written in any zone', () => {
  it('says the right instants after every change of clocks, by the name and by the VTIMEZONE', () => {
    expect(ZONES.flatMap((zone) => momentsOf(zone).flatMap((at) => misreadings(zone, after(at))))).toEqual([]);
  });

  it('says the right instants before and across every change of clocks', () => {
    const events = onePerClock().flatMap((zone) =>
      momentsOf(zone)
        .flatMap(around)
        .map((times) => [zone, times] as const),
    );
    expect(events.flatMap(([zone, times]) => misreadings(zone, times))).toEqual([]);
  });

  it('is understood so by the second reader', () => {
    const differences: string[] = [];
    for (const zone of onePerClock())
      for (const times of momentsOf(zone).flatMap(around)) {
        const window = { start: times.start - 24 * HOUR, end: times.end + 24 * HOUR };
        differences.push(...readTwice(written(zone, times), window, zone).differences.map((one) => `${zone}: ${one}`));
      }
    expect(differences).toEqual([]);
  });

  it('is nearly always written in local time', () => {
    const noon = { start: Date.UTC(2027, 6, 15, 12), end: Date.UTC(2027, 6, 15, 13) };
    const inUtc = ZONES.filter((zone) => /^DTSTART:.*Z\r$/m.test(written(zone, noon)));
    expect(inUtc.length).toBeLessThan(20);
    expect(inUtc).toContain('UTC');
    expect(inUtc).not.toContain('Europe/Berlin');
  });
});

function timeLines(timeZone: string, start: string, end: string): string[] {
  const text = written(timeZone, { start: Date.parse(start), end: Date.parse(end) });
  const event = text.slice(text.indexOf('BEGIN:VEVENT'));
  return [...linesOf(event, 'DTSTART'), ...linesOf(event, 'DTEND')];
}

describe('a time', () => {
  it('that occurs twice is written in UTC, the first and the second time', () => {
    // Clocks in Berlin go from 3:00 back to 2:00 on 25 October 2026, at 01:00 UTC.
    expect(timeLines('Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T02:00:00Z')).toEqual([
      'DTSTART:20261025T003000Z',
      'DTEND:20261025T020000Z',
    ]);
    expect(timeLines('Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25T02:00:00Z')).toEqual([
      'DTSTART:20261025T013000Z',
      'DTEND:20261025T020000Z',
    ]);
  });

  it('just before the hour that occurs twice, or just after it, is written in local time', () => {
    expect(timeLines('Europe/Berlin', '2026-10-24T23:30:00Z', '2026-10-25T02:00:00Z')).toEqual([
      'DTSTART;TZID=Europe/Berlin:20261025T013000',
      'DTEND;TZID=Europe/Berlin:20261025T030000',
    ]);
  });

  it('across the hour that does not exist is written in local time', () => {
    // Clocks in New York go from 2:00 to 3:00 on 14 March 2027, at 07:00 UTC.
    expect(timeLines('America/New_York', '2027-03-14T06:30:00Z', '2027-03-14T07:00:00Z')).toEqual([
      'DTSTART;TZID=America/New_York:20270314T013000',
      'DTEND;TZID=America/New_York:20270314T030000',
    ]);
  });

  it('in a zone known by an older name is written in the zone’s name of today', () => {
    expect(timeLines('Asia/Calcutta', '2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z')).toEqual([
      'DTSTART;TZID=Asia/Kolkata:20261124T143000',
      'DTEND;TZID=Asia/Kolkata:20261124T153000',
    ]);
  });

  it.each(['UTC', 'Etc/UTC', 'Etc/GMT', 'Nowhere/Else'])('in %s is written in UTC', (zone) => {
    expect(timeLines(zone, '2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z')).toEqual([
      'DTSTART:20261124T090000Z',
      'DTEND:20261124T100000Z',
    ]);
  });

  it('is right whatever the letter case of the zone', () => {
    expect(timeLines('europe/berlin', '2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z')[0]).toBe(
      'DTSTART;TZID=Europe/Berlin:20261124T100000',
    );
  });
});
