import { describe, expect, test } from 'vitest';
import type { CrmBlockSlot } from '../../../../bridge/domain/crm/highlevel.ts';
import { observe } from '../../../../bridge/domain/crm/observe.ts';
import type { BlockLedger } from '../../../../bridge/domain/crm/own-blocks.ts';
import { hours, ledger, listed, NOW, own, span, TITLE } from './crm-times.ts';

const MINUTE = 60_000;
const LAG = { settleMs: 2 * MINUTE, manyMissingMs: 15 * MINUTE, intentMs: MINUTE, removedMs: 10 * MINUTE };

function seen(before: BlockLedger, list: readonly CrmBlockSlot[], now = NOW): BlockLedger {
  return observe(before, list, now, LAG);
}

describe('a block that the list lacks', () => {
  const missing = seen(ledger({ blocks: [own('a', 9, 10)] }), []);

  test('is looked for again for two minutes before it counts as deleted by hand', () => {
    expect(missing.blocks).toMatchObject([{ id: 'a', missingSince: NOW }]);
    expect(missing.leftOpen).toEqual([]);
    expect(seen(missing, [], NOW + 2 * MINUTE - 1)).toEqual(missing);
    const gone = seen(missing, [], NOW + 2 * MINUTE);
    expect(gone.blocks).toEqual([]);
    expect(gone.leftOpen).toEqual([{ ...span(9, 10), id: 'a', cause: 'why' }]);
  });

  test('and is listed again after it counted as deleted was never gone: nothing is left open', () => {
    const gone = seen(missing, [], NOW + 2 * MINUTE);
    const again = seen(gone, [listed('a', 9, 10)], NOW + 3 * MINUTE);
    expect(again).toEqual(ledger({ blocks: [own('a', 9, 10, { at: NOW + 3 * MINUTE })] }));
    const edited = seen(gone, [listed('a', 9, 10, { title: 'Mine' })], NOW + 3 * MINUTE);
    expect(edited).toMatchObject({ blocks: [{ id: 'a', title: 'Mine' }], leftOpen: [] });
    expect(seen(gone, [listed('a', 9, 10, { deleted: true })], NOW + 3 * MINUTE)).toEqual(gone);
  });

  test('among several is waited for a quarter of an hour, since no person is that quick', () => {
    const several = ledger({ blocks: [own('a', 9, 10), own('b', 12, 13), own('c', 15, 16)] });
    const lacking = seen(several, [listed('c', 15, 16)]);
    const later = seen(lacking, [listed('c', 15, 16)], NOW + 15 * MINUTE - 1);
    expect(later).toMatchObject({ blocks: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], leftOpen: [] });
    expect(hours(seen(later, [listed('c', 15, 16)], NOW + 15 * MINUTE).leftOpen)).toBe('9-10 12-13');
    const one = seen(later, [listed('b', 12, 13), listed('c', 15, 16)], NOW + 3 * MINUTE);
    expect(hours(one.leftOpen)).toBe('9-10');
  });

  test('beside one that is over or just made is not among several', () => {
    const past = own('x', 9, 10, { start: NOW - 2 * MINUTE, end: NOW, missingSince: NOW - 2 * MINUTE });
    const gone = own('a', 9, 10, { missingSince: NOW - 2 * MINUTE });
    const before = ledger({ blocks: [past, gone, own('y', 12, 13, { at: NOW - MINUTE })] });
    expect(hours(seen(before, []).leftOpen)).toBe('9-10');
  });

  test('stays open where we took it out for the person, though it is listed for long', () => {
    const taken = ledger({ leftOpen: [{ ...span(9, 10), id: null, cause: 'why' }] });
    expect(seen(taken, [listed('a', 9, 10)])).toMatchObject({ blocks: [{ foreignAt: NOW }], leftOpen: taken.leftOpen });
  });

  test('and is there the second time was never gone', () => {
    expect(seen(missing, [listed('a', 9, 10)], NOW + MINUTE)).toEqual(ledger({ blocks: [own('a', 9, 10)] }));
  });

  test('is not missed for the first two minutes, since lists are late', () => {
    const young = ledger({ blocks: [own('a', 9, 10, { at: NOW - 2 * MINUTE + 1 })] });
    expect(seen(young, [])).toEqual(young);
  });

  test('was ours to remove where its removal was under way', () => {
    expect(seen(ledger({ blocks: [own('a', 9, 10, { leaving: true })] }), [])).toEqual(ledger());
  });

  test('was removed as spare by another computer where one of ours stands in its place', () => {
    const before = ledger({ blocks: [own('a', 9, 11, { missingSince: NOW - 2 * MINUTE }), own('b', 9, 10)] });
    expect(hours(seen(before, [listed('b', 9, 10)]).leftOpen)).toBe('10-11');
  });

  test('is as good as missing where the list calls it deleted', () => {
    const flagged = seen(ledger({ blocks: [own('a', 9, 10)] }), [listed('a', 9, 10, { deleted: true })]);
    expect(flagged.blocks).toMatchObject([{ missingSince: NOW }]);
  });

  test('does not matter once it is over', () => {
    const past = own('a', 9, 10, { start: NOW - 2 * MINUTE, end: NOW - MINUTE, missingSince: NOW - MINUTE });
    expect(seen(ledger({ blocks: [past] }), [])).toEqual(ledger());
  });
});

