import { clip, type Interval, overlaps, subtract } from '../../../shared/intervals.ts';
import type { NewBlock } from './highlevel.ts';
import type { BlockLedger, OwnBlock } from './own-blocks.ts';
import { inSafeOrder } from './safe-order.ts';
import { isHeld } from './wanted.ts';

export type Action =
  | { readonly kind: 'create'; readonly block: NewBlock }
  | { readonly kind: 'change'; readonly id: string; readonly from: Interval; readonly block: NewBlock }
  | { readonly kind: 'delete'; readonly id: string; readonly from: Interval };

const SHORTEST_MS = 60_000;

/**
 * What makes the blocks that stand equal to the wanted ones, in an order in which no wanted time that is closed is open
 * in between. A block is rather changed than deleted and another made. Only what is still to come counts. Where two of
 * ours say the same the one with the smaller id stays, on every computer. What somebody else did after the calendars
 * were last checked (`checkedAt`) is left as it is.
 */
export function plan(
  ledger: BlockLedger,
  wanted: readonly NewBlock[],
  checkedAt: number | null,
  now: number,
): Action[] {
  const toCome = ledger.blocks.filter(({ end }) => end > now).sort((a, b) => (a.id < b.id ? -1 : 1));
  const fits = matches(
    toCome.filter(({ leaving }) => !leaving),
    wanted,
    checkedAt,
    now,
  );
  const held = toCome.filter((block) => isHeld(block, checkedAt) && !block.leaving);
  const covered = [...held, ...ledger.intents].map((one) => timesToCome(one, now));
  const left = wanted.filter((one) => !fits.wanted.has(one)).flatMap((one) => uncovered(one, covered));
  const free = toCome.filter((block) => !fits.blocks.has(block) && !held.includes(block));
  const { pairs, alone, spare } = paired(free, left);
  const changes = pairs.map(
    ([{ id, start, end }, block]) => ({ kind: 'change', id, from: { start, end }, block }) as const,
  );
  const creates = alone.map((block) => ({ kind: 'create', block }) as const);
  const deletes = spare.map(({ id, start, end }) => ({ kind: 'delete', id, from: { start, end } }) as const);
  const kept = [...fits.blocks, ...held];
  return inSafeOrder([...creates, ...changes, ...deletes], kept, wanted, now);
}

function timesToCome({ start, end }: Interval, now: number): Interval {
  return { start: Math.max(start, now), end: Math.max(end, now) };
}

/** The blocks that stand as they should, each with what it is for. */
function matches(blocks: readonly OwnBlock[], wanted: readonly NewBlock[], checkedAt: number | null, now: number) {
  const fits = { blocks: new Set<OwnBlock>(), wanted: new Set<NewBlock>() };
  for (const one of wanted) {
    const times = timesToCome(one, now);
    const fit = blocks.find((block) => {
      const stands = timesToCome(block, now);
      if (fits.blocks.has(block) || stands.start !== times.start || stands.end !== times.end) return false;
      return block.title === one.title || isHeld(block, checkedAt);
    });
    if (!fit) continue;
    fits.blocks.add(fit);
    fits.wanted.add(one);
  }
  return fits;
}

function uncovered(one: NewBlock, covered: readonly Interval[]): NewBlock[] {
  if (!covered.some((other) => overlaps(other, one))) return [one];
  return subtract([one], covered)
    .filter(({ start, end }) => end - start >= SHORTEST_MS)
    .map((piece) => ({ ...piece, title: one.title }));
}

/** Blocks that may be changed with what they become: first those that share most time, then whatever is left. */
function paired(free: readonly OwnBlock[], wanted: readonly NewBlock[]) {
  const spare = new Set(free.filter(({ leaving }) => !leaving));
  const alone = new Set(wanted);
  const shared = [...spare]
    .flatMap((block) => wanted.map((one) => ({ block, one, ms: sharedMs(block, one) })))
    .filter(({ ms }) => ms > 0)
    .sort((a, b) => b.ms - a.ms);
  const pairs: [OwnBlock, NewBlock][] = [];
  const pair = (block: OwnBlock, one: NewBlock) => {
    if (!spare.delete(block)) return;
    if (alone.delete(one)) pairs.push([block, one]);
    else spare.add(block);
  };
  for (const { block, one } of shared) pair(block, one);
  for (const one of [...alone]) {
    const [block] = spare;
    if (block) pair(block, one);
  }
  return { pairs, alone: [...alone], spare: [...spare, ...free.filter(({ leaving }) => leaving)] };
}

function sharedMs(a: Interval, b: Interval): number {
  const common = clip(a, b);
  return common ? common.end - common.start : 0;
}
