import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, type Interval, merge, overlaps, subtract } from '../../shared/intervals.ts';

const interval = (start: number, end: number): Interval => ({ start, end });

describe('overlaps', () => {
  it.each([
    ['apart', interval(0, 1), interval(2, 3), false],
    ['touching', interval(0, 1), interval(1, 2), false],
    ['sharing an instant', interval(0, 2), interval(1, 3), true],
    ['one inside the other', interval(0, 9), interval(3, 4), true],
    ['the same', interval(0, 1), interval(0, 1), true],
    ['an empty one at the edge', interval(0, 2), interval(2, 2), false],
  ])('%s', (_, a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
    expect(overlaps(b, a)).toBe(expected);
  });
});

describe('clip', () => {
  const window = interval(10, 20);
  it.each([
    ['inside stays', interval(12, 15), interval(12, 15)],
    ['reaching out on the left is cut', interval(5, 15), interval(10, 15)],
    ['reaching out on the right is cut', interval(15, 25), interval(15, 20)],
    ['around it becomes the window', interval(0, 99), interval(10, 20)],
    ['outside is nothing', interval(0, 5), null],
    ['touching is nothing', interval(0, 10), null],
    ['empty is nothing', interval(12, 12), null],
  ])('%s', (_, given, expected) => {
    expect(clip(given, window)).toEqual(expected);
  });
});

describe('merge', () => {
  it.each([
    ['nothing', [], []],
    ['sorts', [interval(5, 6), interval(1, 2)], [interval(1, 2), interval(5, 6)]],
    ['joins what overlaps', [interval(1, 4), interval(3, 6)], [interval(1, 6)]],
    ['joins what touches', [interval(1, 3), interval(3, 6)], [interval(1, 6)]],
    ['keeps the longer of two from one start', [interval(1, 9), interval(1, 3)], [interval(1, 9)]],
    ['swallows what lies inside', [interval(1, 9), interval(2, 3), interval(8, 9)], [interval(1, 9)]],
    ['drops empty ones', [interval(1, 1), interval(3, 2)], []],
  ])('%s', (_, given, expected) => {
    expect(merge(given)).toEqual(expected);
  });

  it('leaves what it was given as it was', () => {
    const given = [interval(5, 6), interval(1, 5)];
    merge(given);
    expect(given).toEqual([interval(5, 6), interval(1, 5)]);
  });
});

describe('subtract', () => {
  it.each([
    ['nothing taken', [interval(1, 5)], [], [interval(1, 5)]],
    ['all taken', [interval(1, 5)], [interval(0, 9)], []],
    ['a hole in the middle', [interval(1, 5)], [interval(2, 3)], [interval(1, 2), interval(3, 5)]],
    ['the left taken', [interval(1, 5)], [interval(0, 2)], [interval(2, 5)]],
    ['the right taken', [interval(1, 5)], [interval(4, 9)], [interval(1, 4)]],
    ['one hole over two', [interval(1, 5), interval(6, 9)], [interval(4, 7)], [interval(1, 4), interval(7, 9)]],
    ['a hole that only touches', [interval(1, 5)], [interval(5, 9), interval(0, 1)], [interval(1, 5)]],
    ['two holes that touch', [interval(1, 9)], [interval(3, 4), interval(4, 5)], [interval(1, 3), interval(5, 9)]],
  ])('%s', (_, from, taken, expected) => {
    expect(subtract(from, taken)).toEqual(expected);
  });
});

describe('for any intervals', () => {
  const any = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: -2, max: 10 }))
      .map(([start, length]) => interval(start, start + length)),
    { maxLength: 10 },
  );
  const covers = (all: readonly Interval[], instant: number) =>
    all.some(({ start, end }) => start <= instant && instant < end);
  const instants = Array.from({ length: 45 }, (_, index) => index);

  it('merging covers what was covered, and is sorted with a gap between each two', () => {
    fc.assert(
      fc.property(any, (given) => {
        const merged = merge(given);
        for (const instant of instants) expect(covers(merged, instant)).toBe(covers(given, instant));
        for (const [index, { start, end }] of merged.entries()) {
          expect(start).toBeLessThan(end);
          expect(start).toBeGreaterThan(merged[index - 1]?.end ?? -1);
        }
      }),
    );
  });

  it('subtracting leaves what is in the one and not in the other', () => {
    fc.assert(
      fc.property(any, any, (from, taken) => {
        const left = subtract(from, taken);
        for (const instant of instants)
          expect(covers(left, instant)).toBe(covers(from, instant) && !covers(taken, instant));
      }),
    );
  });
});
