import { afterAll, beforeAll, expect, test } from 'vitest';
import { patienceOf } from '../../../bridge/crm/patience.ts';
import { type HighLevel, startHighLevel } from '../../sandbox/highlevel/start.ts';
import { blocksIn, HOUR, WIDE_LIMITS } from './crm-world.ts';
import { type LinkedDay, startLinkedDay } from './linked-day.ts';

const { gatherMs } = patienceOf();

let highLevel: HighLevel;
let day: LinkedDay;
let now = Date.UTC(2026, 11, 2);

beforeAll(async () => {
  highLevel = await startHighLevel({ limits: WIDE_LIMITS, now: () => now });
  day = startLinkedDay({ url: highLevel.url, token: highLevel.grants[0]?.token ?? '' }, { now: () => now });
});

afterAll(async () => {
  await day.stop();
  await highLevel.stop();
});

test('a change of the calendars is made known within moments, together with those that come right after it', async () => {
  await day.tick();
  const asked = () => highLevel.requests.length;
  const settled = asked();
  const [event] = day.events;
  if (!event) throw new Error('There is no event.');
  Object.assign(event, { start: event.start + HOUR, end: event.end + HOUR });
  day.link.changed();
  now += gatherMs - 1;
  await day.tick();
  await day.tick();
  expect(asked()).toBe(settled);
  now += 1;
  await day.tick();
  await day.tick();
  expect(asked()).toBeGreaterThan(settled);
  expect(blocksIn(highLevel)[0]?.start).toBe(event.start);
});
