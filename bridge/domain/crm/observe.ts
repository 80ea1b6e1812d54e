import { type Interval, overlaps, subtract } from '../../../shared/intervals.ts';
import { commonCause } from './busy-time.ts';
import type { CrmBlockSlot } from './highlevel.ts';
import { type BlockLedger, type Intent, isMarked, type LeftOpen, madeBlock, type OwnBlock } from './own-blocks.ts';

/** How long the CRM's lists may lag behind its answers, in milliseconds. */
export interface ListLag {
  /** After we wrote a block the list is not believed against us for so long. */
  readonly settleMs: number;
  /** So long several blocks must be missing at once: that is rather a list that is not complete than a person's doing. */
  readonly manyMissingMs: number;
  /** A block that was sent without an answer is looked for so long before it is sent again. */
  readonly intentMs: number;
  /** What we removed may be listed so long. */
  readonly removedMs: number;
}

/**
 * The ledger after a complete list of the user's blocked slots, asked for at `now`: what is known is compared, marked
 * blocks that are not known are taken over, and what is gone though we did not remove it was deleted by hand. That takes
 * two lists that lack it, as far apart as lists may be late, and that nothing of ours stands in its place. What is
 * listed again after all was never deleted.
 */
export function observe(before: BlockLedger, listed: readonly CrmBlockSlot[], now: number, lag: ListLag): BlockLedger {
  const ledger = notLaterThan(now, before);
  const standing = new Map(listed.filter(({ deleted }) => !deleted).map((slot) => [slot.id, slot]));
  const removed = ledger.removed.filter(({ at }) => now - at < lag.removedMs);
  const missing = ledger.blocks.filter((block) => !standing.has(block.id) && isMissed(block, now, lag));
  const goneMs = missing.length > 1 ? lag.manyMissingMs : lag.settleMs;
  const seen = ledger.blocks.map((block) => seenBlock(block, standing.get(block.id), now, { ...lag, goneMs }));
  const known = new Set([...ledger.blocks, ...removed].map(({ id }) => id));
  const unknown = [...standing.values()].filter(({ id }) => !known.has(id));
  const back = backAgain(unknown, ledger.leftOpen, now);
  const isBack = (id: string | null) => back.some((block) => block.id === id);
  const found = unknown.filter((slot) => isMarked(slot) && !isBack(slot.id));
  const { adopted, intents } = adopt(found, ledger, now);
  const blocks = [...seen.flatMap(({ block }) => block ?? []), ...back, ...adopted].filter(({ end }) => end > now);
  const othersAt =
    adopted.some(({ foreignAt }) => foreignAt !== null) || blocks.some(({ theirs }) => theirs) ? now : ledger.othersAt;
  const gone = seen.flatMap(({ gone }) => gone ?? []).filter(({ end, theirs }) => end > now && !theirs);
  const isDoubted = (one: OwnBlock) => isRecent(othersAt, now) && !wasDoubted(one, ledger.doubted);
  const left = (one: OwnBlock) => subtract([one], blocks).map((part) => ({ ...part, id: one.id, cause: one.cause }));
  const opened = gone.filter((one) => !isDoubted(one)).flatMap(left);
  return {
    blocks,
    intents: intents.filter(({ at, end }) => now - at < lag.intentMs && end > now),
    leftOpen: [...ledger.leftOpen.filter(({ id, end }) => end > now && !isBack(id)), ...opened],
    removed,
    othersAt,
    doubted: [...ledger.doubted.filter(({ end }) => end > now), ...gone.filter(isDoubted).flatMap(left)],
    takenOut: ledger.takenOut.filter(({ end }) => end > now),
  };
}

/** A clock that was set back leaves times behind that are yet to come; waiting for them could take for ever. */
function notLaterThan(now: number, ledger: BlockLedger): BlockLedger {
  const past = <T extends number | null>(time: T) => (time !== null && time > now ? now : time);
  const noted = <T extends { readonly at: number }>(one: T): T => ({ ...one, at: past(one.at) });
  return {
    ...ledger,
    blocks: ledger.blocks.map((block) => ({
      ...noted(block),
      missingSince: past(block.missingSince),
      foreignAt: past(block.foreignAt),
    })),
    othersAt: past(ledger.othersAt),
    intents: ledger.intents.map(noted),
    removed: ledger.removed.map(noted),
  };
}

