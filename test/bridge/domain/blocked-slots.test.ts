import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockedSlots, type JudgedEvent } from '../../../bridge/domain/blocked-slots.ts';
import type { BlockedPiece } from '../../../bridge/domain/busy.ts';
import { BlockedSlot } from '../../../shared/contract/blocked-slots.ts';
import { overlaps } from '../../../shared/intervals.ts';
import { at, occurrence } from './busy-occurrences.ts';

const DAY = { start: at('00:00'), end: at('24:00') };

function judgedEvent(eventId: string, ...pieces: BlockedPiece[]): JudgedEvent {
  const judgement = { busy: pieces.length > 0, reason: 'busy' as const, kind: 'busy' as const, pieces };
  return {
    calendarId: 'home',
    eventId,
    title: null,
    occurrence: occurrence({ uid: `${eventId}@example.org` }),
    judgement,
  };
}

const piece = (start: string, end: string, kind: BlockedPiece['kind'] = 'busy'): BlockedPiece => ({
  start: at(start),
  end: at(end),
  kind,
  reason: kind,
});

/** Slots as `09:00 – 10:00 busy (a, b)`. */
function words(slots: readonly BlockedSlot[]): string[] {
  return slots.map(({ start, end, kind, sources }) => {
    const names = sources.map(({ eventId }) => eventId).join(', ');
    return `${start.slice(11, 16)} – ${end.slice(11, 16)} ${kind} (${names})`;
  });
}

describe('blocked slots', () => {
  it('are none where nothing blocks', () => {
    expect(blockedSlots([], DAY)).toEqual([]);
    expect(blockedSlots([judgedEvent('free')], DAY)).toEqual([]);
  });

  it('have the shape of the contract, in UTC and without milliseconds', () => {
    const [slot] = blockedSlots([judgedEvent('a', piece('09:00', '10:00'))], DAY);
    expect(BlockedSlot.parse(slot)).toEqual({
      start: '2026-11-17T09:00:00Z',
      end: '2026-11-17T10:00:00Z',
      kind: 'busy',
      sources: [
        {
          calendarId: 'home',
          eventId: 'a',
          uid: 'a@example.org',
          title: null,
          start: '2026-11-17T09:00:00Z',
          end: '2026-11-17T10:00:00Z',
          allDay: false,
          kind: 'busy',
          reason: 'busy',
        },
      ],
    });
  });

  it('keep milliseconds where the window has some', () => {
    const [slot] = blockedSlots([judgedEvent('a', piece('09:00', '10:00'))], { start: at('09:30') + 7, end: DAY.end });
    expect(slot?.start).toBe('2026-11-17T09:30:00.007Z');
  });

  it('are sorted', () => {
    const events = [judgedEvent('b', piece('12:00', '13:00')), judgedEvent('a', piece('09:00', '10:00'))];
    expect(words(blockedSlots(events, DAY))).toEqual(['09:00 – 10:00 busy (a)', '12:00 – 13:00 busy (b)']);
  });

  it('of one kind that touch are one', () => {
    const events = [judgedEvent('a', piece('09:00', '10:00')), judgedEvent('b', piece('10:00', '11:00'))];
    expect(words(blockedSlots(events, DAY))).toEqual(['09:00 – 11:00 busy (a, b)']);
  });

  it('of one kind that overlap are one, and each source keeps its own times', () => {
    const events = [judgedEvent('a', piece('09:00', '10:30')), judgedEvent('b', piece('10:00', '11:00'))];
    const [slot] = blockedSlots(events, DAY);
    expect(words(slot ? [slot] : [])).toEqual(['09:00 – 11:00 busy (a, b)']);
    expect(slot?.sources.map(({ start, end }) => `${start.slice(11, 16)} ${end.slice(11, 16)}`)).toEqual([
      '09:00 10:30',
      '10:00 11:00',
    ]);
  });

  it('of different kinds may touch', () => {
    const event = judgedEvent('a', piece('08:15', '09:00', 'travel'), piece('09:00', '10:00'));
    expect(words(blockedSlots([event], DAY))).toEqual(['08:15 – 09:00 travel (a)', '09:00 – 10:00 busy (a)']);
  });

  it('are of the strongest kind where kinds overlap: busy, then travel, then tentative', () => {
    const events = [
      judgedEvent('maybe', piece('08:00', '12:00', 'tentative')),
      judgedEvent('way', piece('09:00', '10:30', 'travel')),
      judgedEvent('sure', piece('10:00', '11:00')),
    ];
    expect(words(blockedSlots(events, DAY))).toEqual([
      '08:00 – 09:00 tentative (maybe)',
      '09:00 – 10:00 travel (maybe, way)',
      '10:00 – 11:00 busy (maybe, way, sure)',
      '11:00 – 12:00 tentative (maybe)',
    ]);
  });

  it('swallow weaker ones that they cover', () => {
    const events = [
      judgedEvent('sure', piece('08:00', '12:00')),
      judgedEvent('maybe', piece('09:00', '10:00', 'tentative')),
    ];
    expect(words(blockedSlots(events, DAY))).toEqual(['08:00 – 12:00 busy (sure, maybe)']);
  });

  it('are clipped to the window, their sources are not', () => {
    const [slot, ...more] = blockedSlots([judgedEvent('a', piece('08:00', '12:00'))], {
      start: at('09:00'),
      end: at('10:00'),
    });
    expect(more).toEqual([]);
    expect(slot).toMatchObject({ start: '2026-11-17T09:00:00Z', end: '2026-11-17T10:00:00Z' });
    expect(slot?.sources[0]).toMatchObject({ start: '2026-11-17T08:00:00Z', end: '2026-11-17T12:00:00Z' });
  });

  it('name sources of the same times in one order, whichever came first', () => {
    const [a, b] = [judgedEvent('a', piece('09:00', '10:00')), judgedEvent('b', piece('09:00', '10:00'))];
    expect(words(blockedSlots([a, b], DAY))).toEqual(['09:00 – 10:00 busy (a, b)']);
    expect(words(blockedSlots([b, a], DAY))).toEqual(['09:00 – 10:00 busy (a, b)']);
  });

  it('name no source that only touches', () => {
    const events = [judgedEvent('a', piece('09:00', '10:00')), judgedEvent('b', piece('10:00', '11:00', 'tentative'))];
    expect(words(blockedSlots(events, DAY))).toEqual(['09:00 – 10:00 busy (a)', '10:00 – 11:00 tentative (b)']);
  });

  it('show the title that was given, and none else', () => {
    const event = { ...judgedEvent('a', piece('09:00', '10:00')), title: 'Dentist' };
    expect(blockedSlots([event], DAY)[0]?.sources[0]?.title).toBe('Dentist');
    expect(blockedSlots([judgedEvent('a', piece('09:00', '10:00'))], DAY)[0]?.sources[0]?.title).toBeNull();
  });
});

