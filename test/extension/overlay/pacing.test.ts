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
  work(300);
  expect(pace.wait()).toBe(147 * 100);
  rest(147 * 100);
  expect(pace.wait()).toBe(0);
});

it('what a person does is followed at once, however much was spent before', () => {
  const { pace, work } = day();
  work(300);
  pace.forgive();
  expect(pace.wait()).toBe(0);
});
