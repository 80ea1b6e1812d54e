import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';
import { bookAsCustomer } from '../../sandbox/highlevel/ask.ts';
import type { Fault } from '../../sandbox/highlevel/faults.ts';
import { USER } from '../outbox/booked.ts';
import { at, type CrmWorld, HASTE, iso, startCrmWorld, until } from './crm-world.ts';

const CHILD = fileURLToPath(new URL('./bridge-process.ts', import.meta.url));

let world: CrmWorld;

beforeAll(async () => {
  world = await startCrmWorld();
});

afterAll(() => world.stop());

/** Lets a bridge process work on the data folder until it has met the fault, and kills it (SIGKILL) in that moment. */
async function killedAt(fault: Fault): Promise<void> {
  const { bridge, id } = world.booked();
  await bridge.stop();
  const { faults, grants } = world.highLevel;
  faults.add(fault);
  const secrets = { [`caldav:${id}`]: USER.password, [`crm:${id}`]: grants[0]?.token };
  const parts = [world.calendars.radicale.url, bridge.home, String(HASTE), JSON.stringify(secrets)];
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, ...parts], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    await until('the fault was met', () => faults.left === 0, 30_000);
  } finally {
    child.kill('SIGKILL');
    await exited;
    faults.clear();
  }
  await world.restart();
}

async function endsWith(expected: readonly (readonly [number, number])[]): Promise<void> {
  const wanted = expected.map(([from, to]) => `${at(from)} ${at(to)}`).join();
  await until(`blocks ${expected.join(' ')}`, async () => {
    await world.settle();
    const { blocks } = await world.crm();
    const standing = world
      .blocks()
      .map(({ start, end }) => `${start} ${end}`)
      .join();
    return standing === wanted && blocks.standing === expected.length && blocks.pending === 0;
  });
  expect((await world.crm()).blocks.leftOpen).toBe(0);
}

const HANG = { kind: 'slow', delayMs: 600_000 } as const;

test('a bridge that is killed between a call and its answer makes no second block, leaves none and forgets none', async () => {
  for (const hour of [14, 16, 18, 20]) await world.save(`at${hour}`, at(hour), at(hour + 1));
  // The second new block stands, and nobody hears of it.
  await killedAt({ kind: 'cut', carriedOut: true, method: 'POST', path: /block-slots$/, after: 1 });
  await endsWith([14, 16, 18, 20].map((hour) => [hour, hour + 1] as const));
  // Of three changes the second hangs.
  for (const hour of [14, 16, 18]) await world.save(`at${hour}`, at(hour), at(hour + 1, 30));
  await killedAt({ ...HANG, method: 'PUT', path: /block-slots/, after: 1 });
  await endsWith([
    [14, 15.5],
    [16, 17.5],
    [18, 19.5],
    [20, 21],
  ]);
  const { id } = await bookAsCustomer(world.highLevel, DEFAULT_IDS.consultation, iso(at(19, 30)));
  for (const hour of [14, 16, 18]) await world.remove(`at${hour}`);
  await killedAt({ kind: 'cut', carriedOut: true, method: 'DELETE', path: /events/, after: 1 });
  await endsWith([[20, 21]]);
  await world.booked().until(id, 'written');
  expect(await world.calendars.events('work')).toHaveLength(1);
});
