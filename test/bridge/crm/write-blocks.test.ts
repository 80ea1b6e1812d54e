import { expect, test } from 'vitest';
import { BlockFile } from '../../../bridge/crm/block-file.ts';
import { Tally } from '../../../bridge/crm/tally.ts';
import { writeBlocks } from '../../../bridge/crm/write-blocks.ts';
import type { HighLevel } from '../../../bridge/domain/crm/highlevel.ts';
import type { OwnBlock } from '../../../bridge/domain/crm/own-blocks.ts';
import type { Action } from '../../../bridge/domain/crm/plan.ts';
import { BridgeError } from '../../../bridge/errors/bridge-error.ts';
import { ledger, NOW, own, span, TITLE } from '../domain/crm/crm-times.ts';

const make = (from: number): Action => ({ kind: 'create', block: { ...span(from, from + 1), title: TITLE } });
const remove = (id: string): Action => ({ kind: 'delete', id, from: span(9, 10) });

/** Carries the actions out on blocks that stand; making fails with these errors, one after the other. */
function writing(blocks: OwnBlock[] = [], errors: readonly Error[] = []) {
  const left = [...errors];
  const asked: string[] = [];
  const data = { version: 1 as const, ...ledger({ blocks }) };
  const file = new BlockFile({ data, update: async (change) => change(data), close: async () => undefined });
  const api = {
    createBlock: async () => {
      asked.push('create');
      const error = left.shift();
      if (error) throw error;
      return `made${asked.length}`;
    },
    deleteBlock: async (id: string) => asked.push(`delete ${id}`),
  } as unknown as HighLevel;
  const parts = { api, userId: 'ann', file, clock: { now: () => NOW }, tally: new Tally(), busy: [], until: NOW };
  const write = (...actions: Action[]) => writeBlocks(actions, { ...parts, stopped: () => false });
  return { write, asked, file, tally: parts.tally };
}

const away = new BridgeError('crm-unreachable');

test('a block that cannot be made does not keep the others from being made, but nothing is opened after it', async () => {
  const { write, asked, tally } = writing([own('a', 9, 10)], [away]);
  expect(await write(make(11), remove('a'), make(13))).toBe(true);
  expect(asked).toEqual(['create', 'create']);
  expect(tally).toMatchObject({ created: 1, removed: 0, failures: 1 });
});

test('the third that fails ends it', async () => {
  const { write, asked } = writing([], [away, away, away]);
  await expect(write(make(9), make(11), make(13), make(15))).rejects.toBe(away);
  expect(asked).toHaveLength(3);
});

test.each([new BridgeError('invalid-token'), new BridgeError('crm-throttled'), new TypeError('a fault of ours')])(
  'nothing more is sent after $name: $message',
  async (error) => {
    const { write, asked } = writing([], [error]);
    await expect(write(make(9), make(11))).rejects.toBe(error);
    expect(asked).toHaveLength(1);
  },
);

test('of what was taken out only what another computer made is remembered as such', async () => {
  const { write, file } = writing([own('ours', 9, 10), own('theirs', 11, 12, { foreignAt: NOW })]);
  await write(remove('ours'), remove('theirs'));
  expect(file.ledger).toMatchObject({ blocks: [], takenOut: [span(11, 12)] });
  expect(file.ledger.removed.map(({ id }) => id)).toEqual(['ours', 'theirs']);
});

test.each([
  ['it was refused', new BridgeError('crm-unreachable', { status: 422 }), 0],
  ['the CRM itself failed at it', new BridgeError('crm-unreachable', { status: 500 }), 1],
  ['no answer came', away, 1],
])(
  'that a block may stand although it was sent in vain is remembered where nobody can tell: %s',
  async (_what, error, remembered) => {
    const { write, file } = writing([], [error]);
    await write(make(9));
    expect(file.ledger.intents).toHaveLength(remembered);
  },
);
