import { describe, expect, it } from 'vitest';
import { nowIn, segmentsIn, unknownIn } from '../../../extension/popup/day-segments.ts';
import { dayWindow, rangeFromToday } from '../../../extension/popup/day-window.ts';
import { nextFree } from '../../../extension/popup/next-free.ts';
import type { BlockedSlot } from '../../../shared/contract/blocked-slots.ts';

const at = (text: string) => Date.parse(text);
const busy = (start: string, end: string): BlockedSlot => ({
  start,
  end,
  kind: 'busy',
  sources: [
    { calendarId: 'c', eventId: 'e', uid: 'u', title: null, start, end, allDay: false, kind: 'busy', reason: 'busy' },
  ],
});
const unreadable = (from: string, to: string) => ({
  calendarId: 'c',
  resource: 'r.ics',
  reason: 'unreadable',
  since: '2026-01-01T00:00:00Z',
  from,
  to,
});

/**
 * The day before the clocks change, at noon there; the change's local midnights, 07:00 and 20:00 in UTC, worked out from
 * the offsets that the zone has on either side.
 */
const CHANGES = [
  // +01:00, then +02:00 from 02:00 on 29 March.
  ['Europe/Berlin', 23, '2026-03-28T11:00:00Z', '2026-03-28T23:00:00Z', '2026-03-29T05:00:00Z', '2026-03-29T18:00:00Z'],
  // +02:00, then +01:00 from 03:00 on 25 October.
  ['Europe/Berlin', 25, '2026-10-24T10:00:00Z', '2026-10-24T22:00:00Z', '2026-10-25T06:00:00Z', '2026-10-25T19:00:00Z'],
  // -05:00, then -04:00 from 02:00 on 8 March.
  [
    'America/New_York',
    23,
    '2026-03-07T17:00:00Z',
    '2026-03-08T05:00:00Z',
    '2026-03-08T11:00:00Z',
    '2026-03-09T00:00:00Z',
  ],
  // -04:00, then -05:00 from 02:00 on 1 November.
  [
    'America/New_York',
    25,
    '2026-10-31T16:00:00Z',
    '2026-11-01T04:00:00Z',
    '2026-11-01T12:00:00Z',
    '2026-11-02T01:00:00Z',
  ],
  // +12:00, then +13:00 from 02:00 on 27 September.
  [
    'Pacific/Auckland',
    23,
    '2026-09-26T00:00:00Z',
    '2026-09-26T12:00:00Z',
    '2026-09-26T18:00:00Z',
    '2026-09-27T07:00:00Z',
  ],
  // +10:30, then +11:00 from 02:00 on 4 October: half an hour alone.
  [
    'Australia/Lord_Howe',
    23.5,
    '2026-10-03T01:30:00Z',
    '2026-10-03T13:30:00Z',
    '2026-10-03T20:00:00Z',
    '2026-10-04T09:00:00Z',
  ],
  // -04:00, then -03:00 from midnight on 6 September: the day begins at 01:00.
  [
    'America/Santiago',
    23,
    '2026-09-05T16:00:00Z',
    '2026-09-06T04:00:00Z',
    '2026-09-06T10:00:00Z',
    '2026-09-06T23:00:00Z',
  ],
  // +05:45 all year.
  [
    'Asia/Kathmandu',
    24,
    '2026-03-28T06:15:00Z',
    '2026-03-28T18:15:00Z',
    '2026-03-29T01:15:00Z',
    '2026-03-29T14:15:00Z',
  ],
] as const;

describe.each(CHANGES)('tomorrow in %s, a day of %d hours', (zone, hours, noon, midnight, seven, twenty) => {
  const now = at(noon);
  const tomorrow = dayWindow(now, 1, zone);

  it('is drawn from 07:00 to 20:00 by the clock on the wall', () => {
    expect(tomorrow).toEqual({ start: at(seven), end: at(twenty) });
  });

  it('is asked for from midnight to midnight', () => {
    const [two, one] = [rangeFromToday(now, 2, zone), rangeFromToday(now, 1, zone)];
    expect(one.to).toBe(new Date(at(midnight)).toISOString());
    expect(at(two.to) - at(one.to)).toBe(hours * 3_600_000);
  });

  it('has its middle at 13:30, a free time from 07:00 on, and no line for now', () => {
    const middle = at(seven) + 6.5 * 3_600_000;
    expect(nowIn(tomorrow, middle)).toBe(50);
    expect(nowIn(tomorrow, now)).toBeNull();
    const untilThen = [busy(noon, seven)];
    expect(nextFree({ slots: untilThen, unknown: [] }, now, zone)).toEqual({ start: at(seven), end: at(twenty) });
  });

  it('shows an event over the whole of it from edge to edge', () => {
    const [whole] = segmentsIn(tomorrow, [busy(midnight, new Date(at(midnight) + hours * 3_600_000).toISOString())]);
    expect([whole?.left, whole?.width]).toEqual([0, 100]);
  });
});

describe('what is not known of a day', () => {
  const window = dayWindow(at('2026-11-23T09:00:00Z'), 0, 'Europe/Berlin');
  const parts = (slots: BlockedSlot[], ...unknown: Parameters<typeof unreadable>[]) =>
    unknownIn(window, { slots, unknown: unknown.map((one) => unreadable(...one)) });

  it('is the time that an unreadable event may take, less what is blocked anyway', () => {
    // 07:00 to 20:00 in Berlin is 06:00Z to 19:00Z, thirteen hours; 12:30Z is its middle.
    const [part, ...others] = parts(
      [busy('2026-11-23T11:00:00Z', '2026-11-23T12:30:00Z')],
      ['2026-11-23T12:00:00Z', '2026-11-23T19:00:00Z'],
    );
    expect(others).toEqual([]);
    expect(part).toEqual({ start: at('2026-11-23T12:30:00Z'), end: at('2026-11-23T19:00:00Z'), left: 50, width: 50 });
  });

  it('is one stretch where two unreadable events may overlap, and nothing outside of the hours', () => {
    const found = parts(
      [],
      ['2026-11-23T08:00:00Z', '2026-11-23T10:00:00Z'],
      ['2026-11-23T09:00:00Z', '2026-11-23T11:00:00Z'],
      ['2026-11-23T20:00:00Z', '2026-11-23T22:00:00Z'],
    );
    expect(found.map(({ start, end }) => [start, end])).toEqual([
      [at('2026-11-23T08:00:00Z'), at('2026-11-23T11:00:00Z')],
    ]);
  });

  it('is all but what is blocked, where an unreadable event may stand anywhere', () => {
    const anywhere = { calendarId: 'c', reason: 'unreadable', since: '2026-01-01T00:00:00Z' };
    const slots = [busy('2026-11-23T06:00:00Z', '2026-11-23T12:30:00Z')];
    expect(unknownIn(window, { slots, unknown: [anywhere] }).map(({ left, width }) => [left, width])).toEqual([
      [50, 50],
    ]);
  });
});
