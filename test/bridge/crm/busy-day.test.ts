import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Presence } from '../../../bridge/domain/cadence.ts';
import { askHighLevel } from '../../sandbox/highlevel/ask.ts';
import { type HighLevel, startHighLevel } from '../../sandbox/highlevel/start.ts';
import { assertRightful, blocksIn, DAY, HOUR, iso, WIDE_LIMITS } from './crm-world.ts';
import { type LinkedDay, startLinkedDay } from './linked-day.ts';

const MIDNIGHT = Date.UTC(2026, 11, 2);

let highLevel: HighLevel;
let day: LinkedDay;
let now = MIDNIGHT;

beforeAll(async () => {
  highLevel = await startHighLevel({ limits: WIDE_LIMITS, now: () => now });
  day = startLinkedDay({ url: highLevel.url, token: highLevel.grants[0]?.token ?? '' }, { now: () => now });
});

afterAll(async () => {
  await day.stop();
  await highLevel.stop();
  await assertRightful(highLevel);
});

/** Lets the time pass in steps of some seconds, as the bridge looks at its clock. */
async function pass(until: number, presenceAt: (time: number) => Presence, changes: readonly number[] = []) {
  const open = [...changes];
  for (; now < until; now += 15_000) {
    day.presence = presenceAt(now);
    while (open[0] !== undefined && open[0] <= now) {
      open.shift();
      day.change();
    }
    await day.tick();
  }
}

test('a day with 300 changes of the calendars and a page open for ten hours takes less than 2,000 calls', async () => {
  const changes = Array.from({ length: 300 }, (_, n) => MIDNIGHT + 8 * HOUR + Math.floor((n * 12 * HOUR) / 300));
  const isOpen = (time: number) => time >= MIDNIGHT + 8 * HOUR && time < MIDNIGHT + 18 * HOUR;
  await pass(MIDNIGHT + DAY - 20_000, (time) => (isOpen(time) ? 'visible' : 'none'), changes);
  const calls = highLevel.requests.length;
  expect(calls).toBeLessThan(2000);
  expect(day.used()).toBe(calls);
  expect(blocksIn(highLevel).map(({ start, end }) => [iso(start), iso(end)])).toEqual(
    day.wanted().map(({ start, end }) => [iso(start), iso(end)]),
  );
}, 180_000);

test('nor does one with all of them in its last hours, a page open all day and a block that is refused each time', async () => {
  now = MIDNIGHT + DAY;
  highLevel.faults.add({ kind: 'status', status: 422, method: 'POST', path: /block-slots$/, times: 10_000 });
  day.events.push({ start: now + 2 * DAY, end: now + 2 * DAY + HOUR });
  day.link.changed();
  const changes = Array.from({ length: 300 }, (_, n) => now + 18 * HOUR + Math.floor((n * 6 * HOUR) / 300));
  const before = highLevel.requests.length;
  await pass(MIDNIGHT + 2 * DAY - 20_000, () => 'visible', changes);
  const calls = highLevel.requests.length - before;
  expect(calls).toBeGreaterThan(1000);
  expect(calls).toBeLessThan(2000);
}, 180_000);

test('the contract tells the limits and what was used of them', async () => {
  await askHighLevel(highLevel, 'GET', `/locations/${highLevel.grants[0]?.locationId}`);
  expect(day.link.describe().limits).toMatchObject({ dailyMax: WIDE_LIMITS.daily, budget: WIDE_LIMITS.daily / 10 });
});
