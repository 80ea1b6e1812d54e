import { afterEach, beforeEach, expect } from 'vitest';
import { type HighLevelOptions, type OpenHighLevel, openHighLevel } from '../../../bridge/highlevel/open.ts';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';
import { prismFaults } from '../../sandbox/highlevel/prism.ts';
import { type HighLevel as StandIn, startHighLevel } from '../../sandbox/highlevel/start.ts';

export const { location, otherLocation, ann, ben, consultation, cleaning } = DEFAULT_IDS;

/** Monday 23 November 2026, 07:00 in New York (EST, UTC-5). */
export const MONDAY_MORNING = Date.UTC(2026, 10, 23, 12);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const clock = { now: () => MONDAY_MORNING };

/** The running stand-in, and the adapter that asks it. */
export interface Opened {
  standIn: StandIn;
  api: OpenHighLevel;
  token: string;
}

/**
 * A stand-in before each test, whose limits are so wide that no test waits for them; after it Prism looks at all that was
 * asked.
 */
export function aroundEach(): Opened {
  const opened = {} as Opened;
  beforeEach(async () => {
    opened.standIn = await startHighLevel({ now: clock.now, limits: { burst: 100_000 } });
    opened.token = opened.standIn.grants[0]?.token ?? '';
    opened.api = openTo(opened.standIn);
  });
  afterEach(async () => {
    await opened.standIn.stop();
    expect(opened.standIn.contactsCalls()).toEqual([]);
    expect(await prismFaults(opened.standIn.requests)).toEqual([]);
  });
  return opened;
}

export function openTo({ url, grants }: StandIn, options: Partial<HighLevelOptions> = {}): OpenHighLevel {
  return openHighLevel({
    baseUrl: url,
    token: grants[0]?.token ?? '',
    locationId: location,
    clock,
    ...options,
  });
}

/** A time of 23 November 2026 in New York. */
export function at(time: string): number {
  return Date.parse(`2026-11-23T${time}:00-05:00`);
}
