import { describe, expect, it } from 'vitest';
import { dayWindow } from '../../../extension/crm/staff-grid.ts';
import { wallSpan } from '../../../extension/crm/wall-span.ts';

const NEW_YORK = 'America/New_York';

/** A span of the day of `date` in `zone`; instants as RFC 3339 texts with their offsets. */
function span(zone: string, date: string, start: string, end: string): number[] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const piece = { start: Date.parse(start), end: Date.parse(end) };
  const { from, until } = wallSpan(piece, dayWindow({ year, month, day }, zone), zone);
  return [from, until];
}

describe('where a piece of a day stands by the clock', () => {
  it('is where it begins and ends on a day without a change', () => {
    expect(span(NEW_YORK, '2026-11-23', '2026-11-23T09:30-05:00', '2026-11-23T10:45-05:00')).toEqual([570, 645]);
    expect(span(NEW_YORK, '2026-11-23', '2026-11-23T23:30-05:00', '2026-11-24T00:00-05:00')).toEqual([1410, 1440]);
  });

  // New York, 1 November 2026: 02:00 at -04:00 is 01:00 at -05:00.
  it.each([
    ['01:00-04:00', '01:30-05:00', 60, 120],
    ['00:30-04:00', '01:15-05:00', 30, 120],
    ['01:45-04:00', '01:15-05:00', 60, 120],
    ['00:30-04:00', '02:00-05:00', 30, 120],
    ['01:30-04:00', '02:30-05:00', 60, 150],
    ['01:00-04:00', '01:00-05:00', 60, 120],
    ['01:50-04:00', '01:00-05:00', 110, 120],
    ['01:00-05:00', '01:30-05:00', 60, 90],
    ['00:15-04:00', '01:30-04:00', 15, 90],
    ['09:00-05:00', '10:00-05:00', 540, 600],
  ])('covers both rounds of the hour that New York repeats: %s to %s', (start, end, from, until) => {
    const found = span(NEW_YORK, '2026-11-01', `2026-11-01T${start}`, `2026-11-01T${end}`);
    expect(found).toEqual([from, until]);
  });

  it('is the whole face on a whole day of 25 hours', () => {
    const day = dayWindow({ year: 2026, month: 11, day: 1 }, NEW_YORK);
    expect((day.end - day.start) / 3_600_000).toBe(25);
    expect(wallSpan(day, day, NEW_YORK)).toEqual({ from: 0, until: 1440 });
  });

  it('covers the hour that Berlin repeats from 03:00 on', () => {
    const berlin = (start: string, end: string) =>
      span('Europe/Berlin', '2026-10-25', `2026-10-25T${start}`, `2026-10-25T${end}`);
    expect(berlin('02:45+02:00', '02:15+01:00')).toEqual([120, 180]);
    expect(berlin('02:00+02:00', '02:30+01:00')).toEqual([120, 180]);
    expect(berlin('01:30+02:00', '03:30+01:00')).toEqual([90, 210]);
  });

  it('covers the half hour that Lord Howe repeats', () => {
    const lordHowe = (start: string, end: string) =>
      span('Australia/Lord_Howe', '2026-04-05', `2026-04-05T${start}`, `2026-04-05T${end}`);
    expect(lordHowe('01:50+11:00', '01:40+10:30')).toEqual([90, 120]);
    expect(lordHowe('01:15+11:00', '01:45+10:30')).toEqual([75, 120]);
    expect(lordHowe('01:00+11:00', '01:30+11:00')).toEqual([60, 90]);
  });

  it('covers an hour that is repeated at either side of midnight', () => {
    // Cairo, 29 October 2026: midnight at +03:00 is 23:00 at +02:00.
    expect(span('Africa/Cairo', '2026-10-29', '2026-10-29T23:30+03:00', '2026-10-29T23:15+02:00')).toEqual([
      1380, 1440,
    ]);
    // Havana, 1 November 2026: 01:00 at -04:00 is midnight at -05:00.
    expect(span('America/Havana', '2026-11-01', '2026-11-01T00:45-04:00', '2026-11-01T00:15-05:00')).toEqual([0, 60]);
  });

  it('goes on by the clock over the gap when clocks go forward, and ends before it where it ends with it', () => {
    // New York, 8 March 2026: 02:00 at -05:00 is 03:00 at -04:00.
    const spring = (start: string, end: string) =>
      span(NEW_YORK, '2026-03-08', `2026-03-08T${start}`, `2026-03-08T${end}`);
    expect(spring('01:30-05:00', '03:30-04:00')).toEqual([90, 210]);
    expect(spring('01:30-05:00', '02:00-05:00')).toEqual([90, 120]);
    expect(spring('03:00-04:00', '03:15-04:00')).toEqual([180, 195]);
    const day = dayWindow({ year: 2026, month: 3, day: 8 }, NEW_YORK);
    expect(wallSpan(day, day, NEW_YORK)).toEqual({ from: 0, until: 1440 });
  });
});
