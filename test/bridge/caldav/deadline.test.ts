import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { startDeadline } from '../../../bridge/caldav/deadline.ts';

test('a deadline that was released keeps nothing on the caller’s signal, however many requests it saw', () => {
  const outer = new AbortController().signal;
  const deadlines = Array.from({ length: 20 }, () => startDeadline(60_000, outer));
  expect(getEventListeners(outer, 'abort')).toHaveLength(20);
  for (const deadline of deadlines) deadline.release();
  expect(getEventListeners(outer, 'abort')).toHaveLength(0);
});

test('a deadline ends with the caller’s signal, and then has not expired', () => {
  const outer = new AbortController();
  const deadline = startDeadline(60_000, outer.signal);
  outer.abort();
  expect([deadline.signal.aborted, deadline.expired()]).toEqual([true, false]);
  deadline.release();
});

test('a deadline expires by itself', async () => {
  const deadline = startDeadline(10);
  await new Promise((resolve) => deadline.signal.addEventListener('abort', resolve));
  expect(deadline.expired()).toBe(true);
  deadline.release();
});
