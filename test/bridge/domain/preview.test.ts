import { describe, expect, it } from 'vitest';
import { clashesIn, differenceOf } from '../../../bridge/domain/preview.ts';

const at = (start: number, end: number) => ({ start, end });

describe('what choices change', () => {
  it('is what blocks before and not after, and what blocks after and not before', () => {
    const before = [at(9, 10), at(13, 15)];
    const after = [at(14, 16), at(9, 10), at(20, 21)];
    expect(differenceOf({ before, after, unknownAfter: [] })).toEqual({
      opens: [at(13, 14)],
      closes: [at(15, 16), at(20, 21)],
    });
  });

  it('is nothing where the same time is blocked by another event', () => {
    const difference = differenceOf({ before: [at(9, 12)], after: [at(9, 11), at(10, 12)], unknownAfter: [] });
    expect(difference).toEqual({ opens: [], closes: [] });
  });

  it('opens nothing that may be blocked by what nobody can tell', () => {
    const difference = differenceOf({ before: [at(9, 12)], after: [], unknownAfter: [at(10, 11)] });
    expect(difference.opens).toEqual([at(9, 10), at(11, 12)]);
    expect(differenceOf({ before: [at(9, 12)], after: [], unknownAfter: [at(0, 24)] }).opens).toEqual([]);
  });

  it('closes what is known to close, whatever else nobody can tell', () => {
    expect(differenceOf({ before: [], after: [at(9, 10)], unknownAfter: [at(0, 24)] }).closes).toEqual([at(9, 10)]);
  });
});

describe('bookings clash', () => {
  const booking = (appointmentId: string, start: number, end: number) => ({ appointmentId, start, end });
  const event = (start: number, end: number, appointmentId: string | null = null) => ({ start, end, appointmentId });

  it('with what closes, in the order of time, and not with what they only touch', () => {
    const bookings = [booking('late', 15, 16), booking('early', 9, 10), booking('beside', 11, 12)];
    const found = clashesIn(bookings, [event(9, 11), event(15, 16)], [at(9, 11), at(15, 16)]);
    expect(found.map(({ appointmentId }) => appointmentId)).toEqual(['early', 'late']);
  });

  it('with what closes, of those that begin together the shorter one first', () => {
    const bookings = [booking('long', 9, 11), booking('short', 9, 10), booking('earlier', 8, 12)];
    const found = clashesIn(bookings, [event(8, 12)], [at(8, 12)]);
    expect(found.map(({ appointmentId }) => appointmentId)).toEqual(['earlier', 'short', 'long']);
  });

  it('not with what blocks already', () => {
    expect(clashesIn([booking('a', 9, 10)], [event(9, 12)], [at(10, 12)])).toEqual([]);
  });

  it('not with their own event, wherever it was moved, but with that of another booking', () => {
    const bookings = [booking('a', 9, 10), booking('b', 9, 10)];
    const found = clashesIn(bookings, [event(9, 10, 'a')], [at(9, 10)]);
    expect(found.map(({ appointmentId }) => appointmentId)).toEqual(['b']);
  });
});
