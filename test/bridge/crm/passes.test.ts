import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/highlevel/faults.ts';
import { type HighLevel, startHighLevel } from '../../sandbox/highlevel/start.ts';
import { assertRightful, blocksIn, DAY, HOUR, WIDE_LIMITS } from './crm-world.ts';
import { type LinkedDay, startLinkedDay } from './linked-day.ts';

const MIDNIGHT = Date.UTC(2026, 11, 2);
const NOON = MIDNIGHT + 3 * DAY + 12 * HOUR;

let highLevel: HighLevel;
let day: LinkedDay;
let now: number;

beforeEach(async () => {
  now = MIDNIGHT;
  highLevel = await startHighLevel({ limits: WIDE_LIMITS, now: () => now });
  day = startLinkedDay({ url: highLevel.url, token: highLevel.grants[0]?.token ?? '' }, { now: () => now });
  day.events.length = 0;
  await pass(5);
});

afterEach(async () => {
  await day.stop();
  await highLevel.stop();
  await assertRightful(highLevel);
});

/** Lets so many seconds pass, one by one. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    now += 1000;
    await day.tick();
  }
}

/** From now on the calendars hold these, in hours from noon. */
function busy(...hours: readonly (readonly [number, number])[]): void {
  const times = hours.map(([start, end]) => ({ start: NOON + start * HOUR, end: NOON + end * HOUR }));
  day.events.splice(0, day.events.length, ...times);
  day.link.changed();
}

function standing() {
  return blocksIn(highLevel).map(({ start, end }) => [(start - NOON) / HOUR, (end - NOON) / HOUR]);
}

function writes(): string[] {
  return highLevel.requests.filter(({ method }) => method !== 'GET').map(({ method }) => method);
}

const MAKE = { method: 'POST', path: /block-slots$/ };

test('a change of the calendars is in the CRM two seconds later, whenever the next look would be', async () => {
  busy([0, 1]);
  await pass(3);
  expect(standing()).toEqual([[0, 1]]);
  const asked = highLevel.requests.length;
  day.link.changed();
  await pass(10);
  // A change that changes no block asks for nothing.
  expect(highLevel.requests.length).toBe(asked);
});

test('a block whose making was never answered is looked for in late lists, and made once', async () => {
  highLevel.settings.listDelayMs = 30_000;
  highLevel.faults.add({ kind: 'cut', carriedOut: true, ...MAKE });
  busy([0, 1]);
  await pass(120);
  expect(writes()).toEqual(['POST']);
  expect(day.link.describe().blocks).toMatchObject({ standing: 1, pending: 0, failed: 0 });
});

test('a block that was never made is made a minute later, and not before', async () => {
  highLevel.faults.add({ kind: 'cut', ...MAKE });
  busy([0, 1]);
  await pass(50);
  expect(writes()).toEqual(['POST']);
  await pass(70);
  expect(writes()).toEqual(['POST', 'POST']);
  expect(standing()).toEqual([[0, 1]]);
});

test('a block is not made shorter while the one that takes its place could not be made', async () => {
  busy([0, 3]);
  await pass(3);
  const refused: Fault = { kind: 'status', status: 422, ...MAKE, times: 3 };
  highLevel.faults.add(refused);
  busy([0, 1], [2, 3]);
  await pass(3);
  expect(highLevel.faults.left).toBeLessThan(3);
  expect(standing()).toEqual([[0, 3]]);
  expect(day.link.describe()).toMatchObject({
    state: 'partial',
    partly: 'blocks-refused',
    stateCode: 'crm-unreachable',
    lastPass: { errorCode: 'crm-unreachable' },
    blocks: { standing: 1, failed: 1 },
  });
  // Twice more in vain, after one minute and after two; what was refused is not waited for.
  await pass(450);
  expect(standing()).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(day.link.describe()).toMatchObject({ state: 'on', stateDetail: null, blocks: { standing: 2, failed: 0 } });
});

