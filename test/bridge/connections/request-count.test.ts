import { describe, expect, it } from 'vitest';
import { RequestCount } from '../../../bridge/connections/request-count.ts';

const MINUTE = 60_000;

describe('the requests of the last hour', () => {
  it('are counted as they are sent and forgotten after an hour', () => {
    let now = 0;
    const count = new RequestCount({ now: () => now });
    const traffic = count.traffic();
    traffic.requests += 1;
    traffic.requests += 1;
    now = 59 * MINUTE;
    count.note(5);
    expect(count.lastHour()).toBe(7);
    now = 60 * MINUTE;
    expect(count.lastHour()).toBe(5);
    now = 119 * MINUTE;
    expect(count.lastHour()).toBe(0);
    expect(traffic.requests).toBe(2);
  });

  it('do not come from a time that is yet to come, when the clock was set back', () => {
    let now = 100 * MINUTE;
    const count = new RequestCount({ now: () => now });
    count.note(5);
    now = 10 * MINUTE;
    expect(count.lastHour()).toBe(0);
  });
});