describe('a marked block that is not known', () => {
  test('is taken over as somebody else’s doing', () => {
    const { blocks, othersAt } = seen(ledger(), [listed('x', 9, 10)]);
    expect(blocks).toMatchObject([{ id: 'x', foreignAt: NOW, ...span(9, 10) }]);
    expect(othersAt).toBe(NOW);
  });

  test('is the one that was sent without an answer where it has its times and title', () => {
    const sent = ledger({ intents: [{ ...span(9, 10), title: TITLE, at: NOW - 1000, cause: 'sent' }] });
    const found = seen(sent, [listed('x', 9, 10), listed('y', 12, 13)]);
    expect(found.intents).toEqual([]);
    expect(found.blocks).toMatchObject([
      { id: 'x', foreignAt: null, cause: 'sent' },
      { id: 'y', foreignAt: NOW },
    ]);
    expect(seen(sent, [listed('x', 9, 10)]).othersAt, 'of no other computer').toBeNull();
  });

  test('is not taken back from what we removed until ten minutes later', () => {
    const removed = ledger({ removed: [{ id: 'x', at: NOW }] });
    expect(seen(removed, [listed('x', 9, 10)], NOW + 9 * MINUTE).blocks).toEqual([]);
    expect(seen(removed, [listed('x', 9, 10)], NOW + 10 * MINUTE).blocks).toHaveLength(1);
  });

  test('without a mark or deleted is none of ours', () => {
    const list = [listed('x', 9, 10, { title: 'Busy' }), listed('y', 9, 10, { deleted: true })];
    expect(seen(ledger(), list)).toEqual(ledger());
  });
});

