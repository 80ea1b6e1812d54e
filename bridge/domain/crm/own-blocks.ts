import type { Interval } from '../../../shared/intervals.ts';
import type { CrmBlockSlot, NewBlock } from './highlevel.ts';

/** A block of ours that stands in the CRM, as far as we know. Times in epoch milliseconds throughout. */
export interface OwnBlock extends NewBlock {
  readonly id: string;
  /** When we last wrote it or took it over. */
  readonly at: number;
  /** A change was sent that nobody confirmed: the list tells what became of it. */
  readonly unsure: boolean;
  /** Its removal was sent and not confirmed. */
  readonly leaving: boolean;
  /** The first complete list that lacked it. */
  readonly missingSince: number | null;
  /** When we saw that somebody else, such as another computer, made or changed it. */
  readonly foreignAt: number | null;
  /** Another computer made it again after we took it out: its calendars want it, so it stays. */
  readonly theirs: boolean;
  /** What that change of somebody else opened. */
  readonly opened: readonly Interval[];
  /** What it stood for; see `causeOf`. */
  readonly cause: string;
}

/** A block that is about to be sent as new, noted before: after a crash we look for it before another is made. */
export interface Intent extends NewBlock {
  readonly at: number;
  readonly cause: string;
}

/** A time that the person opened by deleting our block in the CRM. It stays open for the events of its cause alone. */
export interface LeftOpen extends Interval {
  /** The block that was not listed any more; null where we took it out ourselves because the person wanted that. */
  readonly id: string | null;
  readonly cause: string;
}

/** What we removed; the list may show it a while longer. */
export interface Removed {
  readonly id: string;
  readonly at: number;
}

/** All that is known of the blocks of one connection. */
export interface BlockLedger {
  readonly blocks: readonly OwnBlock[];
  readonly intents: readonly Intent[];
  readonly leftOpen: readonly LeftOpen[];
  readonly removed: readonly Removed[];
  /** When another computer was last seen at work on the same user's blocks. */
  readonly othersAt: number | null;
  /** Times whose block went while another computer was at work. They are closed once more, then they are left open. */
  readonly doubted: readonly LeftOpen[];
  /** Of blocks of another computer that we took out. */
  readonly takenOut: readonly Interval[];
}

export const NO_BLOCKS: BlockLedger = {
  blocks: [],
  intents: [],
  leftOpen: [],
  removed: [],
  othersAt: null,
  doubted: [],
  takenOut: [],
};

const MARK = ' · Slotbridge';
const LONGEST_TITLE = 120;

/** A title that ends in the mark by which our blocks are known where their ids are not. */
export function markedTitle(text: string): string {
  const room = LONGEST_TITLE - MARK.length;
  const short = text.length > room ? `${text.slice(0, room - 1).trimEnd()}…` : text;
  return `${short}${MARK}`;
}

export function isMarked({ title }: Pick<CrmBlockSlot, 'title'>): boolean {
  return title.trimEnd().endsWith(MARK.trimStart());
}

/** Of all that were made by us and may be listed. */
export function ownIds({ blocks, removed }: BlockLedger): ReadonlySet<string> {
  return new Set([...blocks, ...removed].map(({ id }) => id));
}

/** A block whose making was confirmed at `at`. */
export function madeBlock(id: string, { start, end, title }: NewBlock, cause: string, at: number): OwnBlock {
  const quiet = { unsure: false, leaving: false, missingSince: null, foreignAt: null, theirs: false, opened: [] };
  return { id, start, end, title, at, cause, ...quiet };
}
