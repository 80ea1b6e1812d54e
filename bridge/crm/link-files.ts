import type { Clock } from '../domain/clock.ts';
import { dayOf } from '../domain/crm/budget.ts';
import { NO_BLOCKS } from '../domain/crm/own-blocks.ts';
import type { DataFolder } from '../store/data-folder.ts';
import { type DurableFile, openDurableFile } from '../store/durable-file.ts';
import { BlockFile } from './block-file.ts';
import { BlocksFile, LinksFile, RunsFile } from './stored-link.ts';

export interface LinkFilesParts {
  readonly clock: Clock;
  readonly folder: Pick<DataFolder, 'file'>;
  readonly onDamaged: (file: string, reason: string) => void;
}

const migrations = { current: 1, from: {} };

/** What was set up, for all connections. */
export function openLinksFile({ folder, onDamaged }: LinkFilesParts): Promise<DurableFile<LinksFile>> {
  return openDurableFile<LinksFile>({
    path: folder.file('crm', 'links.json'),
    schema: LinksFile,
    empty: () => ({ version: 1, links: [] }),
    migrations,
    onDamaged,
  });
}

/** The blocks and the runs of one connection. */
export async function openLinkFiles(connectionId: string, { folder, onDamaged, clock }: LinkFilesParts) {
  const blocks = await openDurableFile<BlocksFile>({
    path: folder.file('crm', connectionId, 'blocks.json'),
    schema: BlocksFile,
    empty: () => ({ version: 1, ...NO_BLOCKS }),
    migrations,
    onDamaged,
  });
  const runs = await openDurableFile<RunsFile>({
    path: folder.file('crm', connectionId, 'runs.json'),
    schema: RunsFile,
    empty: () => ({ version: 1, day: dayOf(clock.now()), used: 0, lastGoodAt: null, lastPass: null }),
    migrations,
    onDamaged,
  });
  return { blocks: new BlockFile(blocks), runs };
}
