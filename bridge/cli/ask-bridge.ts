import { runBridge } from '../app/run.ts';
import { openSecrets } from '../secrets/open-secrets.ts';
import { openDataFolder } from '../store/data-folder.ts';
import { holderOf } from '../store/folder-lock.ts';
import { type Call, withBridge } from './bridge-calls.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/**
 * Asks the bridge that runs; where none does, one of our own for as long as it takes: two never write one data folder.
 * `name` is that of the command, by which its token is known.
 */
export async function askBridge(
  name: string,
  { home, secrets: choice, passphrase, caldavUrl }: Settings,
  { say }: Terminal,
  work: (call: Call) => Promise<number>,
): Promise<number> {
  const holder = await holderOf(home);
  if (holder?.port === null) throw new Error('The bridge is starting, or too busy to answer. Ask again soon.');
  if (holder) return withBridge({ home, port: holder.port, name }, work);
  const folder = await openDataFolder(home);
  try {
    const { store, notice } = await openSecrets({ choice, home: folder.path, passphrase });
    if (notice) say(notice);
    const bridge = await runBridge({ folder, secrets: store, port: 0, caldavUrl, log: say });
    try {
      return await withBridge({ home, port: bridge.port, name }, work);
    } finally {
      await bridge.stop();
    }
  } finally {
    await folder.release();
  }
}