describe('beside another computer', () => {
  const MET = ledger({ blocks: [own('a', 9, 10, { missingSince: NOW - 2 * MINUTE })], othersAt: NOW - MINUTE });

  test('a block that goes is closed once more, and left open when that goes as well', () => {
    const doubted = seen(MET, []);
    expect(doubted).toMatchObject({ blocks: [], leftOpen: [], doubted: [{ ...span(9, 10), cause: 'why' }] });
    const again = { ...doubted, blocks: [own('b', 9, 10, { missingSince: NOW - 2 * MINUTE })] };
    expect(hours(seen(again, []).leftOpen)).toBe('9-10');
  });

  test('that was not seen for a week a block that goes was deleted by hand', () => {
    expect(hours(seen({ ...MET, othersAt: NOW - 7 * 24 * 60 * MINUTE }, []).leftOpen)).toBe('9-10');
  });

  test('what we took out and it made again is its own', () => {
    const before = ledger({ takenOut: [span(9, 10)] });
    const { blocks, othersAt } = seen(before, [listed('x', 9, 10), listed('y', 12, 13)]);
    expect(blocks).toMatchObject([
      { id: 'x', theirs: true },
      { id: 'y', theirs: false },
    ]);
    expect(othersAt).toBe(NOW);
  });

  test('what it takes away itself is no time that was left open', () => {
    const theirs = ledger({ blocks: [own('x', 9, 10, { theirs: true, missingSince: NOW - 2 * MINUTE })] });
    expect(seen(theirs, [])).toMatchObject({ blocks: [], leftOpen: [], doubted: [] });
  });
});

describe('a clock that was set back', () => {
  const LATER = NOW + 60 * 60 * MINUTE;

  test('delays what is waited for by no more than the wait itself', () => {
    const sent = ledger({ intents: [{ ...span(9, 10), title: TITLE, at: LATER, cause: 'sent' }] });
    expect(seen(seen(sent, []), [], NOW + MINUTE).intents).toEqual([]);
    const removed = seen(ledger({ removed: [{ id: 'x', at: LATER }] }), []);
    expect(seen(removed, [], NOW + 10 * MINUTE).removed).toEqual([]);
  });

  test('does not hide that a block is gone or was changed', () => {
    const made = seen(ledger({ blocks: [own('a', 9, 12, { at: LATER })] }), []);
    expect(seen(made, [listed('a', 9, 10)], NOW + 2 * MINUTE).blocks).toMatchObject([span(9, 10)]);
    const missing = seen(ledger({ blocks: [own('a', 9, 10, { missingSince: LATER })] }), []);
    expect(seen(missing, [], NOW + 2 * MINUTE).leftOpen).toHaveLength(1);
  });

  test('holds what another computer did only until the calendars are checked again', () => {
    const foreign = ledger({ blocks: [own('a', 9, 10, { foreignAt: LATER })] });
    expect(seen(foreign, [listed('a', 9, 10)]).blocks).toMatchObject([{ foreignAt: NOW }]);
  });
});

describe('what was sent without an answer', () => {
  const sent = ledger({ intents: [{ ...span(9, 10), title: TITLE, at: NOW, cause: 'sent' }] });

  test('is waited for a minute, then it was never made', () => {
    expect(seen(sent, [], NOW + MINUTE - 1).intents).toHaveLength(1);
    expect(seen(sent, [], NOW + MINUTE).intents).toEqual([]);
  });

  test('of a change: the list tells which', () => {
    const unsure = ledger({ blocks: [own('a', 9, 10, { unsure: true, at: NOW })] });
    expect(seen(unsure, [listed('a', 9, 12)]).blocks).toMatchObject([
      { ...span(9, 12), unsure: false, foreignAt: null },
    ]);
  });
});

describe('a block that somebody else changed', () => {
  test('is taken as listed, with what that opened', () => {
    const [block] = seen(ledger({ blocks: [own('a', 9, 12)] }), [listed('a', 9, 10)]).blocks;
    expect(block).toMatchObject({ ...span(9, 10), foreignAt: NOW, opened: [span(10, 12)] });
  });

  test('is not believed for two minutes after we changed it ourselves', () => {
    const changed = ledger({ blocks: [own('a', 9, 12, { at: NOW - MINUTE })] });
    expect(seen(changed, [listed('a', 9, 10)])).toEqual(changed);
  });

  test('keeps being ours when its title was edited', () => {
    expect(seen(ledger({ blocks: [own('a', 9, 12)] }), [listed('a', 9, 12, { title: 'Mine' })]).blocks).toMatchObject([
      { id: 'a', title: 'Mine' },
    ]);
  });
});
