import { expect, it } from 'vitest';
import { pacing } from '../../../extension/overlay/pacing.ts';

function day() {
  let at = 0;
  const pace = pacing(() => at);
  const work = (ms: number) =>
    pace.spend(() => {
      at += ms;
    });
  return { pace, work, rest: (ms: number) => (at += ms) };
}

it('what costs little is done at once, also several times in a row', () => {
  const { pace, work } = day();
  for (let time = 0; time < 5; time += 1) {
    expect(pace.wait()).toBe(0);
    work(4);
  }
  expect(pace.wait()).toBe(0);
});

it('what goes on costing gets a hundredth of the time', () => {
  const { pace, work, rest } = day();
  let [spent, at] = [0, 0];
  for (; at < 60_000; ) {
    const wait = pace.wait();
    rest(wait);
    work(4);
    spent += 4;
    at += wait + 4;
  }
  // 150 ms at the start, then a hundredth of a minute.
  expect(spent).toBeGreaterThan(730);
  expect(spent).toBeLessThan(770);
});

it('a reading that takes long on a slow computer holds no other one back', () => {
  const { pace, work } = day();
  work(60);
  expect(pace.wait()).toBe(0);
  work(60);
  expect(pace.wait()).toBe(0);
});

it('after a rest all is as at the start', () => {
  const { pace, work, rest } = day();
  for (let time = 0; time < 4; time += 1) work(50);
  // 200 ms were spent, of which a hundredth is won back, and 150 are free.
  expect(pace.wait()).toBe(48 * 100);
  rest(48 * 100);
  expect(pace.wait()).toBe(0);
});

it('no page waits longer than five seconds, though the computer did something else in the middle or slept', () => {
  const { pace, work, rest } = day();
  work(2000);
  // 200 ms count, of which a hundredth of the two seconds is won back, and 150 are free.
  expect(pace.wait()).toBe(30 * 100);
  work(1000);
  expect(pace.wait()).toBe(40 * 100);
  rest(40 * 100);
  expect(pace.wait()).toBe(0);
  work(8 * 3600_000);
  expect(pace.wait()).toBe(0);
});

it('what a person does is followed at once, however much was spent before', () => {
  const { pace, work } = day();
  for (let time = 0; time < 6; time += 1) work(50);
  expect(pace.wait()).toBeGreaterThan(0);
  pace.forgive();
  expect(pace.wait()).toBe(0);
});
