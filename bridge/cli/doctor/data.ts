import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readClientFiles } from '../../access/client-file.ts';
import { openSecrets } from '../../secrets/open-secrets.ts';
import { isMissing, readIfThere } from '../../store/durable-write.ts';
import { tooOpen } from '../../store/modes.ts';
import type { Settings } from '../settings.ts';
import { type Finding, note, well, wrong } from './finding.ts';

/** The data folder as it lies there; nothing is made or changed. */
export async function dataFolder(home: string): Promise<Finding[]> {
  const names = await namesIn(home);
  if (names === null) return [note(`The data folder ${home} is not there yet`, 'The bridge makes it when it starts.')];
  const open = await tooOpen(home);
  const modes =
    open.length === 0
      ? well(`The data folder ${home} is private`)
      : wrong(
          `Others on this computer can get at ${open.slice(0, 3).join(', ')}${open.length > 3 ? ' and more' : ''}`,
          `Start the bridge, which closes it to them, or run: chmod -R go-rwx "${home}"`,
        );
  return [modes, ...damagedFiles(home, names)];
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

async function namesIn(home: string): Promise<string[] | null> {
  try {
    return (await readdir(home, { recursive: true })).map(String);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
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
    damaged.push(note(`${path} is left out: ${reason}`, 'Pair that client again, then delete the file.'));
  });
  const paired = all.filter((client) => client.madeBy === 'pairing').map((client) => client.name);
  const pairing =
    paired.length > 0
      ? well(`Paired: ${paired.join(', ')}`)
      : note('No extension is paired yet', 'Run "npx slotbridge pair" and type the code into the extension.');
  return [pairing, ...damaged];
}
