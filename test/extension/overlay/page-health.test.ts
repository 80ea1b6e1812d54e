import { beforeEach, expect, it, vi } from 'vitest';
import { createHealth, type NamedReading } from '../../../extension/overlay/page-health.ts';

const say = vi.fn();
let health: ReturnType<typeof createHealth>;
const reading = (isUnreadable: boolean, name = 'booking-times') =>
  ({ name, isUnreadable, facts: () => ({ slots: 3 }) }) as unknown as NamedReading;
const said = () => say.mock.calls.map(([{ feature, isReadable }]) => [feature, isReadable]);

beforeEach(() => {
  say.mockClear();
  health = createHealth(say);
});

it('is told once while a page can be read', () => {
  expect([0, 1000, 2000].map((now) => health.note([reading(false)], now))).toEqual([false, false, false]);
  expect(said()).toEqual([['booking-times', true]]);
});

it('is bad only where the page is at odds for longer than it takes to draw itself anew', () => {
  expect([0, 1400].map((now) => health.note([reading(true)], now))).toEqual([false, false]);
  expect(health.note([reading(false)], 1450)).toBe(false);
  expect([1500, 2900].map((now) => health.note([reading(true)], now))).toEqual([false, false]);
  expect(health.note([reading(true)], 3000)).toBe(true);
  expect(said()).toEqual([
    ['booking-times', true],
    ['booking-times', false],
  ]);
});

it('is told for each kind of page by itself', () => {
  for (const now of [0, 2000]) health.note([reading(true), reading(false, 'dialog-times')], now);
  expect(said()).toEqual([
    ['dialog-times', true],
    ['booking-times', false],
  ]);
});

it('tells anew that the calendar can be read after it could not be found for a while', () => {
  health.note([reading(false, 'week-and-day')], 0);
  for (const now of [1000, 3000]) health.note([reading(true, 'unreadable-calendar')], now);
  for (const now of [4000, 5000]) health.note([reading(false, 'week-and-day')], now);
  expect(said()).toEqual([
    ['week-and-day', true],
    ['unreadable-calendar', false],
    ['week-and-day', true],
  ]);
});
