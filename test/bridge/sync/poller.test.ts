import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PollState } from '../../../bridge/domain/cadence.ts';
import { Poller } from '../../../bridge/sync/poller.ts';

const BEGAN = Date.UTC(2026, 10, 22, 12);
const SECOND = 1000;
const MINUTE = 60 * SECOND;

let now: number;
let network: string;
let state: PollState;
let wants: boolean;
let polls: number[];
let interrupted: number;
let pending: (() => void) | null;
let hangs: boolean;
let fails: boolean;
let faults: unknown[];
let poller: Poller;

/** The computer is awake: the clock and the timers run together. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= SECOND) {
    now += Math.min(SECOND, left);
    await vi.advanceTimersByTimeAsync(Math.min(SECOND, left));
  }
}

/** The clock goes on or back, and no timer runs meanwhile. */
function jump(ms: number): void {
  now += ms;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  now = BEGAN;
  network = '192.168.1.5/24';
  state = { presence: 'none', failures: 0, retryAfterMs: null, throttled: false, unsettled: 0 };
  wants = true;
  polls = [];
  interrupted = 0;
  pending = null;
  hangs = false;
  fails = false;
  faults = [];
  poller = new Poller({
    clock: { now: () => now },
    random: () => 0.5,
    network: () => network,
    onFault: (error) => faults.push(error),
  });
  poller.add({
    id: 'one',
    wantsPolling: () => wants,
    presence: () => state.presence,
    state: () => state,
    interrupt: () => {
      interrupted++;
    },
    run: () => {
      polls.push(now - BEGAN);
      if (fails) return Promise.reject(new Error('ours'));
      if (!hangs) return Promise.resolve();
      return new Promise<void>((resolve) => {
        pending = resolve;
      });
    },
  });
});
afterEach(() => {
  poller.stop();
  vi.useRealTimers();
  expect(faults).toEqual([]);
});

describe('polling', () => {
  it('begins at once and goes on in its cadence', async () => {
    await pass(12 * MINUTE);
    expect(polls).toEqual([0, 5 * MINUTE, 10 * MINUTE]);
  });

  it('comes at once when a page came into view, and then in its cadence', async () => {
    await pass(30 * SECOND);
    state = { ...state, presence: 'visible' };
    poller.now('one', 'visible');
    expect(polls).toEqual([0, 30 * SECOND]);
    await vi.advanceTimersByTimeAsync(0);
    await pass(14 * SECOND);
    expect(polls).toEqual([0, 30 * SECOND, 43 * SECOND]);
  });

  it('knows nothing of a connection that was never added', () => {
    expect(() => poller.now('two', 'visible')).not.toThrow();
    expect(polls).toHaveLength(1);
  });

  it('ends for a connection that was removed, and for all when it is stopped', async () => {
    poller.remove('one');
    await pass(10 * MINUTE);
    poller.now('one', 'visible');
    expect(polls).toHaveLength(1);
    poller.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops while a connection is still known', async () => {
    poller.stop();
    poller.now('one', 'visible');
    await pass(10 * MINUTE);
    expect(polls).toHaveLength(1);
  });

  it('goes on after a run that failed for a reason of ours, which is told', async () => {
    fails = true;
    await pass(11 * MINUTE);
    expect(polls).toHaveLength(3);
    expect(faults.splice(0)).toEqual([new Error('ours'), new Error('ours')]);
  });

  it('comes after a sleep that began before anything else', async () => {
    jump(90 * SECOND);
    await pass(SECOND);
    expect(polls).toHaveLength(2);
  });

  it('comes within two seconds after the computer slept, however lately it polled before', async () => {
    await pass(10 * SECOND);
    jump(90 * SECOND);
    await pass(2 * SECOND);
    expect(polls).toHaveLength(2);
    await pass(30 * SECOND);
    expect(polls).toHaveLength(2);
  });

  it('does not take the connection for slept when a tick was nine seconds late', async () => {
    await pass(10 * SECOND);
    jump(9 * SECOND);
    await pass(2 * SECOND);
    expect(polls).toHaveLength(1);
  });

  it('gives up a request that hung over a sleep', async () => {
    hangs = true;
    await pass(5 * MINUTE);
    expect(polls).toHaveLength(2);
    jump(60 * MINUTE);
    await pass(2 * SECOND);
    expect(interrupted).toBe(1);
    expect(polls).toHaveLength(2);
    pending?.();
    await pass(SECOND);
    expect(polls).toHaveLength(2);
  });

  it('keeps to a Retry-After over a sleep', async () => {
    await pass(SECOND);
    state = { ...state, failures: 1, throttled: true, retryAfterMs: 10 * MINUTE };
    jump(5 * MINUTE);
    await pass(2 * SECOND);
    expect(polls).toHaveLength(1);
    await pass(6 * MINUTE);
    expect(polls).toHaveLength(2);
  });

  it('neither stalls nor floods when the clock is set back', async () => {
    await pass(MINUTE);
    jump(-7 * 24 * 60 * MINUTE);
    await pass(2 * SECOND);
    expect(polls).toHaveLength(2);
    await pass(4 * MINUTE);
    expect(polls).toHaveLength(2);
    await pass(2 * MINUTE);
    expect(polls).toHaveLength(3);
  });

  it('polls once, not for all the time, when the clock is set on by a year', async () => {
    await pass(MINUTE);
    jump(365 * 24 * 60 * MINUTE);
    await pass(MINUTE);
    expect(polls).toHaveLength(2);
  });

  it('tries a failing connection again as soon as the computer joins another network', async () => {
    await pass(2 * SECOND);
    state = { ...state, failures: 9 };
    await pass(2 * SECOND);
    expect(polls).toHaveLength(1);
    network = '10.0.0.7/8';
    await pass(3 * SECOND);
    expect(polls).toHaveLength(2);
    state = { ...state, failures: 0 };
    network = '10.0.0.8/8';
    await pass(2 * SECOND);
    expect(polls).toHaveLength(2);
  });

  it('tries again on another network after the first failure, but not one that the server wants to leave it alone', async () => {
    await pass(2 * SECOND);
    state = { ...state, failures: 1, throttled: true, retryAfterMs: MINUTE };
    network = '10.0.0.7/8';
    await pass(2 * SECOND);
    expect(polls).toHaveLength(1);
    state = { ...state, failures: 1, throttled: false, retryAfterMs: MINUTE };
    network = '10.0.0.8/8';
    await pass(SECOND);
    expect(polls).toHaveLength(2);
  });

  it('takes the network that it begins in for no other', async () => {
    state = { ...state, failures: 1 };
    await pass(SECOND);
    expect(polls).toHaveLength(1);
  });

  it('asks nothing because a page came into view while the server wants fewer requests', () => {
    state = { ...state, failures: 1, throttled: true };
    poller.now('one', 'visible');
    expect(polls).toHaveLength(1);
  });

  it('asks nothing while the connection wants none', async () => {
    await pass(SECOND);
    wants = false;
    jump(60 * MINUTE);
    await pass(10 * MINUTE);
    expect(polls).toHaveLength(1);
  });
});
