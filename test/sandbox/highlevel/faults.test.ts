import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_IDS } from '../crm/default-state.ts';
import { eventually } from '../eventually.ts';
import { type Answer, askHighLevel } from './ask.ts';
import { FAULTS } from './faults.ts';
import { type HighLevel, startHighLevel } from './start.ts';

const { location, ann } = DEFAULT_IDS;
const BLOCK = {
  locationId: location,
  assignedUserId: ann,
  title: 'Busy',
  startTime: '2026-11-23T10:00:00-05:00',
  endTime: '2026-11-23T11:00:00-05:00',
};

let highLevel: HighLevel;

beforeEach(async () => {
  highLevel = await startHighLevel();
});
afterEach(() => highLevel.stop());

const read = (): Promise<Answer> => askHighLevel(highLevel, 'GET', `/locations/${location}`);
const write = (): Promise<Answer> => askHighLevel(highLevel, 'POST', '/calendars/events/block-slots', BLOCK);

/** What a client sees: the status, `page` beside one that is no JSON, or why there is no answer. */
async function seen(answer: Promise<Answer>): Promise<string> {
  try {
    const { status, body, headers } = await answer;
    const retry = headers.get('retry-after');
    return `${status}${typeof body === 'string' ? ' page' : ''}${retry ? ` retry ${retry}` : ''}`;
  } catch (error) {
    return error instanceof SyntaxError ? 'no JSON' : 'no answer';
  }
}

describe('a fault', () => {
  it.each([
    ['cut before it is carried out', 'no answer', 0],
    ['cut after it was carried out', 'no answer', 1],
    ['429 with Retry-After', '429 retry 1', 0],
    ['429 without Retry-After', '429', 0],
    ['500 before it is carried out', '500', 0],
    ['502 after it was carried out', '502', 1],
    ['503 before it is carried out', '503', 0],
    ['a page in place of JSON', '200 page', 0],
    ['a page in place of JSON after it was carried out', '200 page', 1],
    ['half of the JSON', 'no JSON', 1],
  ])('%s: the client sees %s, and %i blocks stand', async (name, client, standing) => {
    highLevel.faults.add(FAULTS[name]!);
    expect(await seen(write())).toBe(client);
    expect(highLevel.state.blockedSlots).toHaveLength(standing);
    expect(await seen(write())).toBe('201');
  });

  it('has a test for each that there is', () => {
    expect(Object.keys(FAULTS)).toHaveLength(10);
  });

  it('meets the method and path that it is for, after as many as asked and as often as asked', async () => {
    highLevel.faults.add({ kind: 'status', status: 503, method: 'POST', path: /block-slots$/, after: 1, times: 2 });
    expect(highLevel.faults.left).toBe(2);
    expect(await seen(read())).toBe('200');
    expect([await seen(write()), await seen(write()), await seen(read())]).toEqual(['201', '503', '200']);
    expect(highLevel.faults.left).toBe(1);
    expect([await seen(write()), await seen(write())]).toEqual(['503', '201']);
    expect(highLevel.faults.left).toBe(0);
  });

  it('is over when cleared', async () => {
    highLevel.faults.add({ kind: 'cut', times: 10 });
    highLevel.faults.clear();
    expect(await seen(read())).toBe('200');
  });

  it('may be a slow answer', async () => {
    highLevel.faults.add({ kind: 'slow', delayMs: 150 });
    const before = performance.now();
    expect(await seen(read())).toBe('200');
    expect(performance.now() - before).toBeGreaterThan(140);
  });

  it.each([
    ['at once', true, 1],
    ['late', false, 0],
  ])('may be a slow answer to what is carried out %s', async (_when, carriedOut, standing) => {
    highLevel.faults.add({ kind: 'slow', delayMs: 3000, carriedOut });
    const answer = seen(write());
    await eventually(() => {
      expect(highLevel.requests).toHaveLength(1);
      expect(highLevel.state.blockedSlots).toHaveLength(standing);
    });
    const before = performance.now();
    expect(await answer).toBe('201');
    expect(performance.now() - before).toBeGreaterThan(1000);
    expect(highLevel.state.blockedSlots).toHaveLength(1);
  });

  it('is in the log, with no status where nothing was answered', async () => {
    highLevel.faults.add({ kind: 'cut', carriedOut: true });
    await seen(write());
    await read();
    expect(highLevel.requests.map(({ status, fault }) => [status, fault?.kind])).toEqual([
      [null, 'cut'],
      [200, undefined],
    ]);
  });

  it('comes by chance only where asked for, and the same way for the same seed', async () => {
    const run = async (seed: number) => {
      highLevel.faults.sometimes(seed, 0.5, [{ kind: 'status', status: 500 }, { kind: 'cut' }]);
      const results: string[] = [];
      for (let i = 0; i < 20; i += 1) results.push(await seen(read()));
      return results;
    };
    const first = await run(1);
    expect(new Set(first)).toEqual(new Set(['200', '500', 'no answer']));
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
  });
});
