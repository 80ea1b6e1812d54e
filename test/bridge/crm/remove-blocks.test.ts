import { expect, test } from 'vitest';
import { BlockFile } from '../../../bridge/crm/block-file.ts';
import type { LinkedPerson } from '../../../bridge/crm/linked-person.ts';
import { LinkMemory } from '../../../bridge/crm/pass.ts';
import { patienceOf } from '../../../bridge/crm/patience.ts';
import { removeBlocks } from '../../../bridge/crm/remove-blocks.ts';
import type { StoredLink } from '../../../bridge/crm/stored-link.ts';
import { Tally } from '../../../bridge/crm/tally.ts';
import type { CrmBlockSlot, HighLevel } from '../../../bridge/domain/crm/highlevel.ts';
import type { Intent } from '../../../bridge/domain/crm/own-blocks.ts';
import { known, ledger, listed, NOW, span, TITLE, WINDOW } from '../domain/crm/crm-times.ts';

const HASTE = 6000;

/** Takes all blocks out of a CRM whose lists are these, one after the other; the last one stays. */
async function removedFrom(lists: CrmBlockSlot[][], { intents = [] as Intent[], dryRun = false }) {
  const deleted: string[] = [];
  let asked = 0;
  const data = { version: 1 as const, ...ledger({ intents }) };
  const api = {
    blockSlots: async () => lists[Math.min(asked++, lists.length - 1)] ?? [],
    deleteBlock: async (id: string) => deleted.push(id),
  } as unknown as HighLevel;
  await removeBlocks({
    api,
    file: new BlockFile({ data, update: async (change) => change(data), close: async () => undefined }),
    person: { time: async () => known() } as unknown as LinkedPerson,
    setup: { userId: 'ann' } as StoredLink,
    memory: new LinkMemory(),
    clock: { now: () => NOW },
    patience: patienceOf(HASTE),
    tally: new Tally(),
    stopped: () => false,
    window: WINDOW,
    dryRun,
  });
  return { deleted, asked };
}

const sent: Intent = { ...span(9, 10), title: TITLE, at: NOW, cause: 'why' };

test('a block that was sent without an answer is waited for, since nobody would take it out later', async () => {
  const lists = [[], [listed('late', 9, 10)]];
  expect(await removedFrom(lists, { intents: [sent] })).toEqual({ deleted: ['late'], asked: 2 });
});

test('there is no second look where nothing is awaited, nor in a dry run', async () => {
  expect(await removedFrom([[listed('one', 9, 10)]], {})).toEqual({ deleted: ['one'], asked: 1 });
  expect(await removedFrom([[]], { intents: [sent], dryRun: true })).toEqual({ deleted: [], asked: 1 });
});
