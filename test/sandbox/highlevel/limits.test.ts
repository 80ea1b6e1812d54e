import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_IDS } from '../crm/default-state.ts';
import { type Answer, askHighLevel } from './ask.ts';
import { TRIAL_LIMITS } from './limits.ts';
import { type HighLevel, startHighLevel } from './start.ts';
import { grant } from './tokens.ts';

const { location, otherLocation } = DEFAULT_IDS;
const NOON = Date.UTC(2026, 10, 23, 12);

let highLevel: HighLevel;

beforeEach(async () => {
  highLevel = await startHighLevel({ now: () => NOON });
});
afterEach(() => highLevel.stop());

function ask(headers = {}): Promise<Answer> {
  return askHighLevel(highLevel, 'GET', `/locations/${location}`, undefined, headers);
}

function told({ headers }: Answer) {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('x-ratelimit')));
}

async function statuses(count: number): Promise<number[]> {
  const answers: number[] = [];
  for (let i = 0; i < count; i += 1) answers.push((await ask()).status);
  return answers;
}

describe('the limits', () => {
  it('are told by every answer', async () => {
    await ask();
    expect(told(await ask())).toEqual({
      'x-ratelimit-max': '100',
      'x-ratelimit-remaining': '98',
      'x-ratelimit-interval-milliseconds': '10000',
      'x-ratelimit-limit-daily': '200000',
      'x-ratelimit-daily-remaining': '199998',
    });
    highLevel.limits.headers = false;
    expect(told(await ask())).toEqual({});
  });

  it('let a hundred requests through in any ten seconds', async () => {
    expect(new Set(await statuses(60))).toEqual(new Set([200]));
    highLevel.clock.advance(6000);
    expect((await statuses(41)).filter((status) => status === 200)).toHaveLength(40);
    expect(await ask()).toMatchObject({ status: 429, body: { message: 'Too Many Requests' } });
    highLevel.clock.advance(4000);
    expect((await statuses(61)).filter((status) => status === 200)).toHaveLength(60);
  });

  it('are smaller for a trial', async () => {
    Object.assign(highLevel.limits, TRIAL_LIMITS);
    expect((await statuses(26)).at(-1)).toBe(429);
    expect(told(await ask())).toMatchObject({ 'x-ratelimit-max': '25', 'x-ratelimit-limit-daily': '10000' });
  });

  it('of the day are over until midnight of UTC', async () => {
    highLevel.limits.daily = 3;
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
    highLevel.clock.advance(12 * 3_600_000 - 1);
    expect(await statuses(1)).toEqual([429]);
    highLevel.clock.advance(1);
    expect(await statuses(1)).toEqual([200]);
  });

  it('are counted apart for each sub-account', async () => {
    highLevel.limits.daily = 1;
    highLevel.grants.push(grant({ token: 'pit-elsewhere', locationId: otherLocation }));
    expect(await statuses(2)).toEqual([200, 429]);
    expect((await ask({ authorization: 'Bearer pit-elsewhere' })).status).toBe(403);
    expect((await ask({ authorization: 'Bearer pit-elsewhere' })).status).toBe(429);
  });
});
