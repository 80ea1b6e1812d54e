import type { Busy } from '../../../../bridge/domain/crm/busy-time.ts';
import type { CrmBlockSlot } from '../../../../bridge/domain/crm/highlevel.ts';
import { type BlockLedger, madeBlock, NO_BLOCKS, type OwnBlock } from '../../../../bridge/domain/crm/own-blocks.ts';

/** Milliseconds of that hour of a Wednesday, UTC. */
export function at(hour: number, minute = 0): number {
  return Date.UTC(2026, 11, 2, hour, minute);
}

/** Before the day begins. */
export const NOW = Date.UTC(2026, 11, 1, 20);
export const WINDOW = { start: Date.UTC(2026, 11, 1), end: Date.UTC(2026, 11, 9) };
export const TITLE = 'Busy · Slotbridge';

export function span(from: number, to: number) {
  return { start: at(from), end: at(to) };
}

export function busy(from: number, to: number, source = `${from}-${to}`, title: string | null = null): Busy {
  return { ...span(from, to), source, title };
}

export function known(...all: Busy[]) {
  return { busy: all, unknown: [], checkedAt: NOW };
}

/** A block that was made an hour before `NOW`. */
export function own(id: string, from: number, to: number, more: Partial<OwnBlock> = {}): OwnBlock {
  return { ...madeBlock(id, { ...span(from, to), title: TITLE }, 'why', NOW - 3_600_000), ...more };
}

export function listed(id: string, from: number, to: number, more: Partial<CrmBlockSlot> = {}): CrmBlockSlot {
  return { id, ...span(from, to), title: TITLE, assignedUserId: 'ann', deleted: false, ...more };
}

export function ledger(part: Partial<BlockLedger> = {}): BlockLedger {
  return { ...NO_BLOCKS, ...part };
}

/** `9-10 12-13`, for reading. */
export function hours(all: readonly { start: number; end: number }[]): string {
  const hour = (time: number) => Math.round(((time - at(0)) / 3_600_000) * 100) / 100;
  return all.map(({ start, end }) => `${hour(start)}-${hour(end)}`).join(' ');
}
