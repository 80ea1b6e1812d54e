import type { Settings } from '../../../bridge/cli/settings.ts';
import type { Terminal } from '../../../bridge/cli/terminal.ts';

export const PASSPHRASE = 'a long enough passphrase';

export interface Told {
  readonly code: number;
  /** Sorted, since connections and calendars come in any order. */
  readonly out: string[];
  readonly said: string;
}

/** What a command says, and how it ends, on a data folder whose passwords are in an encrypted file. */
export async function told(
  where: Pick<Settings, 'home' | 'caldavUrl'>,
  command: (settings: Settings, terminal: Terminal) => Promise<number>,
): Promise<Told> {
  const [out, said]: [string[], string[]] = [[], []];
  const terminal = { out: (line: string) => out.push(line), say: (line: string) => said.push(line) };
  const code = await command({ ...where, port: 0, secrets: 'file', passphrase: PASSPHRASE }, terminal);
  return { code, out: out.sort(), said: said.join('\n') };
}
