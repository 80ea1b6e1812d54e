import type { CrmBlock } from '../../shared/contract/crm.ts';
import type { Interval } from '../../shared/intervals.ts';
import { instant } from '../connections/instant.ts';
import { listRange, observe } from '../domain/crm/observe.ts';
import { isMarked } from '../domain/crm/own-blocks.ts';
import type { PassParts } from './pass.ts';

interface Removal extends PassParts {
  readonly dryRun: boolean;
  readonly window: Interval;
}

const YEAR_MS = 366 * 86_400_000;

/**
 * Every block of ours that stands by a fresh list of all that could ever have been made, those in the past day included.
 * Unless it is a dry run each is taken out; one that fails ends it with its error, and the rest stays known.
 */
export async function removeBlocks(removal: Removal): Promise<(CrmBlock & { id: string })[]> {
  const { api, setup, file, window, clock, patience, dryRun } = removal;
  const range = listRange(file.ledger, { start: window.start, end: Math.max(window.end, clock.now() + YEAR_MS) });
  const asked = clock.now();
  const listed = await api.blockSlots(setup.userId, range);
  await file.save(observe(file.ledger, listed, asked, patience));
  const known = new Set(file.ledger.blocks.map(({ id }) => id));
  const gone = new Set(file.ledger.removed.map(({ id }) => id));
  const past = listed.filter((slot) => !slot.deleted && isMarked(slot) && !known.has(slot.id) && !gone.has(slot.id));
  const all = [...file.ledger.blocks, ...past].sort((a, b) => a.start - b.start);
  if (!dryRun) for (const { id } of all) await takeOut(id, removal);
  return all.map(({ id, start, end, title }) => ({ id, start: instant(start), end: instant(end), title }));
}

async function takeOut(id: string, { api, file, clock }: Removal): Promise<void> {
  await file.change(id, { leaving: true });
  await api.deleteBlock(id);
  const blocks = file.ledger.blocks.filter((block) => block.id !== id);
  await file.save({ ...file.ledger, blocks, removed: [...file.ledger.removed, { id, at: clock.now() }] });
}
