import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extentOf } from '../../../bridge/connections/extent.ts';
import { expand } from '../../../bridge/icalendar/expand.ts';
import { readResource } from '../../../bridge/icalendar/read.ts';
import type { CalendarResource } from '../../../bridge/icalendar/resource.ts';

function read(lines: readonly string[]): CalendarResource {
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20260101T000000Z'];
  const reading = readResource([...head, ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'));
  if (reading.kind !== 'events') throw new Error(reading.kind);
  return reading.resource;
}

const ZONES = ['Pacific/Kiritimati', 'Pacific/Niue', 'America/St_Johns', 'Asia/Kathmandu', 'UTC'];
const two = (number: number) => String(number).padStart(2, '0');
const time = fc
  .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }), hour: fc.nat({ max: 23 }) })
  .map(({ month, day, hour }) => `2026${two(month)}${two(day)}T${two(hour)}3000`);

describe('the times outside which a resource has nothing', () => {
  it('hold every occurrence and its travel of a single event, in any zone and of any length', () => {
    const length = fc.constantFrom('PT0S', 'PT45M', 'P1D', 'P40D', 'PT100H');
    const travel = fc.constantFrom([], ['X-APPLE-TRAVEL-DURATION:PT9H']);
    fc.assert(
      fc.property(
        time,
        fc.constantFrom(...ZONES),
        length,
        travel,
        fc.constantFrom(...ZONES),
        (at, zone, lasts, way, own) => {
          const resource = read([`DTSTART;TZID=${zone}:${at}`, `DURATION:${lasts}`, ...way]);
          const extent = extentOf(resource);
          const year = { start: Date.UTC(2025, 10, 1), end: Date.UTC(2027, 2, 1) };
          for (const { start, end, travelMs } of expand(resource, year, own).occurrences) {
            expect(extent.start).toBeLessThan(start - travelMs);
            expect(extent.end).toBeGreaterThan(end);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['recurs', ['DTSTART:20260101T100000Z', 'DTEND:20260101T110000Z', 'RRULE:FREQ=YEARLY']],
    ['has further dates', ['DTSTART:20260101T100000Z', 'DTEND:20260101T110000Z', 'RDATE:20300101T100000Z']],
  ])('are none for what %s', (_, lines) => {
    expect(extentOf(read(lines))).toEqual({ start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY });
  });

  it('end soon after a single event', () => {
    const { start, end } = extentOf(read(['DTSTART:20260601T100000Z', 'DTEND:20260601T110000Z']));
    expect(start).toBeGreaterThan(Date.UTC(2026, 4, 25));
    expect(end).toBeLessThan(Date.UTC(2026, 5, 8));
  });
});
