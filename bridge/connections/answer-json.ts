import type { BlockedSlot, BlockedSlots } from '../../shared/contract/blocked-slots.ts';

interface Written {
  readonly head: string;
  readonly bytes: Buffer;
}

const slotsJson = new WeakMap<readonly BlockedSlot[], string>();
const written = new WeakMap<readonly BlockedSlot[], Written>();

/**
 * The answer as JSON, ready to be sent. The slots are by far the longest part of it and stay the same object while
 * nothing changes, so they are written once; the rest is compared.
 */
export function jsonOf({ slots, ...rest }: BlockedSlots): Buffer {
  const head = JSON.stringify(rest);
  const known = written.get(slots);
  if (known?.head === head) return known.bytes;
  const bytes = Buffer.from(`${head.slice(0, -1)},"slots":${jsonOfSlots(slots)}}`);
  written.set(slots, { head, bytes });
  return bytes;
}

function jsonOfSlots(slots: readonly BlockedSlot[]): string {
  const known = slotsJson.get(slots) ?? JSON.stringify(slots);
  slotsJson.set(slots, known);
  return known;
}
