import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NewBlock } from '../../../../bridge/domain/crm/highlevel.ts';
import type { BlockLedger } from '../../../../bridge/domain/crm/own-blocks.ts';
import { type Action, plan } from '../../../../bridge/domain/crm/plan.ts';
import { type Interval, merge, subtract } from '../../../../shared/intervals.ts';
import { at, hours, ledger, NOW, own, span, TITLE } from './crm-times.ts';

function want(from: number, to: number, title = TITLE): NewBlock {
  return { ...span(from, to), title };
}

function said(actions: readonly Action[]): string[] {
  return actions.map((action) => {
    if (action.kind === 'create') return `create ${hours([action.block])}`;
    return action.kind === 'change' ? `change ${action.id} to ${hours([action.block])}` : `delete ${action.id}`;
  });
}

function planned(before: BlockLedger, wanted: readonly NewBlock[], checkedAt: number | null = NOW, now = NOW) {
  return said(plan(before, wanted, checkedAt, now));
}

describe('what makes the CRM equal to what should be', () => {
  test('nothing, where it is', () => {
    expect(planned(ledger({ blocks: [own('a', 9, 10)] }), [want(9, 10)])).toEqual([]);
  });

  test('a moved event moves its block, a longer one makes it longer', () => {
    expect(planned(ledger({ blocks: [own('a', 9, 10)] }), [want(14, 15)])).toEqual(['change a to 14-15']);
    expect(planned(ledger({ blocks: [own('a', 9, 10), own('b', 12, 13)] }), [want(9, 10), want(12, 14)])).toEqual([
      'change b to 12-14',
    ]);
  });

  test('an event in between makes two blocks one: first longer, then the other goes', () => {
    const before = ledger({ blocks: [own('a', 9, 10), own('b', 11, 13)] });
    expect(planned(before, [want(9, 13)])).toEqual(['change b to 9-13', 'delete a']);
  });

  test('an appointment in the middle of a block: the second half is made before the first becomes shorter', () => {
    expect(planned(ledger({ blocks: [own('a', 9, 12)] }), [want(9, 10), want(11, 12)])).toEqual([
      'create 11-12',
      'change a to 9-10',
    ]);
  });

  test('the past part of a block does not matter', () => {
    const before = ledger({ blocks: [own('a', 7, 10)] });
    expect(planned(before, [want(8, 10)], NOW, at(9))).toEqual([]);
  });

  test('another title is a change', () => {
    expect(planned(ledger({ blocks: [own('a', 9, 10)] }), [want(9, 10, 'Dentist · Slotbridge')])).toEqual([
      'change a to 9-10',
    ]);
  });

  test('of two blocks that say the same the one with the smaller id stays', () => {
    expect(planned(ledger({ blocks: [own('b', 9, 10), own('a', 9, 10)] }), [want(9, 10)])).toEqual(['delete b']);
  });

  test('a removal that nobody confirmed is sent again', () => {
    const before = ledger({ blocks: [own('a', 9, 10, { leaving: true })] });
    expect(planned(before, [want(9, 10)])).toEqual(['create 9-10', 'delete a']);
  });

  test('what was sent as new without an answer is not made a second time', () => {
    const before = ledger({ intents: [{ ...want(9, 10), at: NOW, cause: '' }] });
    expect(planned(before, [want(9, 10), want(12, 13)])).toEqual(['create 12-13']);
  });
});

describe('what somebody else did', () => {
  const foreign = (from: number, to: number) => ledger({ blocks: [own('x', from, to, { foreignAt: NOW })] });

  test('is left as it is until the calendars were checked after it', () => {
    expect(planned(foreign(9, 10), [], NOW)).toEqual([]);
    expect(planned(foreign(9, 10), [], null)).toEqual([]);
    expect(planned(foreign(9, 10), [], NOW + 1)).toEqual(['delete x']);
  });

  test('is completed meanwhile where more is busy', () => {
    expect(planned(foreign(9, 10), [want(9, 12)], NOW)).toEqual(['create 10-12']);
  });

  test('a missing block is left alone until it is known whether it is gone', () => {
    const before = ledger({ blocks: [own('a', 9, 10, { missingSince: NOW - 1 })] });
    expect(planned(before, [want(9, 10)])).toEqual([]);
    expect(planned(before, [])).toEqual([]);
  });
});

/** Disjoint intervals of a day in quarters of an hour, with a gap between each. */
const intervals = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 14 })
  .map((edges) => edges.sort((a, b) => a - b))
  .map((edges) => {
    const found: Interval[] = [];
    for (let i = 0; i + 1 < edges.length; i += 2) {
      found.push({ start: at(0, (edges[i] as number) * 15), end: at(0, (edges[i + 1] as number) * 15) });
    }
    return found;
  });

/** Blocks as they may stand after anything: they may overlap. */
const standing = fc.array(fc.tuple(fc.integer({ min: 0, max: 56 }), fc.integer({ min: 1, max: 10 })), { maxLength: 8 });

describe('any plan', () => {
  test('ends with exactly the wanted blocks, and opens no wanted time that was closed on its way', () => {
    fc.assert(
      fc.property(standing, intervals, (before, wanted) => {
        const blocks = before.map(([from, length], i) =>
          own(`b${i}`, 0, 0, { start: at(0, from * 15), end: at(0, (from + length) * 15) }),
        );
        const stands = new Map<string, Interval>(blocks.map((block) => [block.id, block]));
        let made = 0;
        const closed = () => merge([...stands.values()]);
        const neededOpen = () => subtract(wanted, closed());
        let open = neededOpen();
        for (const action of plan(
          ledger({ blocks }),
          wanted.map((one) => ({ ...one, title: TITLE })),
          NOW,
          NOW,
        )) {
          if (action.kind === 'create') stands.set(`new${made++}`, action.block);
          else if (action.kind === 'change') stands.set(action.id, action.block);
          else stands.delete(action.id);
          const now = neededOpen();
          expect(subtract(now, open)).toEqual([]);
          open = now;
        }
        const sorted = [...stands.values()].map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start);
        expect(sorted).toEqual(wanted);
      }),
      { numRuns: 150 },
    );
  });

  test('needs no more calls than blocks differ', () => {
    fc.assert(
      fc.property(intervals, intervals, (before, wanted) => {
        const key = ({ start, end }: Interval) => `${start} ${end}`;
        const same = before.filter((one) => wanted.some((other) => key(other) === key(one))).length;
        const blocks = before.map((one, i) => own(`b${i}`, 0, 0, one));
        const actions = plan(
          ledger({ blocks }),
          wanted.map((one) => ({ ...one, title: TITLE })),
          NOW,
          NOW,
        );
        const fewest = Math.max(before.length, wanted.length) - same;
        // Blocks that change places with one another take one call more each time.
        expect(actions.length).toBeLessThanOrEqual(fewest + actions.filter(({ kind }) => kind === 'delete').length);
      }),
      { numRuns: 100 },
    );
  });
});
