import { expect, test } from 'vitest';
import { BlocksFile } from '../../../bridge/crm/stored-link.ts';

test('blocks that were kept before other computers were noted are read with nothing known of them', () => {
  const times = { start: 1, end: 2 };
  const quiet = { unsure: false, leaving: false, missingSince: null, foreignAt: null, opened: [] };
  const block = { ...times, ...quiet, id: 'a', title: 'Busy · Slotbridge', at: 1, cause: 'why' };
  const kept = { version: 1, blocks: [block], intents: [], leftOpen: [{ ...times, cause: 'why' }], removed: [] };
  expect(BlocksFile.parse(kept)).toEqual({
    ...kept,
    blocks: [{ ...block, theirs: false }],
    leftOpen: [{ ...times, id: null, cause: 'why' }],
    othersAt: null,
    doubted: [],
    takenOut: [],
  });
});
