import type { Connection } from '../../shared/contract/connection.ts';
import { Crm, CrmBlocks } from '../../shared/contract/crm.ts';
import type { Call } from './bridge-calls.ts';
import { localTime, type Removal, runRemoval } from './removal.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** Shows the blocked slots that Slotbridge made in the CRM; with `--yes` takes them out and makes no more. */
export function removeBlocks(args: readonly string[], settings: Settings, terminal: Terminal): Promise<number> {
  return runRemoval(BLOCKS, args, settings, terminal);
}

const BLOCKS: Removal = {
  command: 'remove-blocks',
  noConnection: 'No account is connected. Connect it again to take out the blocked slots that were made for it.',
  standing,
  async takeOut({ id }, call) {
    if (await isOn(id, call)) await call(pathOf(id), undefined, 'DELETE');
  },
  counted: (blocks) => (blocks === 1 ? '1 blocked slot' : `${blocks} blocked slots`),
  afterwards: 'Public booking pages are no longer protected. Turn it on again in the extension when you want.',
  later: 'Run this again in a while;',
};

async function standing(connection: Connection, call: Call): Promise<string[]> {
  if (!(await isOn(connection.id, call))) return [];
  const { blocks } = CrmBlocks.parse(await call(`${pathOf(connection.id)}/remove-blocks`, { dryRun: true }));
  return blocks.map(
    ({ start, end, title }) => `${localTime(start, connection)}\t${localTime(end, connection)}\t${title}`,
  );
}

async function isOn(connectionId: string, call: Call): Promise<boolean> {
  return Crm.parse(await call(pathOf(connectionId))).state !== 'off';
}

function pathOf(connectionId: string): string {
  return `/v1/connections/${encodeURIComponent(connectionId)}/crm`;
}