const WEEK_MS = 7 * 86_400_000;

function isRecent(othersAt: number | null, now: number): boolean {
  return othersAt !== null && now - othersAt < WEEK_MS;
}

/** Gone a second time it was a person's doing: another computer leaves alone what was made again. */
function wasDoubted(block: OwnBlock, doubted: readonly LeftOpen[]): boolean {
  return doubted.some((one) => overlaps(one, block) && commonCause(one.cause, block.cause) !== '');
}

interface Sight {
  readonly block?: OwnBlock;
  /** It was deleted by hand. */
  readonly gone?: OwnBlock;
}

interface Wait extends ListLag {
  /** What is missing so long was deleted. */
  readonly goneMs: number;
}

function seenBlock(block: OwnBlock, slot: CrmBlockSlot | undefined, now: number, lag: Wait): Sight {
  if (!slot) return missingBlock(block, now, lag);
  const { start, end, title } = slot;
  const back = block.missingSince === null ? block : { ...block, missingSince: null };
  const isSame = start === block.start && end === block.end && title === block.title;
  if (block.unsure) return { block: { ...back, start, end, title, unsure: false } };
  if (isSame || now - block.at < lag.settleMs) return { block: back };
  const opened = [...block.opened, ...subtract([block], [slot])];
  return { block: { ...back, start, end, title, foreignAt: now, opened } };
}

/** Whether a list that lacks it means anything. */
function isMissed({ leaving, at, end }: OwnBlock, now: number, { settleMs }: ListLag): boolean {
  return !leaving && end > now && now - at >= settleMs;
}

function missingBlock(block: OwnBlock, now: number, lag: Wait): Sight {
  if (block.leaving) return {};
  if (!isMissed(block, now, lag)) return { block };
  if (block.missingSince === null) return { block: { ...block, missingSince: now } };
  return now - block.missingSince < lag.goneMs ? { block } : { gone: block };
}

/** Blocks that lists lacked for so long that they counted as deleted, and that stand after all. */
function backAgain(unknown: readonly CrmBlockSlot[], leftOpen: readonly LeftOpen[], now: number): OwnBlock[] {
  const opened = new Map(leftOpen.flatMap(({ id, cause }) => (id === null ? [] : [[id, cause] as const])));
  return unknown.flatMap((slot) => {
    const cause = opened.get(slot.id);
    return cause === undefined ? [] : [madeBlock(slot.id, slot, cause, now)];
  });
}

/** What was sent without an answer is found again; every other marked block is somebody else's doing. */
function adopt(found: readonly CrmBlockSlot[], { intents: waiting, takenOut }: BlockLedger, now: number) {
  const intents: Intent[] = [...waiting];
  const adopted = found.map((slot) => {
    const at = intents.findIndex(({ start, end, title }) => isBlock(slot, { start, end }) && slot.title === title);
    const [intent] = at < 0 ? [] : intents.splice(at, 1);
    const block = madeBlock(slot.id, slot, intent?.cause ?? '', intent?.at ?? now);
    return intent ? block : { ...block, foreignAt: now, theirs: takenOut.some((one) => isBlock(slot, one)) };
  });
  return { adopted, intents };
}

function isBlock(slot: Interval, { start, end }: Interval): boolean {
  return slot.start === start && slot.end === end;
}

/** Times that a list must cover to be complete for all that is known, beside those of the window. */
export function listRange(ledger: BlockLedger, window: Interval): Interval {
  const all = [window, ...ledger.blocks, ...ledger.intents];
  return { start: Math.min(...all.map(({ start }) => start)), end: Math.max(...all.map(({ end }) => end)) };
}

/** Whether something is to be looked for again soon. */
export function isUnsettled({ blocks, intents }: BlockLedger): boolean {
  return intents.length > 0 || blocks.some(({ missingSince, unsure }) => missingSince !== null || unsure);
}
