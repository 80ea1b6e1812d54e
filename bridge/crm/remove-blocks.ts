import { setTimeout as pause } from 'node:timers/promises';
import type { CrmBlock } from '../../shared/contract/crm.ts';
import type { Interval } from '../../shared/intervals.ts';
import { instant } from '../connections/instant.ts';
import { listRange, observe } from '../domain/crm/observe.ts';
import { isMarked, ownIds } from '../domain/crm/own-blocks.ts';
import { type PassParts, withCauses } from './pass.ts';

interface Removal extends PassParts {
  readonly dryRun: boolean;
  readonly window: Interval;
}

const YEAR_MS = 366 * 86_400_000;

/** So long somebody who waits for the removal can wait for a block that was sent without an answer. */
const LONGEST_LOOK_MS = 20_000;

/**
 * Every block of ours that stands by a fresh list of all that could ever have been made, those of the past year included.
 * Unless it is a dry run each is taken out, and its time stays open until its events change. One that fails ends it with
 * its error, and the rest stays known.
 */
export async function removeBlocks(removal: Removal): Promise<(CrmBlock & { id: string })[]> {
  const { file, patience, dryRun } = removal;
  let listed = await freshList(removal);
  if (!dryRun && file.ledger.intents.length > 0) {
    await pause(Math.min(patience.intentMs, LONGEST_LOOK_MS));
    listed = await freshList(removal);
  }
  const known = new Set([...file.ledger.blocks, ...file.ledger.removed].map(({ id }) => id));
  const past = listed.filter((slot) => !slot.deleted && isMarked(slot) && !known.has(slot.id));
  const all = [...file.ledger.blocks, ...past].sort((a, b) => a.start - b.start);
  if (!dryRun) for (const { id } of all) await takeOut(id, removal);
  return all.map(({ id, start, end, title }) => ({ id, start: instant(start), end: instant(end), title }));
}

async function freshList({ api, person, setup, file, window, clock, patience }: Removal) {
  const asked = clock.now();
  const years = { start: asked - YEAR_MS, end: Math.max(window.end, asked + YEAR_MS) };
  const range = listRange(file.ledger, years);
  const listed = await api.blockSlots(setup.userId, range, ownIds(file.ledger));
  const time = await person.time(window, asked);
  await file.save(withCauses(observe(file.ledger, listed, asked, patience), time));
  return listed;
}

async function takeOut(id: string, { api, file, clock }: Removal): Promise<void> {
  await file.change(id, { leaving: true });
  await api.deleteBlock(id);
  const { ledger } = file;
  const opened = ledger.blocks.flatMap((block) =>
    block.id === id ? [{ start: block.start, end: block.end, id: null, cause: block.cause }] : [],
  );
  await file.save({
    ...ledger,
    blocks: ledger.blocks.filter((block) => block.id !== id),
    leftOpen: [...ledger.leftOpen, ...opened],
    removed: [...ledger.removed, { id, at: clock.now() }],
  });
}
