import { describe, expect, it } from 'vitest';
import { nowIn, segmentsIn, touchedByUnknown } from '../../../extension/popup/day-segments.ts';
import { dayWindow, rangeFromToday } from '../../../extension/popup/day-window.ts';
import { nextBlocks } from '../../../extension/popup/next-blocks.ts';
import { nextFree } from '../../../extension/popup/next-free.ts';
import type { BlockedSlot } from '../../../shared/contract/blocked-slots.ts';
import { calendar } from '../ui/in-memory-bridge.ts';

const at = (text: string) => Date.parse(text);
const slot = (start: string, end: string, title: string | null = null): BlockedSlot => ({
  start,
  end,
  kind: 'busy',
  sources: [
    { calendarId: 'work', eventId: 'e', uid: 'u', title, start, end, allDay: false, kind: 'busy', reason: 'busy' },
  ],
});
const unknown = (more: { from?: string; to?: string } = {}) => ({
  calendarId: 'work',
  reason: 'unreadable',
  since: '2026-11-23T06:00:00Z',
  ...more,
});

/** Monday 23 November 2026; in Berlin it is one hour later. */
const NOW = at('2026-11-23T09:02:00Z');
const WINDOW = { start: at('2026-11-23T07:00:00Z'), end: at('2026-11-23T20:00:00Z') };

describe('the hours drawn of a day', () => {
  it('are 07:00 to 20:00 by the clock of the zone', () => {
    expect(dayWindow(NOW, 0, 'UTC')).toEqual(WINDOW);
    expect(dayWindow(NOW, 1, 'America/New_York')).toEqual({
      start: at('2026-11-24T12:00:00Z'),
      end: at('2026-11-25T01:00:00Z'),
    });
  });

  it('have the range that is asked for begin and end at midnight, also across a change of clocks', () => {
    expect(rangeFromToday(at('2026-10-24T12:00:00Z'), 2, 'Europe/Berlin')).toEqual({
      from: '2026-10-23T22:00:00.000Z',
      to: '2026-10-25T23:00:00.000Z',
    });
  });
});

describe('the blocked parts of a day', () => {
  it('stand at their share of the thirteen hours, cut at its ends', () => {
    const [early, late] = segmentsIn(WINDOW, [
      slot('2026-11-23T05:00:00Z', '2026-11-23T08:18:00Z'),
      slot('2026-11-23T13:30:00Z', '2026-11-23T23:00:00Z'),
      slot('2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z'),
    ]);
    expect([early?.left, early?.width]).toEqual([0, 10]);
    expect([late?.left, late?.width]).toEqual([50, 50]);
  });

  it('have a line for now inside the hours alone', () => {
    expect(nowIn(WINDOW, at('2026-11-23T13:30:00Z'))).toBe(50);
    expect(nowIn(WINDOW, at('2026-11-23T06:59:00Z'))).toBeNull();
    expect(nowIn(WINDOW, at('2026-11-23T20:00:00Z'))).toBeNull();
  });

  it('are not all of it where an unreadable event may stand', () => {
    const tomorrow = { from: '2026-11-24T09:00:00Z', to: '2026-11-24T10:00:00Z' };
    expect(touchedByUnknown(WINDOW, [unknown(tomorrow)])).toBe(false);
    expect(touchedByUnknown(WINDOW, [unknown({ from: '2026-11-23T19:00:00Z', to: '2026-11-23T21:00:00Z' })])).toBe(
      true,
    );
    expect(touchedByUnknown(WINDOW, [unknown()])).toBe(true);
  });
});

describe('the next free time', () => {
  const free = (slots: BlockedSlot[], unknowns: ReturnType<typeof unknown>[] = [], now = NOW) =>
    nextFree({ slots, unknown: unknowns }, now, 'UTC');

  it('begins at the next five minutes when nothing blocks', () => {
    expect(free([])).toEqual({ start: at('2026-11-23T09:05:00Z'), end: at('2026-11-23T20:00:00Z') });
  });

  it('is at least half an hour long', () => {
    const slots = [
      slot('2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z'),
      slot('2026-11-23T10:29:00Z', '2026-11-23T12:00:00Z'),
      slot('2026-11-23T12:30:00Z', '2026-11-23T13:00:00Z'),
    ];
    expect(free(slots)).toEqual({ start: at('2026-11-23T12:00:00Z'), end: at('2026-11-23T12:30:00Z') });
  });

  it('is not at night: after 19:30 it is tomorrow’s', () => {
    expect(free([], [], at('2026-11-23T19:31:00Z'))?.start).toBe(at('2026-11-24T07:00:00Z'));
  });

  it('leaves out the time that an unreadable event may take', () => {
    const unreadable = unknown({ from: '2026-11-23T09:00:00Z', to: '2026-11-23T11:00:00Z' });
    expect(free([], [unreadable])?.start).toBe(at('2026-11-23T11:00:00Z'));
  });

  it('is none where an unreadable event may stand anywhere, or two weeks are full', () => {
    expect(free([], [unknown()])).toBeNull();
    expect(free([slot('2026-11-23T00:00:00Z', '2026-12-10T00:00:00Z')])).toBeNull();
  });
});

describe('the next blocked slots', () => {
  const slots = [
    slot('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z', 'Over'),
    slot('2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z', 'Dentist'),
    ...[10, 11, 12, 13, 14, 15].map((hour) => slot(`2026-11-23T${hour}:15:00Z`, `2026-11-23T${hour}:45:00Z`)),
  ];
  const calendars = [calendar('Work'), calendar('Home')];

  it('are five, begin with the one that runs, and name their calendar', () => {
    const blocks = nextBlocks({ slots, calendars, showTitles: false }, NOW);
    expect(blocks).toHaveLength(5);
    expect(blocks[0]).toMatchObject({ start: at('2026-11-23T09:00:00Z'), calendars: [{ name: 'Work' }] });
  });

  it('say "Busy" and no title, unless the person wants titles', () => {
    expect(nextBlocks({ slots, calendars, showTitles: false }, NOW)[0]?.label).toBe('Busy');
    expect(nextBlocks({ slots, calendars, showTitles: true }, NOW)[0]?.label).toBe('Dentist');
    expect(nextBlocks({ slots, calendars, showTitles: true }, NOW)[1]?.label).toBe('Busy');
  });
});
