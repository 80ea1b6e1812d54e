import type { CrmSettings } from '../../../shared/contract/crm.ts';
import { clip, type Interval, merge, overlaps, subtract } from '../../../shared/intervals.ts';
import { type Busy, causeOf, commonCause, formerCauseOf, isCause, type KnownTime } from './busy-time.ts';
import type { NewBlock } from './highlevel.ts';
import { type BlockLedger, type LeftOpen, markedTitle, type OwnBlock } from './own-blocks.ts';

const MINUTE_MS = 60_000;
const MOST_TITLES = 3;

export interface Wishes {
  readonly time: KnownTime;
  readonly ledger: BlockLedger;
  /** Of every appointment that takes the person's time. */
  readonly appointments: readonly Interval[];
  readonly window: Interval;
  readonly now: number;
  readonly titles: CrmSettings['titles'];
}

/**
 * The blocks that should stand from now to the end of the window: the busy time in whole minutes, as few blocks as say
 * it, cut around every appointment, without what the person opened of an event. Where nothing is known stays what
 * stands.
 */
export function wantedBlocks(wishes: Wishes): NewBlock[] {
  const { time, ledger, appointments, window, now, titles } = wishes;
  const leftOpen = stillOpen(ledger.leftOpen, time);
  const busy = time.busy.map(inWholeMinutes).flatMap((one) => {
    const clipped = clip(one, window);
    return clipped ? closedOf({ ...one, ...clipped }, leftOpen) : [];
  });
  const kept = keptBlocks(ledger.blocks, time.unknown);
  const open = [...waitingFor(ledger.blocks, time.checkedAt), ...appointments];
  return subtract([...busy, ...kept], open)
    .filter(({ start, end }) => end - start >= MINUTE_MS && end > now)
    .map((piece) => ({ ...piece, title: titleOf(piece, titles, busy, kept) }));
}

/** Of one event what the person did not open. */
function closedOf(one: Busy, leftOpen: readonly LeftOpen[]): Busy[] {
  const open = leftOpen.filter((left) => overlaps(left, one) && isCause(left.cause, one));
  return open.length === 0 ? [one] : subtract([one], open).map((piece) => ({ ...one, ...piece }));
}

/**
 * What the person opened stays open for those events that take that time as they did, or while that is not known. Other
 * events close it.
 */
export function stillOpen(leftOpen: readonly LeftOpen[], { busy, unknown }: KnownTime): LeftOpen[] {
  const whole = busy.map(inWholeMinutes);
  return leftOpen.flatMap((open) => {
    if (unknown.some((gap) => overlaps(gap, open))) return [open];
    const there = causeOf(open, whole);
    const cause = formerCauseOf(open, whole) === open.cause ? there : commonCause(open.cause, there);
    return cause === '' ? [] : [{ ...open, cause }];
  });
}

/** Whether what somebody else did with the block is newer than what we know of the calendars. */
export function isHeld({ foreignAt, missingSince, theirs }: OwnBlock, checkedAt: number | null): boolean {
  if (missingSince !== null || theirs) return true;
  return foreignAt !== null && (checkedAt === null || checkedAt <= foreignAt);
}

function waitingFor(blocks: readonly OwnBlock[], checkedAt: number | null): Interval[] {
  return blocks.filter((block) => isHeld(block, checkedAt)).flatMap(({ opened }) => opened);
}

function keptBlocks(blocks: readonly OwnBlock[], unknown: readonly Interval[]): NewBlock[] {
  const gaps = merge(unknown);
  return blocks
    .filter(({ leaving }) => !leaving)
    .flatMap(({ title, ...block }) => gaps.flatMap((gap) => withTitle(clip(block, gap), title)));
}

function withTitle(piece: Interval | null, title: string): NewBlock[] {
  return piece ? [{ ...piece, title }] : [];
}

/** The CRM knows no seconds: what a minute is touched of is taken whole. */
export function inWholeMinutes<T extends Interval>(time: T): T {
  const start = Math.floor(time.start / MINUTE_MS) * MINUTE_MS;
  return { ...time, start, end: Math.ceil(time.end / MINUTE_MS) * MINUTE_MS };
}

function titleOf(piece: Interval, titles: Wishes['titles'], busy: readonly Busy[], kept: readonly NewBlock[]): string {
  if (titles === 'busy') return markedTitle('Busy');
  const there = busy.filter((one) => overlaps(one, piece)).sort((a, b) => a.start - b.start);
  const names = [...new Set(there.flatMap(({ title }) => (title?.trim() ? [title.trim()] : [])))];
  if (names.length === 0) return kept.find((block) => overlaps(block, piece))?.title ?? markedTitle('Busy');
  const more = names.length > MOST_TITLES ? [`${names.length - MOST_TITLES} more`] : [];
  return markedTitle([...names.slice(0, MOST_TITLES), ...more].join(', '));
}
