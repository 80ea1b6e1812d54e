import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type CrmWorld, startCrmWorld } from './crm-world.ts';

export interface OneWorld {
  readonly world: CrmWorld;
  /** An event that blocks; gone after the test. */
  save(uid: string, start: number, end: number): Promise<void>;
  remove(uid: string): Promise<void>;
  /** When the blocks that stand begin and end, in epoch milliseconds. */
  times(): number[][];
}

/** One world for all tests of a file. After each its events and bookings are gone, and so is every block. */
export function oneWorld(): OneWorld {
  let world: CrmWorld;
  const saved = new Set<string>();
  const remove = async (uid: string) => {
    saved.delete(uid);
    await world.remove(uid);
  };
  beforeAll(async () => {
    world = await startCrmWorld({ inMemory: true });
  });
  afterAll(() => world.stop());
  afterEach(async () => {
    for (const uid of saved) await remove(uid);
    world.highLevel.state.appointments.length = 0;
    await world.settle();
    await world.settle();
    expect(world.blocks()).toEqual([]);
  });
  return {
    get world() {
      return world;
    },
    save: async (uid, start, end) => {
      saved.add(uid);
      await world.save(uid, start, end);
    },
    remove,
    times: () => world.blocks().map(({ start, end }) => [start, end]),
  };
}