describe('whatever the events', { timeout: 60_000 }, () => {
  const anyPiece = fc
    .record({
      start: fc.integer({ min: -30, max: 120 }),
      length: fc.integer({ min: 1, max: 40 }),
      kind: fc.constantFrom('busy' as const, 'travel' as const, 'tentative' as const),
    })
    .map(({ start, length, kind }) => ({
      start: DAY.start + start * 900_000,
      end: DAY.start + (start + length) * 900_000,
      kind,
      reason: kind,
    }));
  const anyEvents = fc
    .array(fc.array(anyPiece, { maxLength: 3 }), { maxLength: 12 })
    .map((all) => all.map((pieces, index) => judgedEvent(`e${index}`, ...pieces)));

  const STRENGTH = ['tentative', 'travel', 'busy'];

  it('every quarter of an hour is blocked as the strongest piece over it says', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const slots = blockedSlots(events, DAY);
        for (let start = DAY.start; start < DAY.end; start += 900_000) {
          const quarter = { start, end: start + 900_000 };
          const over = events.flatMap(({ judgement }) => judgement.pieces.filter((one) => overlaps(one, quarter)));
          const strongest = Math.max(-1, ...over.map(({ kind }) => STRENGTH.indexOf(kind)));
          const found = slots.filter((slot) =>
            overlaps({ start: Date.parse(slot.start), end: Date.parse(slot.end) }, quarter),
          );
          expect(found.map(({ kind }) => kind)).toEqual(strongest < 0 ? [] : [STRENGTH[strongest]]);
        }
      }),
    );
  });

  it('slots are sorted, disjoint, within the window, and never two of a kind that touch', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const slots = blockedSlots(events, DAY);
        for (const [index, slot] of slots.entries()) {
          expect(Date.parse(slot.start)).toBeLessThan(Date.parse(slot.end));
          expect(Date.parse(slot.start)).toBeGreaterThanOrEqual(DAY.start);
          expect(Date.parse(slot.end)).toBeLessThanOrEqual(DAY.end);
          const next = slots[index + 1];
          if (next) expect(Date.parse(next.start)).toBeGreaterThanOrEqual(Date.parse(slot.end));
          if (next?.kind === slot.kind) expect(next.start).not.toBe(slot.end);
        }
      }),
    );
  });

  it('the order in which events come changes nothing', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        expect(blockedSlots([...events].reverse(), DAY)).toEqual(blockedSlots(events, DAY));
      }),
    );
  });
});
