import { beforeEach, expect, it } from 'vitest';
import { clearAll, putRaw } from './in-memory-browser.ts';

const { default: browser } = await import('webextension-polyfill');
const { caughtThisMonth, recordCaught } = await import('../../../extension/state/caught-clashes.ts');
const { storedBookings } = await import('../../../extension/state/stored-bookings.ts');

/** Midday, so that every zone on earth agrees on the month. */
const NOVEMBER = Date.parse('2026-11-15T12:00:00Z');
const DECEMBER = Date.parse('2026-12-15T12:00:00Z');
const HOUR = 3_600_000;
const at = (hour: number) => ({ start: NOVEMBER + hour * HOUR, end: NOVEMBER + (hour + 1) * HOUR });

beforeEach(clearAll);

it('counts each taken time once, however often it is picked, and each connection for itself', async () => {
  await Promise.all([1, 1, 2, 1].map((hour) => recordCaught('c1', at(hour), NOVEMBER)));
  await recordCaught('c2', at(1), NOVEMBER);
  expect(await caughtThisMonth('c1', NOVEMBER)).toBe(2);
  expect(await caughtThisMonth('c2', NOVEMBER)).toBe(1);
  expect(await caughtThisMonth('c3', NOVEMBER)).toBe(0);
});

it('begins each month with nothing', async () => {
  await recordCaught('c1', at(1), NOVEMBER);
  expect(await caughtThisMonth('c1', DECEMBER)).toBe(0);
  await recordCaught('c1', at(800), DECEMBER);
  expect(await caughtThisMonth('c1', DECEMBER)).toBe(1);
  expect(await caughtThisMonth('c1', NOVEMBER)).toBe(0);
});

it('keeps on disk a number and no time', async () => {
  await recordCaught('c1', at(1), NOVEMBER);
  const { caughtClashes } = await browser.storage.local.get('caughtClashes');
  expect(caughtClashes).toEqual({ month: '2026-11', counts: { c1: 1 } });
});

it('goes on after a value that another version left', async () => {
  putRaw('caughtClashes', { since: 'ever', counts: 7 });
  await recordCaught('c1', at(1), NOVEMBER);
  expect(await caughtThisMonth('c1', NOVEMBER)).toBe(1);
});

it('is told of one connection with what else is kept of it', async () => {
  await recordCaught('c1', at(1));
  expect((await storedBookings.read('c1')).caught).toBe(1);
  expect((await storedBookings.read(null)).caught).toBe(0);
});
