import { expect, it } from 'vitest';
import { momentOf } from '../../../extension/crm/moment-text.ts';

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const NEW_YORK = 'America/New_York';

// Offsets worked out by hand: New York is at -05:00 in November and at -04:00 in July.
it.each([
  ['2026-11-24T11:00:00-05:00', '2026-11-24T16:00:00.000Z'],
  ['2026-11-24T16:00:00Z', '2026-11-24T16:00:00.000Z'],
  ['2026-11-24T16:00:00.250Z', '2026-11-24T16:00:00.250Z'],
  ['2023-09-25T16:00:00+05:30', '2023-09-25T10:30:00.000Z'],
  ['2023-09-25 16:00:00 +0530', '2023-09-25T10:30:00.000Z'],
  ['2026-11-24T11:00:00', '2026-11-24T16:00:00.000Z'],
  ['2026-11-24 11:00', '2026-11-24T16:00:00.000Z'],
  ['2026-07-24 11:00:00', '2026-07-24T15:00:00.000Z'],
  ['1795536000000', '2026-11-24T16:00:00.000Z'],
  [1795536000000, '2026-11-24T16:00:00.000Z'],
  [1795536000, '2026-11-24T16:00:00.000Z'],
])('reads %s', (value, wanted) => {
  expect(iso(momentOf(value, NEW_YORK))).toBe(wanted);
});

it('takes a time that the clocks skip for the one an hour later, and the first of two', () => {
  // 8 March 2026: from 02:00 EST to 03:00 EDT. 1 November 2026: from 02:00 EDT back to 01:00 EST.
  expect(iso(momentOf('2026-03-08T02:30:00', NEW_YORK))).toBe('2026-03-08T07:30:00.000Z');
  expect(iso(momentOf('2026-11-01T01:30:00', NEW_YORK))).toBe('2026-11-01T05:30:00.000Z');
});

it.each([
  ['', 'tomorrow', '2026-11-24', '2026-11-24T25:00:00', '2026-13-01T09:00:00Z', null, undefined, {}, true],
  [Number.NaN, -1, 0, 1e300, Number.POSITIVE_INFINITY],
])('reads nothing in what names no instant', (...values) => {
  expect(values.map((value) => momentOf(value, NEW_YORK))).toEqual(values.map(() => null));
});

it('does not ask the computer for its zone', () => {
  expect(momentOf('2026-11-24T11:00:00', null)).toBeNull();
});
