import { expect, it } from 'vitest';
import { Worker } from '../../../bridge/outbox/worker.ts';
import { pause } from './booked.ts';

it('an appointment is served by one attempt at a time, however often it is woken, and others beside it', async () => {
  const underWay: string[] = [];
  const most = new Map<string, number>();
  let served = 0;
  const worker = new Worker({
    clock: { now: () => 0 },
    obstacle: () => null,
    due: () => (served < 12 ? ['a', 'b'].map((id) => ({ id, retryAt: null })) : []),
    deliver: async (id) => {
      underWay.push(id);
      most.set(id, Math.max(most.get(id) ?? 0, underWay.filter((other) => other === id).length));
      most.set('all', Math.max(most.get('all') ?? 0, underWay.length));
      await pause(5);
      underWay.splice(underWay.indexOf(id), 1);
      served += 1;
    },
    onFailure: async () => undefined,
    onThrottled: () => undefined,
    onFault: (error) => {
      throw error;
    },
  });
  for (let time = 0; time < 10; time += 1) {
    worker.wake();
    await pause(2);
  }
  await worker.stop();
  expect(Object.fromEntries(most)).toEqual({ a: 1, b: 1, all: 2 });
});
