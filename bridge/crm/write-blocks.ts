import type { Clock } from '../domain/clock.ts';
import type { Busy } from '../domain/crm/busy-time.ts';
import { causeOf } from '../domain/crm/busy-time.ts';
import type { HighLevel, NewBlock } from '../domain/crm/highlevel.ts';
import { type Intent, madeBlock } from '../domain/crm/own-blocks.ts';
import type { Action } from '../domain/crm/plan.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { BlockFile } from './block-file.ts';
import type { Tally } from './tally.ts';

export interface Writing {
  readonly api: HighLevel;
  readonly userId: string;
  readonly file: BlockFile;
  readonly clock: Clock;
  readonly tally: Tally;
  /** In whole minutes. */
  readonly busy: readonly Busy[];
  /** Nothing more is begun after this time. */
  readonly until: number;
  readonly stopped: () => boolean;
}

/** These concern the whole sub-account: the next call would fail likewise. */
const CONCERNS_ALL = new Set(['invalid-token', 'missing-scope', 'wrong-location', 'crm-throttled', 'storage-failed']);
const MOST_FAILURES = 3;

/**
 * Does the actions in their order, each noted before it is sent. A single one that fails is counted; after it nothing is
 * opened any more, since its place may have been meant to close it. Gives whether all were tried.
 */
export async function writeBlocks(actions: readonly Action[], writing: Writing): Promise<boolean> {
  let failures = 0;
  for (const action of actions) {
    if (writing.stopped() || writing.clock.now() > writing.until) return false;
    if (failures > 0 && action.kind !== 'create') continue;
    try {
      await doAction(action, writing);
    } catch (error) {
      failures += 1;
      writing.tally.failed(error);
      if (!(error instanceof BridgeError) || CONCERNS_ALL.has(error.code) || failures >= MOST_FAILURES) throw error;
    }
  }
  return true;
}

function doAction(action: Action, writing: Writing): Promise<void> {
  if (action.kind === 'create') return create(action.block, writing);
  return action.kind === 'change' ? change(action.id, action.block, writing) : remove(action.id, writing);
}

async function create(block: NewBlock, { api, userId, file, clock, tally, busy }: Writing): Promise<void> {
  const { start, end, title } = block;
  const intent: Intent = { start, end, title, at: clock.now(), cause: causeOf(block, busy) };
  await file.save({ ...file.ledger, intents: [...file.ledger.intents, intent] });
  const without = () => file.ledger.intents.filter((one) => one.at !== intent.at || one.start !== start);
  try {
    const id = await api.createBlock(userId, intent);
    const made = madeBlock(id, intent, intent.cause, clock.now());
    await file.save({ ...file.ledger, intents: without(), blocks: [...file.ledger.blocks, made] });
    tally.created += 1;
  } catch (error) {
    if (isRefused(error)) await file.save({ ...file.ledger, intents: without() });
    throw error;
  }
}

async function change(id: string, block: NewBlock, { api, userId, file, clock, tally, busy }: Writing): Promise<void> {
  await file.change(id, { unsure: true });
  try {
    const stands = await api.changeBlock(id, userId, block);
    const now = clock.now();
    // Gone: the lists tell whether it was deleted by hand.
    if (!stands) return await file.change(id, { unsure: false, missingSince: now });
    await file.change(id, madeBlock(id, block, causeOf(block, busy), now));
    tally.changed += 1;
  } catch (error) {
    if (isRefused(error)) await file.change(id, { unsure: false });
    throw error;
  }
}

async function remove(id: string, { api, file, clock, tally }: Writing): Promise<void> {
  await file.change(id, { leaving: true });
  try {
    await api.deleteBlock(id);
  } catch (error) {
    if (isRefused(error)) await file.change(id, { leaving: false });
    throw error;
  }
  const { ledger } = file;
  const blocks = ledger.blocks.filter((block) => block.id !== id);
  const foreign = ledger.blocks.filter((block) => block.id === id && block.foreignAt !== null);
  const takenOut = [...ledger.takenOut, ...foreign.map(({ start, end }) => ({ start, end }))];
  await file.save({ ...ledger, blocks, takenOut, removed: [...ledger.removed, { id, at: clock.now() }] });
  tally.removed += 1;
}

/** Whether it is certain that nothing was done. */
function isRefused(error: unknown): boolean {
  if (!(error instanceof BridgeError)) return false;
  const { status } = error.details;
  return CONCERNS_ALL.has(error.code) || (status !== undefined && status >= 400 && status < 500);
}
