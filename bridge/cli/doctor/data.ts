import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readClientFiles } from '../../access/client-file.ts';
import { openSecrets } from '../../secrets/open-secrets.ts';
import { readIfThere } from '../../store/durable-write.ts';
import { sayingWhy } from '../../store/folder-unusable.ts';
import { homeEntries } from '../../store/home-entries.ts';
import { tooOpen } from '../../store/modes.ts';
import type { Settings } from '../settings.ts';
import { type Finding, note, well, wrong } from './finding.ts';

/** The data folder as it lies there; nothing is made or changed. Throws FolderUnusable. */
export async function dataFolder(home: string): Promise<Finding[]> {
  if ((await homeEntries(home)) === null) {
    return [note(`The data folder ${home} is not there yet`, 'The bridge makes it when it starts.')];
  }
  return sayingWhy(home, async () => [await privacy(home), ...damagedFiles(home, await namesIn(home))]);
}

async function privacy(home: string): Promise<Finding> {
  const open = await tooOpen(home);
  if (open.length === 0) return well(`The data folder ${home} is private`);
  return wrong(
    `Others on this computer can get at ${open.slice(0, 3).join(', ')}${open.length > 3 ? ' and more' : ''}`,
    'Start the bridge, which closes it to them.',
  );
}

function damagedFiles(home: string, names: readonly string[]): Finding[] {
  return names
    .filter((name) => name.includes('.damaged-'))
    .map((name) =>
      note(
        `A damaged file was set aside: ${join(home, name)}`,
        'Look whether your connections are all there; connect anew what is missing, then delete the file.',
      ),
    );
}

async function namesIn(home: string): Promise<string[]> {
  return (await readdir(home, { recursive: true })).map(String);
}

export async function secrets({ secrets: choice, home, passphrase }: Settings): Promise<Finding> {
  // Opening it would make the file, and a check makes nothing.
  if (choice === 'file' && passphrase && (await readIfThere(join(home, 'secrets.json'))) === null) {
    return well('Passwords will be kept in an encrypted file');
  }
  try {
    const { store, notice } = await openSecrets({ choice, home, passphrase });
    if (!notice) return well(`Passwords are kept in the ${store.backend === 'file' ? 'encrypted file' : 'keychain'}`);
    const [what = notice, ...mend] = notice.split(/(?<=\.) /);
    return note(what.replace(/\.$/, ''), mend.join(' '));
  } catch (error) {
    const [what = '', ...mend] = (error instanceof Error ? error.message : String(error)).split(/(?<=\.) /);
    return wrong(what.replace(/\.$/, ''), mend.join(' '));
  }
}

export async function clients(home: string): Promise<Finding[]> {
  const damaged: Finding[] = [];
  const all = await readClientFiles(join(home, 'clients'), (path, reason) => {
    damaged.push(note(`${path} is left out: ${reason}`, 'Pair again if a client is missing, then delete the file.'));
  });
  const paired = all.filter((client) => client.madeBy === 'pairing').map((client) => client.name);
  const pairing =
    paired.length > 0
      ? well(`Paired: ${paired.join(', ')}`)
      : note('No extension is paired yet', 'Run "npx slotbridge pair" and type the code into the extension.');
  return [pairing, ...damaged];
}