test('patience that the CRM asks for is kept to the second, and then all is made up for', async () => {
  highLevel.faults.add({ kind: 'status', status: 429, retryAfter: '90' });
  now += 5 * 60_000;
  await pass(1);
  busy([0, 1]);
  const asked = highLevel.requests.length;
  expect(day.link.describe().state).toBe('throttled');
  await day.link.run();
  await pass(88);
  expect(highLevel.requests.length).toBe(asked);
  await pass(5);
  expect(standing()).toEqual([[0, 1]]);
  expect(day.link.describe().state).toBe('on');
});

test('a sub-account whose day is used up is left alone until midnight UTC', async () => {
  highLevel.limits.daily = 2000;
  now += 5 * 60_000;
  await pass(1);
  for (let change = 0; change < 130; change += 1) {
    busy([0, 1 + (change % 2)]);
    await pass(3);
  }
  expect(day.used()).toBeGreaterThanOrEqual(200);
  expect(day.used()).toBeLessThan(205);
  expect(day.link.describe()).toMatchObject({ state: 'throttled', limits: { budget: 200, dailyMax: 2000 } });
  const asked = highLevel.requests.length;
  now = MIDNIGHT + DAY - 1000;
  await day.tick();
  expect(highLevel.requests.length).toBe(asked);
  await pass(5);
  expect(highLevel.requests.length).toBeGreaterThan(asked);
  expect(day.link.describe().state).toBe('on');
});

test('what was left of yesterday says nothing of today, even where the first call of the day fails', async () => {
  highLevel.limits.daily = 150;
  now += 5 * 60_000;
  await pass(2);
  expect(day.link.describe()).toMatchObject({ state: 'throttled' });
  highLevel.limits.daily = WIDE_LIMITS.daily;
  now = MIDNIGHT + DAY;
  highLevel.faults.add({ kind: 'cut', path: /events/, times: 2 });
  await pass(30);
  expect(highLevel.faults.left).toBe(0);
  expect(day.link.describe()).toMatchObject({ state: 'on' });
});

test('a storm of refusals is met with ever longer waits, whatever patience it asks for', async () => {
  highLevel.faults.add({ kind: 'status', status: 429, retryAfter: '0', times: 1000 });
  now += 5 * 60_000;
  const asked = highLevel.requests.length;
  await pass(600);
  // At 0, 20, 60, 140 and 300 seconds.
  expect(highLevel.requests.length - asked).toBe(5);
  day.link.renewed();
  await pass(10);
  expect(highLevel.requests.length - asked).toBe(5);
});

test('a clock that is set back holds nothing up', async () => {
  highLevel.faults.add({ kind: 'status', status: 429, retryAfter: '90' });
  now += 5 * 60_000;
  await pass(1);
  expect(day.link.describe().state).toBe('throttled');
  now -= 10 * DAY;
  await pass(3);
  expect(day.link.describe().state).toBe('on');
  busy([0, 1]);
  now -= DAY;
  const listed = highLevel.requests.length;
  await pass(5);
  expect(highLevel.requests.length).toBeGreaterThan(listed);
  expect(standing()).toEqual([[0, 1]]);
});

test('a block that is refused again and again is tried less and less often', async () => {
  highLevel.faults.add({ kind: 'status', status: 422, ...MAKE, times: 1000 });
  busy([0, 1]);
  await pass(900);
  // At 2, 62, 182, 422 and 722 seconds.
  expect(writes()).toHaveLength(5);
});

test('calls outside of passes are counted as well', async () => {
  await day.link.removeBlocks(true);
  day.link.count(7);
  await day.link.run();
  expect(day.used()).toBe(day.calls() + 7);
});

const lists = () => highLevel.requests.filter(({ path }) => path.startsWith('/calendars/blocked-slots')).length;

test('blocks are listed every quarter of an hour though nothing changes; one that is missing is looked for at once', async () => {
  busy([0, 1]);
  await pass(5 * 60);
  const before = lists();
  // Looked at every five minutes: at some look between the 15th and the 20th minute the list is old enough.
  await pass(21 * 60);
  expect(lists() - before).toBe(1);
  highLevel.state.blockedSlots.length = 0;
  await pass(21 * 60);
  // Missing at the first list, then looked for every 30 seconds until it counts as deleted after two minutes.
  expect(lists() - before).toBeGreaterThanOrEqual(5);
  expect(standing()).toEqual([]);
});
