import { setImmediate as immediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { nextTurn, Turn } from '../../bridge/turns.ts';

test('of many who wait for the next turn one goes on in each, in the order they came', async () => {
  const gone: number[] = [];
  for (const name of [1, 2, 3]) void nextTurn().then(() => gone.push(name));
  const seen: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await immediate();
    seen.push(gone.length);
  }
  expect(gone).toEqual([1, 2, 3]);
  expect(seen).toEqual([1, 2, 3, 3]);
});

test('who waits again goes behind those who wait already', async () => {
  const gone: string[] = [];
  const work = async (name: string) => {
    for (let time = 1; time <= 2; time += 1) {
      await nextTurn();
      gone.push(`${name}${time}`);
    }
  };
  await Promise.all([work('a'), work('b')]);
  expect(gone).toEqual(['a1', 'b1', 'a2', 'b2']);
});

test('a turn is over after some milliseconds of work, and begins anew', async () => {
  let now = 1_000;
  const turn = new Turn(() => now);
  now += 5;
  expect(turn.isOver()).toBe(false);
  now += 1;
  expect(turn.isOver()).toBe(true);
  await turn.next();
  expect(turn.isOver()).toBe(false);
  now += 6;
  expect(turn.isOver()).toBe(true);
});
